"""Follow-up at rest (回访): who is to be called, what was said, and who answers for it."""

"""Follow-up (回访): calling the petitioner, and answering for those who are dissatisfied."""

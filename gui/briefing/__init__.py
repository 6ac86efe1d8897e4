"""The room of briefings, reports and circulars (简报)."""

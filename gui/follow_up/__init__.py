"""回访: calling petitioners, answering for those who are dissatisfied, special escalations."""

"""The disposal report (处置报告): its skeleton filled with what the ticket says, gaps marked.

`skeleton` makes the texts, `reading` makes a skeleton from data, `gaps` knows the mark of a gap.
Nothing here states a fact that is not on the ticket; what is missing stays a gap.
"""

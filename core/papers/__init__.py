"""Papers of the office (文书): forms as data, filled from a ticket, issued and kept.

What a paper can say of a ticket is decided by the type of facts it is given (`facts.py`): a paper
to the trader on a tip-off is given a type that knows neither the petitioner nor the content.
"""

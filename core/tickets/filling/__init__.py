"""Filling in (填报): which fields apply, which are required, what is proposed, what comes next.

All of it is data in the rule language. `logic.py` says what follows from a ticket, `stages.py` what
a stage still needs, `hidden.py` what stands in fields that do not apply, `questions.py` what is
asked one by one (一问一答). The `*_reading.py` modules make the values from data.
"""

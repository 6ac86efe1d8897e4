"""The law of the trade (法规): which rule set (规则集) holds on a day, and what its articles say.

`dated.py` is what holds between two days, `citations.py` how articles are cited, `statutes.py` the
acts with our own short wording, `rule_set.py` the dated sets with their grounds, matters and
papers. Days, numbers and wording are data in `resources/law/`; `reading.py` makes values of them.
"""

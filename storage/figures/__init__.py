"""Figures of the office from the store (指标): what they are, and the tickets behind each.

`indicators.py` is the way in. Values are `core.figures`.
"""

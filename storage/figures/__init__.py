"""Figures of the office from the store (指标): what they are, and the tickets behind each.

`indicators` is the way in; `received.py` counts what came in. Values are `core.figures`.
"""

from storage.figures.indicators import behind, indicators, units_of_tickets

__all__ = ["behind", "indicators", "units_of_tickets"]

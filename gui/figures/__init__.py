"""指标: the figures of a period, the tickets behind each, closed months, and the definitions."""

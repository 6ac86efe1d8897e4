"""Campaigns at rest: what was planned, drawn, assigned and handed in."""

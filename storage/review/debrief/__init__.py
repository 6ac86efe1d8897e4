"""Debriefs at rest: citations of handling points, remedies, and what is read for the page."""

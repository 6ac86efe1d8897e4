"""Briefings, reports and circulars at rest, and the live figures of their texts."""

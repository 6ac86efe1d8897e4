"""Spot checks in the window: campaigns, the review desk, results."""

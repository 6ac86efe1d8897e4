"""Rubrics: what is marked, how much it is worth, and who has agreed to that."""

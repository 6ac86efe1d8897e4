"""处置要点: the handling points by theme, what they are tied to, and how they are changed."""

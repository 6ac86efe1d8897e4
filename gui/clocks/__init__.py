"""时限: why a clock ends on that day, what moves it, and all of them on a board."""

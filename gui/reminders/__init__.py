"""催办: what waits for the officer who sits here, and telling it in working hours."""

"""Papers of a ticket: which can be given, what they lack, how they print, which were given."""

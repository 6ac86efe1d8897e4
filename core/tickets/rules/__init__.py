"""The fill-in rules (填报规则): the rulebook, how it is read from data, and its examples."""

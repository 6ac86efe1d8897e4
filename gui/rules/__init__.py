"""The rule desk (规则台): rules, words and versions of the rulebook, edited and tried out."""

"""法规条文: the acts with their articles, in our wording and in the official text of the office."""

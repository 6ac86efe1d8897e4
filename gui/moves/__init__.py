"""Moving tickets (流转) from any page: what can be done, what it asks, what would happen."""

"""我的待办: what is due, what others wait for, and how the work stands."""

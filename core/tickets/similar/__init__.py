"""Similar and repeated tickets (相似和重复的工单): which resemble one, and how they are linked.

`likeness` says in which respects two tickets match, `links` what an officer makes of it: linked,
never merged, or remembered as not the same.
"""

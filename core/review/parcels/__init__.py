"""Review tasks and reviews that travel between machines (任务包): what is in them, as values.

How they are sealed and read stands in `storage/files/parcels.py`.
"""

"""The people of the office as a whole: the list that comes in, the matrix, handing work over."""

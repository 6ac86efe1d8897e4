"""The time line of a ticket (时间线): all that happened to it, told so that it reads aloud."""

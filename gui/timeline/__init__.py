"""时间线: all that happened to one ticket, and its earlier versions."""

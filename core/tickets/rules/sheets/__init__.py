"""The rulebook as sheets of a workbook and back, all pure: what stands in which column."""

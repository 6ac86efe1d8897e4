"""Ledgers on their way in (导入): cells to values, columns to fields, rows to tickets, all pure."""

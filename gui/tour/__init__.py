"""认识窗口: a short tour of the real window, its steps as data, each pointing at a real widget."""

"""The office's work without a window: each command is a thin layer over what the window calls."""

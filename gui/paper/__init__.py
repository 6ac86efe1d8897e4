"""Paper on the screen: pages of a PDF, and the way to a printer."""

"""The layout of papers: which fonts draw them."""

"""How an official paper stands on its pages (公文版式): what is asked, and what a page shows."""

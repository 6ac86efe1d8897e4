"""Briefings, reports and circulars (简报、年报、通报) whose text is made of live figures."""

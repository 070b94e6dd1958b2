"""Across articles: what a whole output says, on one page."""

"""Widgets that several screens share, or that are complex enough to live alone."""

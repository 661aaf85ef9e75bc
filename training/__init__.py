"""Trains the tagger; not shipped with it."""

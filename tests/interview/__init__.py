"""Tests of the interview loop."""

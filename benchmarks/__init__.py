"""Measurements and training: what is run by hand, and what gates borrow from it."""

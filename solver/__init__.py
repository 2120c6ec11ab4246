"""Asks and answers; prints nothing."""

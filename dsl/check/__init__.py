"""Checks the nodes of a plan: names, kinds, units, circles, phrases.

Takes parsed files; gives a Plan, or every mistake found.
"""

"""Part of the HemaCare plan for clingo with integer constraints, written by hand from the filing; shares are exact."""

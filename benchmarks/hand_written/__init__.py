"""Part of the HemaCare plan in Z3, written by hand from the filing; it knows nothing of the plan language."""

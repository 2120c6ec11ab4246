"""Part of the HemaCare plan for OR-Tools CP-SAT, written by hand from the filing; shares are exact."""

"""How long answers take: whole processes, and the solving alone beside other solvers."""

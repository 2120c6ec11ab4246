"""The audit: drafting defects of a fixed catalogue, looked for in a checked plan.

`run.audit` is the door; `catalogue` lists the entries, each a file of its own.
"""

"""The commands of `pill`, a file each: what it takes, and what it does."""

"""Pictures of a story: what is drawn, and how it is written as a file."""

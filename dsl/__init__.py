"""The plan language: text, nodes, checked plan, and back to text."""

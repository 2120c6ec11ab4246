"""What a lawyer touches: the command `pill` and how answers look."""

"""Answers as blocks of plain data, the same for the screen, a notebook and a memo: the short answer, how it comes about, why, what it rests on."""

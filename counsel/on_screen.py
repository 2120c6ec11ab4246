"""Blocks on a terminal: they read well at 80 columns, and nothing of them is in colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from msgspec import Struct
from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from counsel.document import Block, Figure, Heading, Inline, Note, Paragraph, Table
from counsel.showing import CAUTION, indented

INDENT = 2
NARROW = 72
NO_BREAK = "\N{NO-BREAK SPACE}"  # a page keeps it; on a screen, where text is searched and copied, the width of the column keeps the words together
GAP = 2  # a space, and one for the line that is not drawn
STYLES = {"body": "", "lead": "bold", "asked": "italic", "dim": "dim", "answer": "", "caution": CAUTION, "clause": ""}


def on_screen(blocks: Iterable[Block]) -> Iterator[RenderableType]:
    """Each block, with an empty line before what begins a part."""
    before: Block | None = None
    for block in blocks:
        if before is not None and _begins(block, before):
            yield ""
        before = block
        look = block.look if isinstance(block, Paragraph) else "body"
        match block:
            case Heading():
                yield Text(block.text, style="bold")
            case Paragraph() if look == "clause":
                yield from (Hanging(line) for line in _plain(block.inlines).splitlines())
            case Paragraph():
                yield indented(_text(block.inlines, STYLES[look]), INDENT * block.indent)
            case Table():
                yield _Rows(block)
            case Figure():
                yield Text(block.caption, style="dim")


def _begins(block: Block, before: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    match block, before:
        case (_, Paragraph(look="lead")):
            return False
        case (Paragraph(look="lead") | Heading() | Table(), _):
            return True
        case (Paragraph(look="dim", indent=0), Table() | Paragraph(indent=1 | 2)):
            return True
        case (Paragraph(look=look), Paragraph(look="asked")):
            return look != "asked"
    return False


class Hanging(Struct, frozen=True):
    """A line of a plan file; where it is parted, what follows stands in, as the language wants it."""

    line: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lead = len(self.line) - len(self.line.lstrip())
        room = max(20, options.max_width)
        yield Text("\n".join(wrap(self.line.strip(), room, initial_indent=" " * lead, subsequent_indent=" " * (lead + 4), break_on_hyphens=False)))


def _plain(inlines: Iterable[Inline]) -> str:
    return "".join(inline.text for inline in inlines if not isinstance(inline, Note))


def _text(inlines: Iterable[Inline], style: str = "") -> Text:
    """Words and notes as one text."""
    found = Text(style=style)
    for inline in inlines:
        if isinstance(inline, Note):
            found.append(f" [{inline.text}]", "dim")
        else:
            found.append(inline.text.replace(NO_BREAK, " "), "bold" if inline.bold else "")
    return found


class _Rows(Struct, frozen=True):
    """A table as wide as there is room; where there is little, each row as lines one below the other."""

    table: Table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self._stacked() if options.max_width < NARROW else (self._grid(options.max_width),)

    def _grid(self, width: int) -> Padding:
        widths = _widths(self.table, width - INDENT)
        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, GAP - 1, 0, 0), show_edge=False, header_style="bold")
        for name, room in zip(self.table.head, widths, strict=True):
            grid.add_column(name, width=room, overflow="fold")
        for row in self.table.rows:
            grid.add_row(*(_text(cell) for cell in row))
        return Padding(grid, (0, 0, 0, INDENT))

    def _stacked(self) -> Iterator[Padding]:
        for row in self.table.rows:
            cells = [(name, cell) for name, cell in zip(self.table.head, row, strict=True) if cell]
            for place, (name, cell) in enumerate(cells):
                text = Text.assemble((f"{name}: ", "bold")) if place or not row[0] else Text()
                yield indented(text.append_text(_text(cell)), INDENT * (2 if place or not row[0] else 1))


def _widths(table: Table, room: int) -> list[int]:
    """How wide each column is: no word is broken if there is room, and the rest goes to those that have most to say."""
    columns = [[name, *(_plain(row[place]) for row in table.rows)] for place, name in enumerate(table.head)]
    least = [max((len(word) for text in column for word in text.split(" ")), default=1) for column in columns]
    most = [max(map(len, column)) for column in columns]
    free = room - GAP * (len(columns) - 1) - sum(least)
    wanted = [min(most_, max(least_, room * part // sum(table.widths))) - least_ for most_, least_, part in zip(most, least, table.widths, strict=True)]
    if free < 0:
        return [max(1, least_ * (room - GAP * (len(columns) - 1)) // sum(least)) for least_ in least]
    share = min(1.0, free / (sum(wanted) or 1))
    widths = [least_ + int(more * share) for least_, more in zip(least, wanted, strict=True)]
    for place, most_ in enumerate(most):
        more = min(most_ - widths[place], room - GAP * (len(columns) - 1) - sum(widths))
        widths[place] += max(0, more)
    return widths

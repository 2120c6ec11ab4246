"""What a lawyer touches: the command `pill` and how answers look; and `load` and `ask` for a program or a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counsel.notebook import Told, ask, load

__all__ = ["Told", "ask", "load"]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for, so that the command does not wait for it."""
    if name in __all__:
        from counsel import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

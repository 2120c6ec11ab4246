"""A mapping whose values are worked out when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class AsAsked(Mapping[Key, Value]):
    """A value for each key, found by `work` once and then kept."""

    def __init__(self, keys: Iterable[Key], work: Callable[[Key], Value]) -> None:
        self._known: dict[Key, Value] = {}
        self._keys = dict.fromkeys(keys)
        self._work = work

    def __getitem__(self, key: Key) -> Value:
        if key not in self._known:
            if key not in self._keys:
                raise KeyError(key)
            self._known[key] = self._work(key)
        return self._known[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

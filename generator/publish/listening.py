"""A page overheard: in: an edition, out: the same edition, and which of its lookups were asked for what meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import msgspec

from generator.publish.edition import Edition

__all__ = ["LOOKUPS", "MISSING", "Asked", "Question", "listening", "with_ears"]

_K = TypeVar("_K")
_V = TypeVar("_V")

MISSING = object()
"""The answer that there is none."""

LOOKUPS = tuple(name for name in Edition.__struct_fields__ if name not in ("config", "urls"))

Question = tuple[str, str | tuple[str, str]]
"""A lookup, and the key that it was asked for."""

Asked = dict[Question, object]
"""Answers, `MISSING` where there was none."""


_ASKED: ContextVar[Asked | None] = ContextVar("asked", default=None)
"""What was asked for so far by what is being made; apart for each thread."""


@contextmanager
def listening() -> Iterator[Asked]:
    """Note what is asked for meanwhile."""
    asked: Asked = {}
    before = _ASKED.set(asked)
    try:
        yield asked
    finally:
        _ASKED.reset(before)


class _Lookup(Mapping[_K, _V]):
    """A lookup of the edition that notes what it is asked. It cannot be gone through: that would ask for everything."""

    def __init__(self, name: str, values: Mapping[_K, _V], heed: Callable[[], None]) -> None:
        self._name = name
        self._heed = heed
        self._values = values

    def __getitem__(self, key: _K) -> _V:
        answer = self._ask(key)
        if answer is MISSING:
            raise KeyError(key)
        return answer  # type: ignore[return-value]

    def get(self, key: _K, default: Any = None) -> Any:
        """As `Mapping.get`, which would raise and catch an error for every answer that there is none."""
        answer = self._ask(key)
        return default if answer is MISSING else answer

    def __contains__(self, key: object) -> bool:
        return self._ask(key) is not MISSING

    def _ask(self, key: Any) -> object:
        self._heed()
        answer: object = self._values.get(key, MISSING)
        asked = _ASKED.get()
        if asked is not None:
            asked[self._name, key] = answer
        return answer

    def __iter__(self) -> Iterator[_K]:
        raise TypeError(f"a page may ask {self._name} for one thing or another, not for all")

    def __len__(self) -> int:
        raise TypeError(f"a page may not count {self._name}")


def with_ears(edition: Edition, heed: Callable[[], None] = lambda: None) -> Edition:
    """Give an edition whose lookups note what they are asked, and call `heed` before each answer."""
    lookups = {name: _Lookup(name, getattr(edition, name), heed) for name in LOOKUPS}
    return msgspec.structs.replace(edition, **lookups)

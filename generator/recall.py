"""Recall: in: what a value is made of, out: the value that was made of the very same things last time, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

__all__ = ["Held", "Recall", "Share", "share_with_nobody"]

_T = TypeVar("_T")

Share = Callable[[Callable[..., Any], Sequence[tuple[Any, ...]]], list[Any]]
"""Calls a function with each of several lists of arguments, wherever that may be, and gives the results in order."""

_COMPARED = (bytes, str, int, float, tuple)
"""Values of these types are the same when they are equal; all others only when they are one object."""


class Held(NamedTuple):
    """A value, what it was made of, and the keys of what was made on the way."""

    inputs: tuple[object, ...]
    value: Any
    inner: list[Hashable]


class Recall:
    """
    Hands a value out again while everything it was made of is the same, for whoever builds one site over and over.

    A value that had to be made anew but equals the one before is given as the one before. So what is made of it in
    turn need not be made again: an edit is felt as far as it changes something, and no further (early cut-off). A
    value depends on its inputs alone; whoever makes it must hand in all of them.
    """

    def __init__(
        self,
        before: Mapping[Hashable, Held] | None = None,
        *,
        keeps: bool = True,
        heed: Callable[[], None] | None = None,
        share: Share | None = None,
    ) -> None:
        """
        `before` is what another one was `asked_for`. One that does not keep anything makes everything anew, and costs
        no memory: right for whoever only looks.

        `heed` is called before each value; it may raise, to break a build off that has become pointless. `share`
        spreads the work of `each`.
        """
        self._keeps = keeps
        self._share: Share = share or self._make_all
        self.heed: Callable[[], None] = heed or _go_on
        """For whoever works long without asking for a value."""
        self._before: Mapping[Hashable, Held] = before or {}
        self._now: dict[Hashable, Held] = {}
        self._making: list[list[Hashable]] = [[]]
        """For each value that is being made, the outermost first, the keys asked for so far."""

    def made(self, key: Hashable, inputs: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """
        Give the value that goes by a key, made by `make` if one of the inputs is another than last time.

        >>> recall, one = Recall(), ("dam",)
        >>> first = recall.made("words", (one,), lambda: ["dam"])
        >>> recall.settle()
        >>> recall.made("words", (one,), lambda: ["never made"]) is first
        True
        """
        if not self._keeps:
            return make()
        self.heed()
        held = self._find(key, inputs)
        if held:
            return held.value  # type: ignore[no-any-return]
        self._making.append([])
        try:
            value = make()
        finally:
            inner = self._making.pop()
        return self._take_in(key, inputs, value, inner)

    def each(
        self,
        keys: Sequence[Hashable],
        inputs: Sequence[tuple[Any, ...]],
        make: Callable[..., _T],
        marks: Sequence[tuple[object, ...]] | None = None,
    ) -> list[_T]:
        """
        Give several values that know nothing of each other: that of `keys[i]` is `make(*inputs[i])`. It may be made in
        another process, and so must ask for nothing itself. `marks` are compared in the place of the inputs.

        >>> Recall().each(["a", "b"], [("dam",), ("weir",)], len)
        [3, 4]
        """
        if not self._keeps:
            return self._share(make, inputs)
        marks = inputs if marks is None else marks
        found = [self._find(key, mark) for key, mark in zip(keys, marks, strict=True)]
        made = iter(self._share(make, [given for held, given in zip(found, inputs, strict=True) if not held]))
        return [
            held.value if held else self._take_in(key, mark, next(made), [])
            for held, key, mark in zip(found, keys, marks, strict=True)
        ]

    def same(self, key: Hashable, value: _T) -> _T:
        """Give the value that went by a key before, when this one equals it."""
        return self.made(key, (object(),), lambda: value)

    def settle(self) -> None:
        """End a build: what it did not ask for is forgotten. After a build that failed, all before it stays known."""
        self._before, self._now = self._now, {}
        self._making = [[]]

    def asked_for(self) -> Mapping[Hashable, Held]:
        """Tell all that this build has asked for so far, for another process that goes on from here."""
        return self._now

    def _find(self, key: Hashable, inputs: tuple[object, ...]) -> Held | None:
        """Find what was made of the same inputs last time, and keep it."""
        self._making[-1].append(key)
        held = self._before.get(key)
        if held is None or not _are_same(held.inputs, inputs):
            return None
        self._keep(key, held)
        return held

    def _take_in(self, key: Hashable, inputs: tuple[object, ...], value: _T, inner: list[Hashable]) -> _T:
        """Keep what was just made, as the value before if that equals it."""
        held = self._before.get(key)
        if held and held.value == value:
            value = held.value
        self._now[key] = Held(inputs, value, inner)
        return value

    def _make_all(self, make: Callable[..., _T], inputs: Sequence[tuple[Any, ...]]) -> list[_T]:
        made = []
        for given in inputs:
            self.heed()
            made.append(make(*given))
        return made

    def _keep(self, key: Hashable, held: Held) -> None:
        """Keep a value, and all that was made on the way to it, for the build after this one."""
        self._now[key] = held
        for inner in held.inner:
            if inner in self._before and inner not in self._now:
                self._keep(inner, self._before[inner])


def share_with_nobody(make: Callable[..., Any], inputs: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Call a function here, one time after the other."""
    return [make(*given) for given in inputs]


def _go_on() -> None:
    """Heed nobody."""


def _are_same(held: tuple[object, ...], given: tuple[object, ...]) -> bool:
    return len(held) == len(given) and all(
        one is other or (isinstance(one, _COMPARED) and one == other) for one, other in zip(held, given, strict=True)
    )

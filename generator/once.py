"""Once: in: a function of an object, out: the same function, which works a thing out once for as long as it lives."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

__all__ = ["once_per_object"]

_T = TypeVar("_T")
_More = TypeVarTuple("_More")
_V = TypeVar("_V")


def once_per_object(make: Callable[[_T, *_More], _V]) -> Callable[[_T, *_More], _V]:
    """
    Keep what a function of one object, and of what is hashed easily, gives, until the object goes.

    Objects are told apart by identity, since comparing or hashing an entry means going through all of its text. They
    must not change and must allow weak references; what is made must not hold the object, or neither ever goes.
    """
    kept: dict[int, tuple[weakref.ref[_T], dict[tuple[object, ...], _V]]] = {}

    @wraps(make)
    def made(one: _T, *more: *_More) -> _V:
        held = kept.get(id(one))
        if held is None:
            key = id(one)
            held = kept[key] = (weakref.ref(one, lambda _: kept.pop(key, None)), {})
        values = held[1]
        if more not in values:
            values[more] = make(one, *more)
        return values[more]

    return made

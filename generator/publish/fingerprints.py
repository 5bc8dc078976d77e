"""Fingerprints: in: a value made of records, out: a hash of all that it says, the same in every process."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from types import FunctionType

import msgspec

from generator.publish.listening import MISSING
from generator.records import Clipping, Entry

__all__ = ["Fingerprints"]

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")

_PLAIN = {str, bytes, int, float, bool, datetime, type(None)}

_WHOLE = (Clipping, Entry)
"""Records of many small ones, which are spelled at one go; what is made of these is spelled by their hashes."""


class Fingerprints:
    """Hashes values, each record once however many others hold it. Records must not change meanwhile."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}
        """By identity; the record is held, so that no other can take its place."""

    def of(self, value: object) -> bytes:
        """
        Hash records, tuples, lists, sets, mappings, functions of modules, texts, bytes, numbers and moments.

        >>> Fingerprints().of(("a", {"b": 1})) == Fingerprints().of(["a", {"b": 1}]) != Fingerprints().of(("a", {}))
        True

        *Errors*: `TypeError` for anything else.
        """
        if isinstance(value, msgspec.Struct):
            return self._record(value)
        return hashlib.sha256(_ENCODER.encode(self._spell(value))).digest()

    def _spell(self, value: object) -> object:
        """Write a value down as plain ones, with a hash in the place of each record."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple or kind is list:
            return [self._spell(one) for one in value]  # type: ignore[attr-defined]
        if isinstance(value, msgspec.Struct):
            return self._record(value)
        if isinstance(value, frozenset | set):
            return sorted(value)
        if isinstance(value, FunctionType):
            return f"{value.__module__}.{value.__qualname__}"
        if value is MISSING:
            return {"missing": True}
        if isinstance(value, Mapping):
            return [[self._spell(key), self._spell(value[key])] for key in sorted(value)]
        raise TypeError(f"a page cannot be about {value!r}")

    def _record(self, record: msgspec.Struct) -> bytes:
        known = self._known.get(id(record))
        if known is None:
            kind = type(record)
            if isinstance(record, _WHOLE):
                spelled: object = record
            else:
                spelled = [self._spell(getattr(record, field)) for field in kind.__struct_fields__]
            marked = hashlib.sha256(_ENCODER.encode((kind.__name__, spelled))).digest()
            known = self._known[id(record)] = record, marked
        return known[1]

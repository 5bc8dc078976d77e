"""
The search index as it is published: in: the files that Pagefind wrote, out: those a reader's browser asks for.

Pagefind writes the values of a filter, and the list of filters, in the order of a hash table, which is another one at
every run; names of files are hashes of their bytes, so three kinds of files differ between two runs over the same
pages (1.1 to 1.5; Pagefind issue 638, which mended fragments alone). Here they are put in order and named again.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import msgspec

__all__ = ["make_bundle"]

_MARK = b"pagefind_dcd"
"""What each of Pagefind's own files begins with, once unpacked; then follows CBOR (RFC 8949)."""

_WANTED = re.compile(r"pagefind\.js|wasm\.[\w-]+\.pagefind|(?:fragment|index)/[^/]+")
"""The script, the engine, and what it loads. The rest is the user interfaces that Pagefind brings along."""

_FILTERS, _SORTS = 3, 4
"""Places in a `pf_meta`: version, pages, chunks of the index, filters, orders, names of fields."""

_ENTRY = "pagefind-entry.json"
_SPARE_ENGINE = "wasm.unknown.pagefind"


def make_bundle(written: Mapping[str, bytes]) -> dict[str, bytes]:
    """
    Choose what is published of Pagefind's output, by path in its folder, and make it the same for the same pages.

    *Errors*: `ValueError`, `LookupError`, `OSError` or `TypeError` for files of another shape, which a version of
    Pagefind may bring that is not known here.
    """
    entry = msgspec.json.decode(written[_ENTRY])
    bundle = {path: data for path, data in written.items() if _WANTED.fullmatch(path)}
    filters = {PurePosixPath(path).stem: data for path, data in written.items() if path.startswith("filter/")}
    renamed = {}
    for name, data in filters.items():
        ordered = _ordered_filter(data)
        renamed[name] = _named_like(name, ordered)
        bundle[f"filter/{renamed[name]}.pf_filter"] = ordered
    for language in entry["languages"].values():
        ordered = _ordered_meta(written[f"pagefind.{language['hash']}.pf_meta"], renamed)
        language["hash"] = _named_like(language["hash"], ordered)
        bundle[f"pagefind.{language['hash']}.pf_meta"] = ordered
    if all(language["wasm"] for language in entry["languages"].values()):
        bundle.pop(_SPARE_ENGINE, None)
    bundle[_ENTRY] = msgspec.json.encode(entry, order="sorted")
    return dict(sorted(bundle.items()))


def _ordered_filter(data: bytes) -> bytes:
    """Put the values of a filter in order: `[name, [[value, [page, …]], …]]`."""
    name, values = _unpack(data)
    return _pack([name, sorted(values)])


def _ordered_meta(data: bytes, renamed: Mapping[str, str]) -> bytes:
    """Put filters and orders in order, and name filters as they are named now."""
    meta = _unpack(data)
    meta[_FILTERS] = sorted([name, renamed[file]] for name, file in meta[_FILTERS])
    meta[_SORTS] = sorted(meta[_SORTS])
    return _pack(meta)


def _named_like(name: str, data: bytes) -> str:
    """Replace the hash at the end of a name by that of other bytes, of the same length."""
    stem, _, old = name.rpartition("_")
    return f"{stem}_{hashlib.sha256(data).hexdigest()[: len(old)]}"


def _unpack(data: bytes) -> Any:
    import cbor2  # needed for nothing else

    plain = gzip.decompress(data)
    if not plain.startswith(_MARK):
        raise ValueError("not a file of Pagefind's")
    return cbor2.loads(plain[len(_MARK) :])


def _pack(value: Any) -> bytes:
    """Leave it unpacked, which Pagefind reads as well: another build of zlib would pack it to other bytes."""
    import cbor2

    packed: bytes = cbor2.dumps(value)
    return _MARK + packed

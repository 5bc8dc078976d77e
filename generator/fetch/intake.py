"""Feeds into the content folder: in: a feed's bytes, out: one new file for each item that is not there yet."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

from generator.diagnostics import DayfoldError, Diagnostic, diagnose
from generator.fetch.clipping_text import keys_of_item, make_clipping_text, name_of
from generator.read import read
from generator.records import Draft, Reading, Record, Source
from generator.store.places import Places
from generator.text.slugs import make_slug

__all__ = ["Intake", "keep_items", "read_fetched_feed", "read_saved_feed"]

_FEEDS = frozenset({"rss", "atom", "json-feed"})
_IS_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.I)
_NO_OUTLET = "feed"


class Intake(Record, frozen=True, kw_only=True):
    """What became of the items of one feed."""

    written: tuple[Path, ...] = ()
    known: int = 0
    """Items that were there already, or twice in the feed."""
    empty: int = 0
    """Items with neither a text nor an address: no clipping can be made of them."""


def read_saved_feed(data: bytes, name: str, max_bytes: int) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """
    Read a feed as a build would read it from the content folder.

    `name` is how messages call it. *Errors*: `not-a-feed`, and what the reader of feeds reports.
    """
    reading = read(Source(path=name, data=data, sha256=hashlib.sha256(data).hexdigest()), max_bytes)
    if reading.format in _FEEDS or any(one.name == "feed-empty" for one in reading.diagnostics):
        return reading.drafts, reading.diagnostics
    broken = tuple(one for one in reading.diagnostics if one.severity == "error")
    return (), broken or (_no_feed(reading, name),)


def read_fetched_feed(data: bytes, name: str, max_bytes: int) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """As `read_saved_feed`; of a feed that breaks off, the item in which it does is left for the next time."""
    drafts, found = read_saved_feed(data, name, max_bytes)
    is_broken = any(one.name == "feed-not-well-formed" for one in found)
    if is_broken and drafts and drafts[0].format != "json-feed" and not _IS_CLOSED.search(data[-200:]):
        return drafts[:-1], found
    return drafts, found


def keep_items(drafts: Sequence[Draft], places: Places, known: set[str]) -> Intake:
    """
    Write a clipping for every item whose id and addresses are not in `known`, which grows by them.

    The files of a feed go into a folder named after it. No file is ever overwritten, and none is there before it is
    whole. *Errors*: `DayfoldError` with `clipping-unwritable`; what was written before it stays.
    """
    written: list[Path] = []
    seen = empty = 0
    for draft in drafts:
        keys = keys_of_item(draft)
        if not draft.blocks and not any(key.startswith("url ") for key in keys):
            empty += 1
        elif not keys & known and (file := _write(places.content / _folder_of(draft), draft)):
            written.append(file)
        else:
            seen += 1
        known |= keys
    return Intake(written=tuple(written), known=seen, empty=empty)


def _folder_of(draft: Draft) -> str:
    title = next((field.values[0] for field in draft.fields if field.name == "channel.title"), "")
    return make_slug(title) if title else _NO_OUTLET


def _write(folder: Path, draft: Draft) -> Path | None:
    """Write under the first free one of an item's two names; None when both are taken, the second by this very item."""
    text, suffix = make_clipping_text(draft)
    for is_second in (False, True):
        file = folder / (name_of(draft, is_second=is_second) + suffix)
        try:
            if _write_whole(file, text.encode("utf-8", "replace")):
                return file
        except OSError as error:
            raise DayfoldError(_unwritable(file, error)) from None
    return None


def _write_whole(file: Path, data: bytes) -> bool:
    """Put a file in its place in one step, unless something stands there; builds pass over its name until then."""
    if file.exists():
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        with fresh.open("xb") as stream:
            stream.write(data)
        try:
            os.link(fresh, file)
        except FileExistsError:
            return False
        except OSError:  # a file system without links; the name was free a moment ago
            fresh.rename(file)
    finally:
        fresh.unlink(missing_ok=True)
    return True


def _no_feed(reading: Reading, name: str) -> Diagnostic:
    is_page = reading.format == "html" or "<html" in reading.text[:2000].lower()
    seen = "a web page" if is_page else "nothing that is RSS, Atom, RDF or JSON Feed" if reading.text else "no text"
    hint = "look in the page for the address of its feed" if is_page else "get the feed itself"
    return diagnose("not-a-feed", name, f"it holds {seen}", hint=hint)


def _unwritable(file: Path, error: OSError) -> Diagnostic:
    return diagnose(
        "clipping-unwritable",
        str(file),
        f"the clipping cannot be written: {error.strerror or error}",
        hint="check the folder's permissions and the space on the disk, and do it again: what is there is left out",
    )

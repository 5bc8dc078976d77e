"""What a content folder holds already: in: the folder, out: the ids and addresses of everything in it."""

from __future__ import annotations

from generator.fetch.clipping_text import keys_of
from generator.read import read
from generator.read.bystanders import bystander_by_name
from generator.read.decoding import decode
from generator.read.document import Document, suffix_of
from generator.read.feed import is_feed
from generator.read.field_lines import find_head_lines
from generator.read.front_matter import find_front_matter
from generator.records import Source
from generator.store.places import Places
from generator.store.sources import Found, find_files, load_source

__all__ = ["keys_present"]

_HEAD_BYTES = 16_384
"""Where fields stand: on top. A thousand clippings are looked through in half a second."""


def keys_present(places: Places, max_bytes: int) -> set[str]:
    """
    Collect what every clipping says of its identity, wherever it was moved, and every item of a saved feed.

    Files that cannot be read are passed over here; the build says what is wrong with them.
    """
    keys: set[str] = set()
    if not places.content.is_dir():
        return keys
    found, _ = find_files(places.content, places.root, (places.output, places.cache))
    for one in found:
        if bystander_by_name(one.path) is None:
            keys |= _keys_in(one, max_bytes)
    return keys


def _keys_in(found: Found, max_bytes: int) -> frozenset[str]:
    try:
        with found.file.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return frozenset()
    document = Document(path=found.path, sha256="", text=decode(head).text if head else "")
    if is_feed(document) or suffix_of(found.path) == ".json":
        source = load_source(found, max_bytes)
        drafts = read(source, max_bytes).drafts if isinstance(source, Source) else ()
        return frozenset().union(*(keys_of(draft.fields) for draft in drafts))
    front = find_front_matter(document) or find_head_lines(document)
    return keys_of(front.fields) if front else frozenset()

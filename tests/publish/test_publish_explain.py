"""What `explain` says of a file."""

from __future__ import annotations

import msgspec
from newsroom import make_digest, make_entry, make_story

from generator.publish.explain import explain
from generator.records import Copy


def test_a_reprint_names_the_file_it_repeats() -> None:
    """How much is shared is cut, as on pages: 99.6 % of a text is not all of it."""
    original, reprint = make_entry("original"), make_entry("reprint", outlet="Coast Herald")
    copy = Copy(entry_id=reprint.id, of_id=original.id, share=0.996)
    digest = make_digest(msgspec.structs.replace(make_story(original, reprint), copies=(copy,)))
    lines = list(explain(digest.clippings[1], "The dam held.", digest))

    assert [line.strip() for line in lines if "a copy" in line] == [f"a copy: 99% of its text is in {original.path}"]

"""
Random changes of one character, each of them found.

The suite makes 150; `DAYFOLD_MUTATIONS=1000 python -m pytest tests/verify/test_verify_mutations.py` makes all, in 15 s.
"""

from __future__ import annotations

import os
from random import Random

from small_site import Site, build_site

_CHANGES = int(os.environ.get("DAYFOLD_MUTATIONS", "150"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz ABCXYZ 0123456789 .,;:-<>&\"'/\n\u00e9\u2019"


def test_every_random_change_of_one_character_is_caught() -> None:
    """Replaced, added or taken out, in a source, a page, a feed or the ledger: an error names the very file."""
    built, chance = build_site(), Random(20201018)
    missed = []
    for _ in range(_CHANGES):
        site = Site(built.sources, built.files)
        folder = chance.choice((site.sources, site.files))
        path = chance.choice(sorted(path for path, data in folder.items() if data))
        old = folder[path].decode()
        new = _change(chance, old)
        folder[path] = new.encode()
        found = {one.path for one in site.verify().diagnostics if one.severity == "error"}
        if path not in found:
            missed.append((path, old, new))

    assert missed == []


def _change(chance: Random, text: str) -> str:
    place = chance.randrange(len(text))
    letter = chance.choice([one for one in _LETTERS if one != text[place]])
    return chance.choice(
        (
            text[:place] + letter + text[place + 1 :],
            text[:place] + letter + text[place:],
            text[:place] + text[place + 1 :],
        )
    )

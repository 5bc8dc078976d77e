"""Printing a site that another process has printed: what nothing has changed for is known to stand."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
from publish_samples import CONFIG, default_theme, sample_digest
from test_publish_reprints import retitled

from generator.publish import Prints, plan_site
from generator.publish.theme import Theme
from generator.records import Digest


def _print(digest: Digest, theme: Theme, prints: Prints) -> tuple[dict[str, str], dict[str, str]]:
    """Print a site; give the hashes of the files that were said to stand, and those of all as they are made anew."""
    plan = plan_site(digest, CONFIG, theme, prints)
    standing = {file.path: sha256 for file in plan.files if (sha256 := file.standing())}
    for file in plan.files:
        if file.path not in standing:
            file.make()
    plan.impression.settle()
    fresh = {file.path: hashlib.sha256(file.make()).hexdigest() for file in plan_site(digest, CONFIG, theme).files}
    return standing, fresh


def test_what_stands_is_what_would_be_made(project: Path) -> None:
    """After a headline changed, and after it changed back, a page that is said to stand has the bytes of a new one."""
    theme, first, prints = default_theme(project), sample_digest(), Prints()
    for digest in (first, retitled(first), first):
        standing, fresh = _print(digest, theme, prints)

        assert {path: fresh[path] for path in standing} == standing


def test_pages_that_nothing_changed_for_stand(project: Path) -> None:
    """The page of another day does; that of the retitled clipping does not; on a first printing none does."""
    theme, first, prints = default_theme(project), sample_digest(), Prints()
    entry, day = first.days[0].stories[0].entries[0], first.days[-1].date.replace("-", "/")
    pages = f"{day}/index.html", f"clippings/{entry.id}/index.html"
    before, _ = _print(first, theme, prints)
    after, _ = _print(retitled(first), theme, prints)

    assert [path in standing for standing in (before, after) for path in pages] == [False, False, True, False]


def test_another_theme_makes_every_page_anew(project: Path) -> None:
    """What all pages are made with is part of each of them."""
    theme, digest, prints = default_theme(project), sample_digest(), Prints()
    _print(digest, theme, prints)
    other = msgspec.structs.replace(
        theme,
        templates=tuple(
            msgspec.structs.replace(one, text=f"{one.text}\n") if one.name == "base.html" else one
            for one in theme.templates
        ),
    )

    assert (_print(digest, other, prints)[0], bool(prints.pages)) == ({}, True)

"""A site publishes the kinds of pages it wants, and nothing leads to those it does without."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from publish_reading import links, pages
from publish_samples import CONFIG, build_site

from generator.config import Config, PageKinds, parse_config
from generator.diagnostics import DayfoldError

KINDS = get_args(PageKinds)


def _site(project: Path, *pages: PageKinds) -> dict[str, bytes]:
    return build_site(project, config=msgspec.structs.replace(CONFIG, pages=pages))


@pytest.mark.parametrize("left_out", [*((kind,) for kind in KINDS), KINDS])
def test_nothing_leads_to_a_page_that_is_not_there(project: Path, left_out: tuple[str, ...]) -> None:
    """Menus, crumbs, credits, feeds' announcements: every link inside the site finds its file."""
    site = _site(project, *(kind for kind in KINDS if kind not in left_out))
    led_to = {(path, file) for path, tree in pages(site).items() for file, _ in links(path, tree)}
    assert [one for one in led_to if one[1] not in site] == []


def test_each_kind_can_be_left_out(project: Path) -> None:
    """Without a kind its files are gone, and all others stay."""
    whole = _site(project, *KINDS)
    for kind, pattern in {
        "calendar": r"calendar/|\d{4}/index\.html|\d{4}/\d\d/index\.html",
        "threads": r"threads/",
        "topics": r"topics/",
        "sources": r"sources/",
        "claimants": r"claimants/",
        "ledger": r"ledger/",
        "search": r"search/",
        "citations": r".*/citations\.(json|bib)$",
        "email": r".*/email\.html$",
    }.items():
        rest = _site(project, *(one for one in KINDS if one != kind))
        gone = {path for path in whole if re.match(pattern, path)}
        assert whole.keys() - gone == rest.keys(), kind


def test_a_kind_that_does_not_exist_is_told() -> None:
    """A misspelled kind would quietly be missing."""
    with pytest.raises(DayfoldError) as raised:
        parse_config('pages = ["calender"]', "dayfold.toml")
    assert "calender" in raised.value.diagnostics[0].message
    assert (*Config().pages, "email") == KINDS

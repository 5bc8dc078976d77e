"""Outlets: fields, hosts, archives, titles and the site's own words, and what speaks against the answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.records import Entry, Evidence
from generator.refine.hosts import original_address
from generator.refine.tables import load_table

Refine = Callable[..., Entry]

PROSE = "The dam above the town was opened on Monday night, and nobody who lives below it was hurt, the mayor said."


def outlet_of(entry: Entry) -> tuple[str, str, bool] | None:
    found = entry.outlet
    return (found.value, found.evidence.rule, found.is_guess) if found else None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Become a Northline Post Member today", ("Northline Post", "own-words", True)),
        ("Visit Business Insider's homepage for more stories", ("Business Insider", "own-words", True)),
        (f"“It rained,” she told OC Media. {PROSE}\n\n“It did,” he told OC Media.", ("OC Media", "spoken-to", True)),
        (f"“It rained,” she told OC Media. {PROSE}", None),
        (f"“It rained,” she told Reuters. {PROSE}\n\n“It did,” he told Reuters.", None),
        ("Follow us on Twitter", None),
    ],
)
def test_a_sites_own_words(refine_text: Refine, body: str, expected: tuple[str, str, bool] | None) -> None:
    """They are a guess; being told something once, or as an agency, is not even that."""
    assert outlet_of(refine_text(f"---\ntitle: Dam opened\n---\n{PROSE}\n\n{body}", "a.md")) == expected


def test_the_name_behind_a_title(refine_text: Refine) -> None:
    """Where nothing else names the outlet, the part split off the title does, if it is a known name."""
    assert outlet_of(refine_text(f"---\ntitle: Dam opened | ZDNet\n---\n{PROSE}", "a.md")) == (
        "ZDNet",
        "title-suffix",
        True,
    )


def test_a_field_against_the_host(refine_text: Refine) -> None:
    """The field wins, spelled as its readers know it, and the host is told as evidence."""
    source = "---\ntitle: Dam\nsite: the guardian\nurl: https://www.npr.org/2026/a\n---\nThe dam held."
    outlet = refine_text(source, "a.md").outlet

    assert outlet is not None
    assert (outlet.value, outlet.against) == (
        "The Guardian",
        (Evidence(rule="outranked-by-field", quote="https://www.npr.org/2026/a"),),
    )


def test_a_platform_published_nothing(refine_text: Refine) -> None:
    """A link to a post says nothing about who published the text."""
    assert refine_text("---\ntitle: Dam\nurl: https://t.co/abc\n---\nThe dam held.", "a.md").outlet is None


@pytest.mark.parametrize("word", ["Unknown", "None", "n/a"])
def test_fields_that_name_nobody(refine_text: Refine, word: str) -> None:
    """They are no outlets."""
    assert refine_text(f"---\ntitle: Dam\nsite: {word}\n---\nThe dam held.", "a.md").outlet is None


@pytest.mark.parametrize(
    ("address", "original"),
    [
        ("https://web.archive.org/web/20201018093000/https://example.org/a", "https://example.org/a"),
        ("https://archive.ph/20201018/https://example.org/a", "https://example.org/a"),
        ("https://example-org.cdn.ampproject.org/c/s/example.org/a", "https://example.org/a"),
        ("https://web.archive.org/about", "https://web.archive.org/about"),
    ],
)
def test_archives_keep_the_pages_of_others(address: str, original: str) -> None:
    """The address of the original is that of the page that was kept."""
    assert original_address(address) == original


def test_second_address_is_told(refine_text: Refine) -> None:
    """Two fields with two addresses: the more telling one is taken."""
    entry = refine_text(
        "---\ntitle: Dam\nurl: https://example.org/a\nlink: https://example.org/b\n---\nIt rained.", "a.md"
    )

    assert entry.url is not None
    assert (entry.url.value, entry.url.against) == (
        "https://example.org/a",
        (Evidence(rule="less-trusted-field", quote="link: https://example.org/b"),),
    )


def test_the_table_of_hosts_is_of_hosts() -> None:
    """Small letters, no `www.`, a name for each, in order: people edit it by hand."""
    table: dict[str, str] = load_table("outlets")

    assert list(table) == sorted(table)
    assert [host for host in table if host != host.lower() or host.startswith("www.") or "." not in host] == []
    assert [host for host, name in table.items() if not name.strip()] == []
    assert len(table) > 500


def test_an_agency_is_named_in_full(refine_text: Refine) -> None:
    """`AP` as the outlet of a clipping is the agency's full name."""
    outlet = refine_text(f"---\ntitle: Dam\noutlet: AP\n---\n{PROSE}", "a.md").outlet

    assert outlet is not None
    assert (outlet.value, outlet.evidence.quote) == ("Associated Press", "outlet: AP")


def test_links_to_reference_works_name_nobody(refine_text: Refine) -> None:
    """A text with links to an encyclopedia was not published by it."""
    links = "[dams](https://en.wikipedia.org/wiki/Dam) and [rain](https://en.wikipedia.org/wiki/Rain)"
    assert outlet_of(refine_text(f"---\ntitle: Dam\n---\n{PROSE} It is about {links}.", "a.md")) is None

"""What a story's clippings cite at first hand."""

from __future__ import annotations

import msgspec
import pytest
from digest_samples import given, make_entry

from generator.digest.cited import find_cited
from generator.records import Entry, Link, Origin


def entry_with(name: str, *addresses: str, url: str = "") -> Entry:
    """A clipping that links to this, and may have an address of its own."""
    links = tuple(Link(href=address, text="here") for address in addresses)
    return msgspec.structs.replace(make_entry(name), links=links, url=given(url) if url else None)


def origin_of(*entries: Entry) -> Origin:
    return Origin(name=entries[0].path, entry_ids=tuple(entry.id for entry in entries), evidence=())


def addresses_in(*addresses: str, url: str = "") -> list[str]:
    entry = entry_with("a.txt", *addresses, url=url)
    return [one.address for one in find_cited((entry,), (origin_of(entry),))]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.mfa.gov.az/en/news/1",
        "https://mod.am/statement/2",
        "https://www.gov.uk/notices/3",
        "https://ec.europa.eu/press/4",
        "https://www.sec.gov/filing?id=5",
        "https://arxiv.org/abs/2001.00001",
        "https://doi.org/10.1000/182",
        "https://docs.un.org/en/S/RES/884",
        "https://github.com/example/project/issues/6",
        "https://twitter.com/harbourboard/status/7",
    ],
)
def test_what_speaks_for_itself_is_cited(address: str) -> None:
    """Offices of state, institutions, science, filings, code, and single posts."""
    assert addresses_in(address) == [address.replace("www.", "")]


@pytest.mark.parametrize(
    "address",
    [
        "https://harbourpost.example.com/2031/a",
        "https://notgov.example.org/gov/1",
        "https://mygov.com/a",
        "https://twitter.com/harbourboard",
        "https://twitter.com/intent/tweet?text=x",
        "https://www.who.int/",
        "https://who.int",
        "mailto:press@mfa.gov.az",
        "javascript:alert('https://mfa.gov.az/')",
        "/gov/relative",
        "https://[broken.gov/a",
        "https://user@bank.gov/a",
    ],
)
def test_what_tells_at_second_hand_is_not_cited(address: str) -> None:
    """Newspapers, profiles, buttons to share, front pages, and what is no address of the web."""
    assert addresses_in(address) == []


def test_spellings_of_an_address_are_one_document() -> None:
    """What tracks readers, the scheme, a leading www, a last slash and a place in the page make no difference."""
    assert addresses_in(
        "http://www.who.int/news/1/?utm_source=mail&utm_medium=x",
        "https://who.int/news/1#top",
        "https://WHO.int/news/1?fbclid=2",
        "https://who.int/news/1?page=2",
    ) == ["https://who.int/news/1", "https://who.int/news/1?page=2"]


def test_an_office_does_not_cite_itself() -> None:
    """The menu of a press release's own site is no citation."""
    assert addresses_in(
        "https://mfa.gov.az/contact/us", "https://old.mfa.gov.az/a", "https://un.org/b", url="https://www.mfa.gov.az/1"
    ) == ["https://un.org/b"]


def test_what_most_origins_cite_comes_first() -> None:
    """Two reprints of one report are one voice, two reports are two; then clippings count, then the address."""
    report = "https://who.int/report"
    first, copy, other = (
        entry_with("first.txt", "https://un.org/z", report),
        entry_with("copy.txt", "https://un.org/z", "https://un.org/a"),
        entry_with("other.txt", report),
    )
    found = find_cited((first, copy, other), (origin_of(first, copy), origin_of(other)))

    assert [(one.address, one.entry_ids) for one in found] == [
        (report, (first.id, other.id)),
        ("https://un.org/z", (first.id, copy.id)),
        ("https://un.org/a", (copy.id,)),
    ]

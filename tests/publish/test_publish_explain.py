"""What `explain` says of a file: fields with their evidence, every line with its fate."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest
from newsroom import make_digest, make_entry, make_story

from generator.clippings import make_clipping
from generator.config import Config, RefineSettings
from generator.digest import make_digest as digest_of
from generator.publish.explain import OUTRANKED, RULES, Explanation, account_for_file, lay_out
from generator.publish.explain.locating import locate
from generator.records import Copy, Evidence, Source
from generator.refine.unpublished import leave_out_unpublished

_TEXT = """---
title: "Ferry late again"
created: 2026-03-09
published: 2026-03-08
---

<!-- clipped -->

The ferry to Aldersund was late again on Sunday, its captain said on the quay.
Fog had kept her in the harbour until noon, and nobody was told why.

Read more: Why ferries are late

Share this article

The harbour office promised to put up a board with the times of all ferries.
"""


def _explain(settings: RefineSettings, text: str, name: str = "ferry.md") -> Explanation:
    data = text.encode()
    made = make_clipping(Source(path=name, data=data, sha256=hashlib.sha256(data).hexdigest()), settings)
    (clipping,) = leave_out_unpublished([made])
    return account_for_file(clipping, text, digest_of([clipping], Config()))


def _written(told: Explanation, width: int = 100, **wishes: int) -> list[str]:
    return ["".join(words.text for words in line).rstrip() for line in lay_out(told, width, part=wishes.get("part"))]


def test_a_reprint_names_the_file_it_repeats() -> None:
    """How much is shared is cut, as on pages: 99.6 % of a text is not all of it."""
    original, reprint = make_entry("original"), make_entry("reprint", outlet="Coast Herald")
    copy = Copy(entry_id=reprint.id, of_id=original.id, share=0.996)
    digest = make_digest(msgspec.structs.replace(make_story(original, reprint), copies=(copy,)))
    told = account_for_file(digest.clippings[1], "The dam held.", digest)

    assert f"a copy: 99% of its text is in {original.path}" in [line.strip() for line in _written(told)]


def test_a_field_shows_its_evidence_and_what_was_not_taken(settings: RefineSettings) -> None:
    """The words are quoted with their line and column, and the day of saving says why it is not the day."""
    told = _explain(settings, _TEXT)
    date = next(field for field in told.parts[0].fields if field.name == "date")

    assert [(one.rule, one.quote, one.line, one.column) for one in (*date.because, *date.not_taken)] == [
        ("field", "published: 2026-03-08", 4, 1),
        ("capture-date-is-not-publication", "created: 2026-03-09", 3, 1),
    ]


def test_every_line_of_a_file_is_accounted_for(settings: RefineSettings) -> None:
    """Each line that is not blank is in a row, with its fate; fields stand a line each."""
    told = _explain(settings, _TEXT)
    rows = told.parts[0].lines
    lines = {number for row in rows for number in range(row.first, row.last + 1)}

    assert {number for number, line in enumerate(_TEXT.splitlines(), 1) if line.strip()} - lines == set()
    assert [(row.first, row.role, row.rule) for row in rows if row.role == "removed"] == [
        (12, "removed", "read-more"),
        (14, "removed", "sharing"),
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_explanation_keeps_to_the_width_of_the_terminal(settings: RefineSettings, width: int) -> None:
    """Nothing but a line to paste is wider than the terminal."""
    told = _explain(settings, _TEXT)

    assert [line for line in _written(told, width) if len(line) > width] == []


def test_signs_tell_fates_without_colour(settings: RefineSettings) -> None:
    """`+` is kept, `-` is removed, `=` is read as a field, and the rule stands beside it."""
    text = "\n".join(_written(_explain(settings, _TEXT)))

    assert "= fields     title:" in text
    assert "- read-more  Read more: Why ferries are late" in text
    assert "+ paragraph  The ferry to Aldersund was late again" in text


def test_what_is_missing_comes_with_the_line_that_says_it(settings: RefineSettings) -> None:
    """A file without a title, a day and an outlet is told what to write."""
    told = _explain(settings, "The ferry was late. Fog had kept her in the harbour until noon.\n", "ferry.txt")

    assert [cure.line for cure in told.parts[0].missing] == [
        "date: YYYY-MM-DD",
        'title: "The ferry was late"',
        "outlet: …",
    ]


def test_a_file_of_many_entries_is_shown_as_a_list_until_one_is_asked_for(settings: RefineSettings) -> None:
    """More than three entries would bury what is looked for."""
    items = "".join(
        f"<item><title>Ferry {number} late</title><link>https://coast.example.org/{number}</link>"
        f"<pubDate>Fri, 06 Mar 2026 08:00:00 GMT</pubDate><description>The ferry was late.</description></item>"
        for number in range(1, 6)
    )
    told = _explain(settings, f'<rss version="2.0"><channel><title>Coast</title>{items}</channel></rss>', "feed.xml")
    whole, one = _written(told), _written(told, part=2)

    assert [line.split()[:2] for line in whole if line.strip().startswith("part ")] == [
        ["part", str(number)] for number in range(1, 6)
    ]
    assert ("part 2 of 5, from line 1" in one, any("Ferry 3" in line for line in one)) == (True, False)


def test_a_file_that_is_no_entry_says_why(settings: RefineSettings) -> None:
    """The reason and the rule's name stand where the fields would."""
    told = _explain(settings, "---\ntitle: Ferry\ndraft: true\n---\n\nThe ferry was late.\n")

    assert "  left out    it is marked as a draft [unpublished]" in _written(told)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("published: 2026-03-08", (4, 1)),
        ("title: Ferry late again", (2, 1)),
        ("late again on Sunday", (9, 28)),
        ("her in the harbour until\nnoon", (10, 14)),
        ("2026-03-08-ferry.md", (0, 0)),
    ],
)
def test_a_quote_is_found_in_its_source(quote: str, expected: tuple[int, int]) -> None:
    """Quotation marks and white space may differ; a file's name stands nowhere in the text."""
    assert locate(_TEXT, quote) == expected


def test_every_rule_has_a_sentence(project: Path, settings: RefineSettings) -> None:
    """Whatever rule the samples, and real clippings where they are, call on: a person is told what it means."""
    used = set()
    for folder in (project / "content", project.parent / "shared" / "seeds"):
        for file in sorted(one for one in folder.rglob("*") if one.is_file()):
            data = file.read_bytes()
            source = Source(path=file.name, data=data, sha256=hashlib.sha256(data).hexdigest())
            for entry in make_clipping(source, settings).entries:
                evidence: list[Evidence] = [*entry.dating.evidence, *entry.dating.against]
                named = (entry.title, entry.outlet, entry.agency, entry.url, entry.language)
                for finding in (*named, *entry.authors, *entry.contributors):
                    evidence += (finding.evidence, *finding.against) if finding else ()
                used |= {one.rule for one in evidence}
                used |= {piece.rule for piece in entry.pieces}

    assert sorted(rule for rule in used if rule.removeprefix(OUTRANKED) not in RULES) == []

"""Small literal entries to digest, and what tests ask of a digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from generator.config import Config
from generator.digest import make_digest
from generator.records import (
    Clipping,
    Dating,
    Digest,
    Entry,
    Evidence,
    Finding,
    Paragraph,
    ParagraphKind,
    Sentence,
    Span,
    Story,
)
from generator.text.words import words

DAY = "2031-05-04"

BRIDGE = """
Engineers closed the Halden Bridge on Sunday after a crack was found in its northern cable.

The Halden Bridge carries 40,000 cars a day across the Orne. Mayor Ines Tolland said the repair would take until July.

Ferries will run every ten minutes from Port Lisse, the transport authority said.
"""

BRIDGE_AGAIN = """
A crack in a cable has forced the closure of the Halden Bridge over the Orne, the city said on Sunday.

Drivers face months of detours, according to Mayor Ines Tolland, because the repair of the cable needs parts from
abroad.

The transport authority has hired ferries between Port Lisse and the northern bank.
"""

CHESS = """
Seventeen-year-old Tamar Okell won the national chess title in Verrin with a draw against the champion.

Okell needed half a point from the last round and offered the draw after 23 moves. The champion, Piet Lammers, took it.
"""


def given(value: str, is_guess: bool = False) -> Finding:
    return Finding(value=value, evidence=Evidence(rule="test", quote=value), is_guess=is_guess)


def make_entry(
    path: str,
    text: str = BRIDGE,
    *,
    title: str = "Crack closes bridge",
    entry_id: str = "",
    part: int = 0,
    day: str | None = DAY,
    instant: str | None = None,
    outlet: str = "",
    agency: str = "",
    author: str = "",
    language: str = "en",
    labels: tuple[str, ...] = (),
    is_inferred: bool = False,
    kinds: Sequence[ParagraphKind] = (),
) -> Entry:
    """Make an entry of paragraphs between blank lines; sentences end in a full stop and a blank."""
    paragraphs: list[Paragraph] = []
    number = 0
    for place, block in enumerate(part_of for part_of in text.strip().split("\n\n") if part_of):
        sentences = []
        for sentence in re.split(r"(?<=[.!?”]) (?=[A-Z“])", block.replace("\n", " ").strip()):
            number += 1
            sentences.append(
                Sentence(
                    number=number, text=sentence, spans=(Span(number, number + 1),), word_count=len(words(sentence))
                )
            )
        kind = kinds[place] if place < len(kinds) else "paragraph"
        paragraphs.append(Paragraph(kind=kind, sentences=tuple(sentences)))
    return Entry(
        id=entry_id or hashlib.sha256(path.encode()).hexdigest()[:12],
        path=path,
        part=part,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format="plain",
        title=given(title, is_inferred),
        dating=Dating(day=day, instant=instant, edtf=day or "", precision="day" if day else "none"),
        outlet=given(outlet) if outlet else None,
        agency=given(agency) if agency else None,
        authors=(given(author),) if author else (),
        contributors=(),
        url=None,
        archive_url=None,
        language=given(language),
        labels=labels,
        paragraphs=tuple(paragraphs),
        removed=(),
        pieces=(),
        links=(),
        rights="full",
    )


def make_clipping(*entries: Entry) -> Clipping:
    return Clipping(
        path=entries[0].path,
        sha256=entries[0].sha256,
        format=entries[0].format,
        encoding="utf-8",
        length=100,
        entries=entries,
        left_out=(),
        diagnostics=(),
    )


def digest_of(*entries: Entry, config: Config | None = None, today: str | None = None) -> Digest:
    return make_digest([make_clipping(entry) for entry in entries], config or Config(), today)


def stories_of(digest: Digest) -> list[Story]:
    return [story for day in digest.days for story in day.stories]


def story_paths(digest: Digest) -> list[list[str]]:
    """The stories as sorted lists of paths, sorted."""
    return sorted(sorted(entry.path for entry in story.entries) for story in stories_of(digest))


def only_story(digest: Digest) -> Story:
    (story,) = stories_of(digest)
    return story

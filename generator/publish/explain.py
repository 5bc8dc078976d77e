"""How a file was read, for a person: in: a clipping, its text and the digest, out: lines for a terminal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from generator.publish.credits import date_in_words
from generator.publish.wording import share_in_words
from generator.records import Clipping, Digest, Entry, Evidence, Finding, Piece, Story

__all__ = ["explain"]

_NAME_WIDTH = 10
_SIGNS = {"kept": "+", "removed": "-", "metadata": "=", "markup": " "}


def explain(clipping: Clipping, text: str, digest: Digest) -> Iterator[str]:
    """
    Say how a file was read: format, each field with its evidence, the story it joined, every line and its fate.

    `text` is the decoded source. Signs before lines: `+` kept, `-` removed, `=` read as a field or headline.
    """
    yield clipping.path
    yield _row("format", f"{clipping.format}, {clipping.encoding}, {clipping.length:,} characters")
    for left_out in clipping.left_out:
        yield _row("left out", f"{left_out.message} [{left_out.reason}]")
    for entry in clipping.entries:
        yield ""
        yield from _fields(_printed(entry, digest))
        yield from _place(entry, digest)
        yield ""
        yield from _lines(entry.pieces, text)
    if clipping.diagnostics:
        yield ""
        for found in clipping.diagnostics:
            yield _row(found.severity, f"{found.message} [{found.name}]")
            if found.hint:
                yield _row("", f"hint: {found.hint}")


def _printed(entry: Entry, digest: Digest) -> Entry:
    """Find the entry as the site prints it: its id may have changed because another clipping had it first."""
    return next((one for one in digest.entries if (one.path, one.part) == (entry.path, entry.part)), entry)


def _fields(entry: Entry) -> Iterator[str]:
    yield from _finding("title", entry.title)
    date = date_in_words(entry.dating, "en") or "not known: on the Undated shelf"
    moment = f", {entry.dating.instant}" if entry.dating.instant else ""
    yield _row("date", f"{date}{moment}, to the {entry.dating.precision}" if entry.dating.edtf else date)
    for evidence in entry.dating.evidence:
        yield _because(evidence)
    for evidence in entry.dating.against:
        yield _row("", f"not believed, {evidence.rule}: {evidence.quote!r}")
    yield from _finding("outlet", entry.outlet)
    yield from _finding("agency", entry.agency)
    for author in entry.authors:
        yield from _finding("author", author)
    for contributor in entry.contributors:
        yield from _finding("helped", contributor)
    yield from _finding("url", entry.url)
    yield from _finding("language", entry.language)
    yield _row("labels", ", ".join(entry.labels) or "none given")
    yield _row("rights", entry.rights)
    yield _row("id", entry.id)


def _finding(name: str, finding: Finding | None) -> Iterator[str]:
    if finding is None:
        yield _row(name, "not known")
        return
    yield _row(name, f"{finding.value}{' (inferred)' if finding.is_guess else ''}")
    yield _because(finding.evidence)


def _place(entry: Entry, digest: Digest) -> Iterator[str]:
    """Name the story an entry is in, why, and the one it nearly joined."""
    entry_id = entry.id
    story = next(
        (story for day in digest.days for story in day.stories if any(one.id == entry_id for one in story.entries)),
        None,
    )
    topics = [topic.name for topic in digest.topics if _is_about(entry_id, story, topic.slug, digest)]
    yield _row("topics", ", ".join(topics) or "none")
    if story is None:
        yield _row("story", "none: an entry needs a day to be in one")
        return
    others = len(story.entries) - 1
    yield _row("story", f"{story.lead.title.value!r} on {story.day}, with {others} other clipping{'s' * (others != 1)}")
    if story.together:
        yield _row("", f"together because of: {', '.join(story.together)}")
    for copy in story.copies:
        if copy.entry_id == entry_id:
            original = next(one.path for one in story.entries if one.id == copy.of_id)
            yield _row("", f"a copy: {share_in_words(copy.share, 'en')} of its text is in {original}")
    if story.nearest:
        yield _row("", f"nearest story not joined: {story.nearest.headline!r} ({story.nearest.similarity:.2f})")


def _is_about(entry_id: str, story: Story | None, slug: str, digest: Digest) -> bool:
    if story is not None:
        return slug in story.topics
    topic = next(topic for topic in digest.topics if topic.slug == slug)
    return any(one.id == entry_id for one in topic.undated)


def _lines(pieces: tuple[Piece, ...], text: str) -> Iterator[str]:
    """Print every piece that is not markup with its line, what became of it, and its words."""
    starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]
    for piece in pieces:
        words = " ".join(text[piece.span.start : piece.span.end].split())
        if piece.role == "markup" or not words:
            continue
        line = bisect_right(starts, piece.span.start)
        yield f"{line:>6} {_SIGNS[piece.role]} {piece.rule:<20} {words if len(words) <= 90 else words[:89] + '…'}"


def _because(evidence: Evidence) -> str:
    return _row("", f"{evidence.rule}: {evidence.quote!r}")


def _row(name: str, value: str) -> str:
    return f"  {name:<{_NAME_WIDTH}} {value}".rstrip()

"""The digest for other programs: in: a digest, out: one flat object an entry, every inferred value with its rule."""

from __future__ import annotations

from collections.abc import Iterator

from generator.records import Digest, Entry, Finding, ParagraphKind, Story

__all__ = ["BODY_KINDS", "export_entries"]

BODY_KINDS: frozenset[ParagraphKind] = frozenset({"paragraph", "heading", "quote", "item", "cell", "code"})
"""What is the article itself, its cross-heads included; captions, credits and the standfirst are listed apart."""


def export_entries(digest: Digest) -> Iterator[dict[str, object]]:
    """
    Describe every entry, by path and part, as an object that JSON can hold.

    What is not known is null, never left out. `inferred` maps the names of values that the source does not state
    itself to the rule that found them; `evidence` gives rule and quoted words for all.
    """
    stories = {entry.id: story for day in digest.days for story in day.stories for entry in story.entries}
    copies = {copy.entry_id: copy.of_id for day in digest.days for story in day.stories for copy in story.copies}
    topics: dict[str, list[str]] = {}
    for topic in digest.topics:
        members = {entry.id: entry for story in topic.stories for entry in story.entries}
        members.update({entry.id: entry for entry in topic.undated})
        for entry_id in members:
            topics.setdefault(entry_id, []).append(topic.name)
    for entry in sorted(digest.entries, key=lambda one: (one.path, one.part)):
        yield _export(entry, stories.get(entry.id), copies.get(entry.id), topics.get(entry.id, []))


def _export(entry: Entry, story: Story | None, copy_of: str | None, topics: list[str]) -> dict[str, object]:
    findings = {"title": entry.title, "outlet": entry.outlet, "agency": entry.agency, "url": entry.url}
    findings["language"] = entry.language
    known = {name: finding for name, finding in findings.items() if finding is not None}
    dating = entry.dating
    return {
        "path": entry.path,
        "part": entry.part,
        "id": entry.id,
        "format": entry.format,
        "title": entry.title.value,
        "date": dating.edtf.rstrip("~") or None,
        "instant": dating.instant,
        "date_precision": dating.precision,
        "date_evidence": [{"rule": one.rule, "quote": one.quote} for one in dating.evidence],
        "date_against": [{"rule": one.rule, "quote": one.quote} for one in dating.against],
        "day": dating.day,
        "outlet": _value(entry.outlet),
        "agency": _value(entry.agency),
        "author": ", ".join(author.value for author in entry.authors) or None,
        "contributors": [one.value for one in entry.contributors],
        "url": _value(entry.url),
        "archive_url": entry.archive_url,
        "language": entry.language.value,
        "topics": topics,
        "story": story.id if story else None,
        "copy_of": copy_of,
        "rights": entry.rights,
        "inferred": _inferred(entry, known),
        "evidence": {
            name: {"rule": one.evidence.rule, "quote": one.evidence.quote} for name, one in sorted(known.items())
        },
        "standfirst": _texts(entry, frozenset({"standfirst"})),
        "body": _texts(entry, BODY_KINDS),
        "headings": _texts(entry, frozenset({"heading"})),
        "captions": _texts(entry, frozenset({"caption"})),
        "credits": _texts(entry, frozenset({"credit"})),
        "claims": [
            {"sentence": one.number, "claimant": one.claimant, "stance": one.stance, "verb": one.verb, "via": one.chain}
            for one in entry.claims
        ],
        "removed": [{"text": one.text, "rule": one.rule, "line": one.line} for one in entry.removed],
    }


def _inferred(entry: Entry, known: dict[str, Finding]) -> dict[str, str]:
    inferred = {name: one.evidence.rule for name, one in sorted(known.items()) if one.is_guess}
    if entry.dating.is_guess:
        inferred["date"] = entry.dating.evidence[0].rule
    return inferred


def _value(finding: Finding | None) -> str | None:
    return finding.value if finding else None


def _texts(entry: Entry, kinds: frozenset[ParagraphKind]) -> list[str]:
    return [
        " ".join(sentence.text for sentence in paragraph.sentences)
        for paragraph in entry.paragraphs
        if paragraph.kind in kinds
    ]

"""How a file was read, as data: in: a clipping, its text and the digest, out: every field, place and line of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.publish.credits import date_in_words, via_in_words
from generator.publish.explain.lines import Row, rows_of
from generator.publish.explain.locating import locate
from generator.publish.explain.rules import rule_in_words
from generator.publish.mending import Cure, cures_for
from generator.publish.wording import share_in_words
from generator.records import Claim, Clipping, Digest, Entry, Evidence, Figure, Finding, LeftOut, Record, Story, Topic

__all__ = ["Explanation", "FieldAccount", "Part", "Reason", "StoryPlace", "account_for_file"]


class Reason(Record, frozen=True, kw_only=True):
    """Evidence with the place where it stands."""

    rule: str
    meaning: str
    quote: str
    line: int
    """From 1; 0 when the words do not stand in the file as quoted: a file's name, a value put together."""
    column: int


class FieldAccount(Record, frozen=True, kw_only=True):
    name: str
    value: str
    is_guess: bool
    because: tuple[Reason, ...]
    not_taken: tuple[Reason, ...]


class StoryPlace(Record, frozen=True, kw_only=True):
    """The story an entry is in."""

    headline: str
    day: str
    others: tuple[str, ...]
    """Paths of the other clippings."""
    together: tuple[str, ...]
    copy_of: str
    """`99% of its text is in a.txt`; empty for what is no copy."""
    nearest: str
    """The headline of the story it came nearest to without being joined; empty when there is none."""
    similarity: float


class Part(Record, frozen=True, kw_only=True):
    """One entry of a file."""

    number: int
    """From 1."""
    line: int
    """Where it begins in the file, from 1."""
    id: str
    fields: tuple[FieldAccount, ...]
    missing: tuple[Cure, ...]
    """What is not known or was inferred, with the line of front matter that says it."""
    labels: tuple[str, ...]
    topics: tuple[str, ...]
    claims: tuple[str, ...]
    """Who says what: `sentence 4: says Harbour Board, via Delta Wire (“said”)`."""
    figures: tuple[str, ...]
    """Who counts what: `sentence 4: at least 13, “civilians” (dead), says Harbour Board, as of 2020-10-16`."""
    rights: str
    story: StoryPlace | None
    lines: tuple[Row, ...]


class Explanation(Record, frozen=True, kw_only=True):
    """All that is to be said about one file."""

    path: str
    format: str
    encoding: str
    length: int
    """Characters, decoded."""
    line_count: int
    sha256: str
    sidecar: str
    left_out: tuple[LeftOut, ...]
    parts: tuple[Part, ...]
    diagnostics: tuple[Diagnostic, ...]


def account_for_file(clipping: Clipping, text: str, digest: Digest) -> Explanation:
    """Collect everything that is known about how a file was read; `text` is the decoded source."""
    return Explanation(
        path=clipping.path,
        format=clipping.format,
        encoding=clipping.encoding,
        length=clipping.length,
        line_count=text.count("\n") + (not text.endswith("\n")) if text else 0,
        sha256=clipping.sha256,
        sidecar=clipping.sidecar_path,
        left_out=clipping.left_out,
        parts=tuple(_part(_printed(entry, digest), text, digest) for entry in clipping.entries),
        diagnostics=clipping.diagnostics,
    )


def _printed(entry: Entry, digest: Digest) -> Entry:
    """Find the entry as the site prints it: its id may have changed because another clipping had it first."""
    return next((one for one in digest.entries if (one.path, one.part) == (entry.path, entry.part)), entry)


def _part(entry: Entry, text: str, digest: Digest) -> Part:
    story = next(
        (story for day in digest.days for story in day.stories if any(one.id == entry.id for one in story.entries)),
        None,
    )
    start = entry.pieces[0].span.start if entry.pieces else 0
    return Part(
        number=entry.part + 1,
        line=text.count("\n", 0, start) + 1,
        id=entry.id,
        fields=tuple(_fields(entry, text)),
        missing=cures_for(entry),
        labels=entry.labels,
        topics=tuple(_named(topic, entry) for topic in digest.topics if _is_about(entry, story, topic.slug, digest)),
        claims=tuple(map(_claim, entry.claims)),
        figures=tuple(map(_figure, entry.figures)),
        rights=entry.rights,
        story=_place(entry, story) if story else None,
        lines=rows_of(entry, text),
    )


def _named(topic: Topic, entry: Entry) -> str:
    """Name a topic, with the words that spoke for it where words did."""
    why = topic.why.get(entry.id)
    return f"{topic.name} ({why.quote}: {rule_in_words(why.rule)})" if why else topic.name


def _claim(claim: Claim) -> str:
    passed_on = f", {via_in_words(claim.chain)}" if claim.chain else ""
    return f"sentence {claim.number} {claim.stance}: {claim.claimant}{passed_on} (“{claim.verb}”)"


def _figure(figure: Figure) -> str:
    told = f"sentence {figure.number}: {figure.amount}, “{figure.what}” ({figure.kind})"
    who = f", {figure.stance} {figure.claimant}" if figure.claimant else ""
    return told + who + (f", as of {figure.as_of}" if figure.as_of else "")


def _fields(entry: Entry, text: str) -> Iterator[FieldAccount]:
    yield _finding("title", entry.title, text)
    yield _dating(entry, text)
    named = [("outlet", entry.outlet), ("agency", entry.agency)]
    named += [("author", one) for one in entry.authors] + [("contributor", one) for one in entry.contributors]
    for name, finding in (*named, ("url", entry.url), ("language", entry.language)):
        if finding:
            yield _finding(name, finding, text)


def _finding(name: str, finding: Finding, text: str) -> FieldAccount:
    return FieldAccount(
        name=name,
        value=finding.value,
        is_guess=finding.is_guess,
        because=(_reason(finding.evidence, text),),
        not_taken=tuple(_reason(one, text) for one in finding.against),
    )


def _dating(entry: Entry, text: str) -> FieldAccount:
    dating = entry.dating
    words = date_in_words(dating, "en").removeprefix("c. ").removesuffix(" (inferred)")
    exactly = dating.instant or f"to the {dating.precision}"
    return FieldAccount(
        name="date",
        value=f"{words}, {exactly}" if words else "",
        is_guess=dating.is_guess,
        because=tuple(_reason(one, text) for one in dating.evidence),
        not_taken=tuple(_reason(one, text) for one in dating.against),
    )


def _reason(evidence: Evidence, text: str) -> Reason:
    line, column = locate(text, evidence.quote)
    return Reason(
        rule=evidence.rule,
        meaning=rule_in_words(evidence.rule),
        quote=evidence.quote,
        line=line,
        column=column,
    )


def _place(entry: Entry, story: Story) -> StoryPlace:
    copy = next((one for one in story.copies if one.entry_id == entry.id), None)
    original = next((one.path for one in story.entries if copy and one.id == copy.of_id), "")
    return StoryPlace(
        headline=story.lead.title.value,
        day=story.day,
        others=tuple(one.path for one in story.entries if one.id != entry.id),
        together=story.together,
        copy_of=f"{share_in_words(copy.share, 'en')} of its text is in {original}" if copy else "",
        nearest=story.nearest.headline if story.nearest else "",
        similarity=story.nearest.similarity if story.nearest else 0.0,
    )


def _is_about(entry: Entry, story: Story | None, slug: str, digest: Digest) -> bool:
    if story is not None:
        return slug in story.topics
    topic = next(topic for topic in digest.topics if topic.slug == slug)
    return any(one.id == entry.id for one in topic.undated)

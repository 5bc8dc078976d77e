"""A small digest made by hand: invented news of an invented coast, with everything pages have to cope with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from generator.config import Config
from generator.diagnostics import diagnose
from generator.publish import publish
from generator.publish.theme import Asset, Template, Theme
from generator.records import (
    Artifact,
    Clipping,
    Copy,
    Dating,
    Day,
    Digest,
    Entry,
    Evidence,
    Finding,
    LeftOut,
    Link,
    Nearest,
    Origin,
    Outlet,
    Paragraph,
    ParagraphKind,
    Piece,
    Quotation,
    Removed,
    Rights,
    Sentence,
    SentenceRef,
    Span,
    Story,
    Topic,
)
from generator.text.slugs import make_story_id, slug_of_entry
from generator.text.words import words

__all__ = [
    "CONFIG",
    "EMPTY",
    "build_site",
    "default_theme",
    "make_clipping",
    "make_entry",
    "make_story",
    "quote",
    "sample_digest",
]

CONFIG = Config(
    title="The Coast, Folded",
    description="Clippings from the coast of Ostmark, gathered by day",
    publisher="Ostmark Reading Room",
    base_url="https://digest.example.org/coast/",
    timezone="Europe/Helsinki",
)

EMPTY = Digest(entries=(), days=(), undated=(), topics=(), outlets=(), clippings=(), left_out=(), diagnostics=())


def found(value: str, rule: str = "field", quoted: str = "", *, is_guess: bool = False) -> Finding:
    return Finding(value=value, evidence=Evidence(rule=rule, quote=quoted or value), is_guess=is_guess)


def make_entry(
    name: str,
    title: str,
    *paragraphs: tuple[ParagraphKind, list[str]] | str,
    day: str | None = "2031-03-09",
    outlet: str | None = "The Harbour Post",
    agency: str | None = None,
    authors: tuple[str, ...] = (),
    url: str | None = None,
    archive_url: str | None = None,
    language: str = "en",
    labels: tuple[str, ...] = (),
    rights: Rights = "full",
    removed: tuple[Removed, ...] = (),
    links: tuple[Link, ...] = (),
    title_is_guess: bool = False,
    dating: Dating | None = None,
) -> Entry:
    """Make an entry whose text stands in its source paragraph by paragraph; a bare string is a paragraph."""
    text, kept, pieces = f"{title}\n\n", [], [Piece(span=Span(0, len(title) + 2), role="metadata", rule="title")]
    number = 0
    for given in paragraphs:
        kind: ParagraphKind = "paragraph" if isinstance(given, str) else given[0]
        texts = given.split(" | ") if isinstance(given, str) else given[1]
        sentences = []
        for sentence in texts:
            number += 1
            span = Span(len(text), len(text) + len(sentence))
            sentences.append(Sentence(number=number, text=sentence, spans=(span,), word_count=len(words(sentence))))
            text += f"{sentence} "
        kept.append(Paragraph(kind=kind, sentences=tuple(sentences)))
        pieces.append(Piece(span=Span(pieces[-1].span.end, len(text)), role="kept", rule=kind))
    for line in removed:
        start = len(text)
        text += f"{line.text}\n"
        pieces.append(Piece(span=Span(start, len(text)), role="removed", rule=line.rule))
    day_evidence = (Evidence(rule="field", quote=f"date: {day}"),) if day else ()
    return Entry(
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        path=f"{name}.txt",
        part=0,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        format="plain",
        title=found(title, "first-sentence", is_guess=True) if title_is_guess else found(title),
        dating=dating or Dating(day=day, edtf=day or "", precision="day" if day else "none", evidence=day_evidence),
        outlet=found(outlet) if outlet else None,
        agency=found(agency, "credit-line", f"({agency})") if agency else None,
        authors=tuple(found(author) for author in authors),
        contributors=(),
        url=found(url) if url else None,
        archive_url=archive_url,
        language=found(language),
        labels=labels,
        paragraphs=tuple(kept),
        removed=removed,
        pieces=tuple(pieces),
        links=links,
        rights=rights,
    )


def quote(*sources: tuple[Entry, int]) -> Quotation:
    """Quote a sentence, verbatim that of the first source."""
    first, number = sources[0]
    text = next(s.text for paragraph in first.paragraphs for s in paragraph.sentences if s.number == number)
    return Quotation(text=text, sources=tuple(SentenceRef(entry.id, number) for entry, number in sources))


def make_story(
    entries: tuple[Entry, ...],
    extract: tuple[Quotation, ...],
    *,
    copies: tuple[Copy, ...] = (),
    origins: tuple[Origin, ...] | None = None,
    together: tuple[str, ...] = (),
    nearest: Nearest | None = None,
    topics: tuple[str, ...] = (),
) -> Story:
    own = tuple(Origin(name=entry.title.value, entry_ids=(entry.id,), evidence=()) for entry in entries)
    return Story(
        id=make_story_id(entries[0].id),
        slug=slug_of_entry(entries[0]),
        day=entries[0].dating.day or "",
        lead=entries[0],
        entries=entries,
        copies=copies,
        origins=own if origins is None else origins,
        extract=extract,
        together=together,
        nearest=nearest,
        topics=topics,
    )


def make_clipping(entry: Entry, *, beside: int = 0) -> Clipping:
    """Make the clipping of an entry; `beside` characters of its source belong to nothing."""
    return Clipping(
        path=entry.path,
        sha256=entry.sha256,
        format=entry.format,
        encoding="utf-8",
        length=entry.pieces[-1].span.end + beside,
        entries=(entry,),
        left_out=(),
        diagnostics=(),
    )


FERRY = make_entry(
    "ferry",
    "Ferry to Skarholm runs aground in fog with 212 on board",
    ("standfirst", ["Nobody was hurt when the Alcyone left the channel before dawn."]),
    "The ferry Alcyone ran aground off Skarholm early on Sunday with 212 people on board, the coast guard said. | "
    "All passengers were taken ashore within three hours.",
    "The master told the coast guard that the light on the eastern mole had been dark. | "
    "The harbour office denies that: its log, it says, shows the light burning all night.",
    ("heading", ["A narrow channel"]),
    "The channel is 60 metres wide at its narrowest. | In 2019 a grain barge was stranded at the same place. | "
    "It took nine days to pull her free.",
    ("item", ["04:12 the Alcyone leaves Vessby"]),
    ("item", ["05:03 she touches ground"]),
    ("quote", ["“We felt two knocks, like a cart on a kerb,” said a passenger, Ida Lund."]),
    ("caption", ["The Alcyone on the Skarholm reef on Sunday."]),
    outlet="The Harbour Post",
    agency="Northern Press",
    authors=("Mara Lindqvist", "Tom Aalto"),
    url="https://harbour.example.org/news/2031/ferry-aground?from=front&x=1",
    archive_url="https://archive.example.org/20310309/ferry",
    labels=("Shipping", "Skarholm"),
    rights="excerpt",
    removed=(
        Removed(text="READ MORE: <b>Ten ferries</b> & their names", rule="read-more", line=31),
        Removed(text="Sign up for our newsletter. " * 9, rule="subscription", line=33),
    ),
    links=(
        Link(href="https://coastguard.example.org/log?id=1|2", text="the coast guard’s log"),
        Link(href="javascript:alert(1)", text="press here"),
        Link(href="/about", text="About us"),
    ),
)
FERRY_COPY = make_entry(
    "ferry-copy",
    "Ferry aground off Skarholm, all 212 safe",
    "The ferry Alcyone ran aground off Skarholm early on Sunday with 212 people on board, the coast guard said. | "
    "All passengers were taken ashore within three hours.",
    outlet="Inland Gazette",
    agency="Northern Press",
    url="https://gazette.example.com/ferry",
)
FERRY_OTHER = make_entry(
    "ferry-other",
    "“The light was out”: what the Alcyone’s passengers saw",
    "Passengers of the Alcyone say the light on the eastern mole was dark when the ferry struck. | "
    "All the passengers were taken ashore within three hours. | The harbour office puts it otherwise.",
    outlet='Ravn & Sons <Daily> "Mirror"',
    authors=("A. O'Dell",),
    rights="quote",
)
FERRY_FOREIGN = make_entry(
    "ferry-foreign",
    "Lautta ajoi karille Skarholmin edustalla",
    "Alcyone-lautta ajoi karille sunnuntaina. | Kaikki matkustajat pelastettiin.",
    outlet="Saaristo Nyt",
    language="fi",
    url="https://saaristo.example.com/lautta",
)
FERRY_UNKNOWN = make_entry(
    "ferry-unknown",
    "A ferry sat on the reef all morning",
    "A ferry sat on the reef all morning. | From the hill one could count her windows.",
    outlet=None,
    title_is_guess=True,
)
MORE_FERRY = tuple(
    make_entry(
        f"ferry-more-{number}",
        f"Ferry aground: what we know, part {number}",
        f"Part {number} of our account of the ferry begins here.",
        outlet=f"Bulletin {number}",
    )
    for number in range(1, 6)
)
BUDGET = make_entry(
    "budget",
    'Vessby council votes <b>against</b> R&D levy & "fast" trams',
    "The council of Vessby voted 21 to 19 against the levy on Sunday. | “A < B, and that's that,” said the mayor.",
    outlet="Inland Gazette",
    url="https://gazette.example.com/council",
    labels=("Vessby",),
)
ORCHARD = make_entry(
    "orchard",
    "Orchards bloom two weeks early",
    "The first cherry trees in the Linde valley opened on Sunday, two weeks before the mean of the last thirty years.",
    outlet="Lantern Weekly",
)
LIGHT = make_entry(
    "light",
    "Skarholm light to be manned again",
    "The light on Skarholm’s eastern mole will be manned from April, the harbour office said on Tuesday. | "
    "It has been automatic since 1988.",
    day="2031-02-25",
    outlet="The Harbour Post",
    labels=("Shipping",),
)
OLD = make_entry(
    "old",
    "The last ice road closes",
    "The ice road between Vessby and Skarholm was closed for good on Monday.",
    day="2030-12-30",
    outlet="Lantern Weekly",
)
UNDATED = make_entry(
    "undated",
    "What a pilot knows",
    "A pilot knows a channel the way a hand knows a pocket. | On Thursday she showed us.",
    day=None,
    outlet="Lantern Weekly",
    dating=Dating(
        edtf="2031-02~",
        precision="month",
        is_guess=True,
        evidence=(Evidence(rule="weekday-in-lead", quote="On Thursday"),),
    ),
)

FERRY_STORY = make_story(
    (FERRY, FERRY_OTHER, FERRY_COPY, FERRY_FOREIGN, FERRY_UNKNOWN, *MORE_FERRY),
    (
        quote((FERRY, 2)),
        quote((FERRY, 3), (FERRY_OTHER, 2)),
        quote((FERRY_OTHER, 1)),
        quote((FERRY_FOREIGN, 1)),
    ),
    copies=(Copy(entry_id=FERRY_COPY.id, of_id=FERRY.id, share=0.987),),
    origins=(
        Origin(
            name="Northern Press",
            entry_ids=(FERRY.id, FERRY_COPY.id),
            evidence=("Both carry the credit (Northern Press)",),
        ),
        Origin(name='Ravn & Sons <Daily> "Mirror"', entry_ids=(FERRY_OTHER.id,), evidence=()),
        Origin(name="Saaristo Nyt", entry_ids=(FERRY_FOREIGN.id,), evidence=()),
        Origin(name="A ferry sat on the reef all morning", entry_ids=(FERRY_UNKNOWN.id,), evidence=()),
        *(
            Origin(name=f"Bulletin {place}", entry_ids=(one.id,), evidence=())
            for place, one in enumerate(MORE_FERRY, 1)
        ),
    ),
    together=("ferry", "Alcyone", "Skarholm", "aground"),
    nearest=Nearest(story_id=make_story_id(LIGHT.id), headline=LIGHT.title.value, similarity=0.219),
    topics=("shipping", "skarholm"),
)
BUDGET_STORY = make_story((BUDGET,), (quote((BUDGET, 1)), quote((BUDGET, 2))), topics=("vessby",))
ORCHARD_STORY = make_story((ORCHARD,), (quote((ORCHARD, 1)),))
LIGHT_STORY = make_story((LIGHT,), (quote((LIGHT, 1)),), topics=("shipping", "skarholm"))
OLD_STORY = make_story((OLD,), (quote((OLD, 1)),), topics=("skarholm", "vessby"))


def _outlets(entries: tuple[Entry, ...]) -> Iterator[Outlet]:
    names = {entry.outlet.value for entry in entries if entry.outlet}
    for place, name in enumerate(sorted(names)):
        own = [entry for entry in entries if entry.outlet and entry.outlet.value == name]
        own.sort(key=lambda entry: entry.dating.day or "", reverse=True)
        yield Outlet(slug=f"outlet-{place}", name=name, entries=tuple(own))


def _topic(slug: str, name: str, rule: str, stories: tuple[Story, ...], **more: tuple[str, ...]) -> Topic:
    return Topic(
        slug=slug,
        name=name,
        spellings=more.get("spellings", (name,)),
        rule=rule,
        stories=stories,
        undated=(UNDATED,) if slug == "shipping" else (),
        entry_count=sum(len(story.entries) for story in stories) + (slug == "shipping"),
    )


def sample_digest() -> Digest:
    """Three days of two years, five stories, three topics, one clipping without a day, one source that was not read."""
    dated = (OLD, LIGHT, *FERRY_STORY.entries, BUDGET, ORCHARD)
    entries = (*dated, UNDATED)
    unread = Clipping(
        path="broken.bin",
        sha256="0" * 64,
        format="",
        encoding="",
        length=40,
        entries=(),
        left_out=(
            LeftOut(path="broken.bin", part=0, reason="binary-source", message="the file holds binary data, not text"),
        ),
        diagnostics=(diagnose("binary-source", "broken.bin", "the file holds binary data, not text"),),
    )
    clippings = (*(make_clipping(entry, beside=7 if entry is OLD else 0) for entry in entries), unread)
    return Digest(
        entries=entries,
        days=(
            Day(date="2030-12-30", stories=(OLD_STORY,)),
            Day(date="2031-02-25", stories=(LIGHT_STORY,)),
            Day(date="2031-03-09", stories=(FERRY_STORY, BUDGET_STORY, ORCHARD_STORY)),
        ),
        undated=(UNDATED,),
        topics=(
            _topic("shipping", "Shipping", "label", (FERRY_STORY, LIGHT_STORY)),
            _topic(
                "skarholm",
                "Skarholm",
                "recurring-name",
                (FERRY_STORY, LIGHT_STORY, OLD_STORY),
                spellings=("Skarholm", "Skårholm"),
            ),
            _topic("vessby", "Vessby & <environs>", "configured", (BUDGET_STORY, OLD_STORY)),
        ),
        outlets=tuple(_outlets(entries)),
        clippings=tuple(sorted(clippings, key=lambda clipping: clipping.path)),
        left_out=unread.left_out,
        diagnostics=(
            *unread.diagnostics,
            diagnose("undated", UNDATED.path, "no day is named", hint="add a line such as date: 2031-03-09"),
        ),
    )


def default_theme(project: Path) -> Theme:
    """Read the theme of the checkout."""
    folder = project / "templates"
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
    return Theme(
        templates=tuple(
            Template(name=name, path=str(file), text=file.read_text("utf-8"))
            for name, file in files.items()
            if not name.startswith("assets/")
        ),
        assets=tuple(
            Asset(name=name.removeprefix("assets/"), data=file.read_bytes())
            for name, file in files.items()
            if name.startswith("assets/")
        ),
    )


def build_site(project: Path, digest: Digest | None = None, config: Config = CONFIG) -> dict[str, bytes]:
    """Publish a digest with the default theme, as files by path."""
    artifacts: Iterator[Artifact] = publish(digest or sample_digest(), config, default_theme(project))
    return {artifact.path: artifact.data for artifact in artifacts}

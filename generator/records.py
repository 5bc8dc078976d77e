"""Every value that passes between rooms, in order of birth: source, reading, entry, digest, artifact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from generator.diagnostics import Diagnostic

__all__ = [
    "SIDECAR_SUFFIX",
    "Artifact",
    "Block",
    "BlockKind",
    "Cited",
    "Claim",
    "Claimant",
    "Clipping",
    "Contested",
    "Continuation",
    "Copy",
    "Dating",
    "Day",
    "Digest",
    "Draft",
    "Editorial",
    "EditorsNote",
    "Entry",
    "Evidence",
    "Field",
    "Figure",
    "Finding",
    "FoundFootnote",
    "Image",
    "LeftOut",
    "Link",
    "Nearest",
    "NoteBlock",
    "NoteBlockKind",
    "NoteFootnote",
    "NoteInline",
    "NoteInlineKind",
    "NotePlace",
    "Origin",
    "Outlet",
    "Paragraph",
    "ParagraphKind",
    "Passage",
    "Piece",
    "PieceRole",
    "Placing",
    "Precision",
    "Quotation",
    "Reading",
    "Record",
    "Removed",
    "Report",
    "Rights",
    "Run",
    "Said",
    "Sentence",
    "SentenceRef",
    "Series",
    "Side",
    "Source",
    "Span",
    "Stated",
    "Story",
    "Thread",
    "Topic",
]

BlockKind = Literal["paragraph", "heading", "item", "quote", "code", "cell", "caption"]
NoteBlockKind = Literal["paragraph", "heading", "bullets", "numbers", "item", "quote", "code", "rule"]
NoteInlineKind = Literal["text", "emphasis", "strong", "code", "link", "break", "footnote"]
ParagraphKind = Literal["paragraph", "heading", "item", "quote", "code", "cell", "caption", "standfirst", "credit"]
PieceRole = Literal["kept", "removed", "metadata", "markup"]
Precision = Literal["second", "minute", "day", "month", "year", "none"]
Rights = Literal["quote", "excerpt", "full"]


SIDECAR_SUFFIX = ".meta"
"""
What the name of a file of fields ends in that stands beside a source: `post.meta` beside `post.md`.

*Source*: Nikola's two-file format (getnikola.com, handbook, "Metadata").
"""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A value that is complete from birth; a stage that knows more makes a new type."""


# ---------------------------------------------------------------- reading


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A stretch of a source's decoded text, in characters; the end is not included."""

    start: int
    end: int


class Source(Record, frozen=True, kw_only=True):
    """A file's bytes, as found."""

    path: str
    """Relative to the content folder, POSIX."""
    data: bytes
    sha256: str
    """Of the bytes, in lower-case hexadecimal."""
    sidecar: bytes = b""
    """The bytes of the file of fields beside it; empty when there is none."""
    sidecar_path: str = ""


class Run(msgspec.Struct, frozen=True, array_like=True):
    """
    One step of the way from a text back to its source: text from `at` on stands at `start:end` of the source.

    Equal lengths mean the same characters. Otherwise the stretch as a whole stands for the text: an entity,
    an escape, or white space that was folded to one blank.
    """

    at: int
    start: int
    end: int


class Passage(msgspec.Struct, frozen=True, array_like=True):
    """A text that knows where every character of it came from. Runs are in order and cover the whole text."""

    text: str
    runs: tuple[Run, ...]


class Field(Record, frozen=True, kw_only=True):
    """Something a source says about itself by name: a front-matter key, a meta element, a head line."""

    name: str
    """Lower case; nested keys joined by a dot."""
    values: tuple[str, ...]
    """As written, without quotation marks and outer blanks; one value for a scalar, several for a list."""
    span: Span
    origin: str = ""
    """The side-car that says so, whose fields have an empty span; empty for what the source says itself."""


class Link(Record, frozen=True, kw_only=True):
    href: str
    text: str


class Image(Record, frozen=True, kw_only=True):
    src: str
    alt: str


class Block(Record, frozen=True, kw_only=True):
    """One visible unit of a source: a paragraph, a heading, an item of a list."""

    kind: BlockKind
    level: int = 0
    """Of a heading 1 to 6; of an item or quotation its depth from 1; else 0."""
    passage: Passage
    marks: tuple[str, ...] = ()
    """Names and classes of the HTML elements around it, outermost first (`div`, `p.credit`); empty for text."""
    aside: str = ""
    """Why the reader of a whole page takes it for no part of the article, as a rule's name; empty for what is."""


class Draft(Record, frozen=True, kw_only=True):
    """What one article of a source says, with nothing guessed."""

    path: str
    part: int = 0
    """Which article of its source, from 0: a saved feed holds many."""
    extent: Span
    """The part of the source this draft answers for."""
    format: str
    """The reader that made it: `plain`, `markdown`, `html`, `inline-date`, `rss`, `atom` …"""
    sha256: str
    fields: tuple[Field, ...]
    metadata: tuple[Span, ...]
    """Stretches that are the source's own description of itself, fences included."""
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Reading(Record, frozen=True, kw_only=True):
    """All that one source says: its drafts, in order."""

    path: str
    sha256: str
    encoding: str
    format: str
    text: str
    """The decoded text that every span points into; empty when the source was not read."""
    drafts: tuple[Draft, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


# ---------------------------------------------------------------- refining


class Evidence(Record, frozen=True, kw_only=True):
    """Why a value is believed, or what spoke against it."""

    rule: str
    """A stable hyphenated name."""
    quote: str
    """The words of the source, or the file name, that the rule rests on."""


class Finding(Record, frozen=True, kw_only=True):
    """A value with the reason it is believed."""

    value: str
    evidence: Evidence
    is_guess: bool = False
    """True when the source does not say so itself."""
    against: tuple[Evidence, ...] = ()
    """What else might have been taken, and the rule by which it was not."""


class Dating(Record, frozen=True, kw_only=True):
    """When an article was published, as far as it is known."""

    day: str | None = None
    """`2020-10-18` in the site's time zone; None when no single day is known."""
    instant: str | None = None
    """`2020-10-25T15:56:00Z`; None when only a day is known."""
    edtf: str = ""
    """ISO 8601-2 (EDTF): `2020-10-18`, `2020-10`, `2020-10-16~`; empty when nothing is known."""
    precision: Precision = "none"
    is_guess: bool = False
    evidence: tuple[Evidence, ...] = ()
    against: tuple[Evidence, ...] = ()
    """What was seen and not believed."""


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence of an entry, a slice of its source."""

    number: int
    """From 1, through the whole entry; the anchor on its page is `s<number>`."""
    text: str
    spans: tuple[Span, ...]
    """The stretches of the source that, decoded and with white space folded, spell the text."""
    word_count: int
    """How many words it has, as a budget of quotation counts them; a character of Chinese or Japanese is one."""


class Paragraph(Record, frozen=True, kw_only=True):
    """One kept unit of an entry."""

    kind: ParagraphKind
    level: int = 0
    line: int = 0
    """In the source, from 1; 0 when it is not known."""
    sentences: tuple[Sentence, ...]


class Piece(Record, frozen=True, kw_only=True):
    """A stretch of the source and what became of it. The pieces of an entry tile its extent."""

    span: Span
    role: PieceRole
    rule: str
    """For `removed` the rule; for `kept` the paragraph's kind; for `metadata` and `markup` what it is."""


class Removed(Record, frozen=True, kw_only=True):
    """A line that was left out, and by which rule."""

    text: str
    rule: str
    line: int
    """In the source, from 1."""


class Placing(Record, frozen=True, kw_only=True):
    """What an editor says about an entry's place in the digest; it overrules what is found."""

    story: str | None = None
    """Entries of one day that give the same name are one story, and go on from the last one of that name."""
    not_stories: tuple[str, ...] = ()
    """Names of stories, ids or paths of clippings that it must not be in one story with."""
    copy_of: str | None = None
    """The id, path or address of the clipping that it reprints."""
    weight: int = 0
    """A story with a heavier entry comes first on its day."""
    not_stories_at: tuple[int, int] = (0, 0)
    """Line and column of the field in its source, from 1; zeros when it has none, or stands in a side-car."""
    copy_at: tuple[int, int] = (0, 0)


class Claim(Record, frozen=True, kw_only=True):
    """Somebody who is quoted in a sentence as saying it. A sentence may have several."""

    number: int
    """Of the sentence."""
    claimant: str
    """As printed; the fuller form given earlier where a pronoun or a bare surname stands for it."""
    verb: str
    """As printed: `said`, `according to`."""
    stance: Literal["says", "denies", "alleges", "urges"]
    chain: tuple[str, ...] = ()
    """Who passed it on, the nearest to the claimant first; the entry's own agency and outlet are not repeated."""
    is_carried: bool = False
    """True when the sentence does not name the claimant: a pronoun, or a quotation that goes on."""
    evidence: Evidence


class Figure(Record, frozen=True, kw_only=True):
    """A number that counts or measures something, as a sentence prints it."""

    number: int
    """Of the sentence."""
    kind: str
    """What sort of thing is counted: `dead`, `injured`, `votes`, `money`, `share` …"""
    what: str
    """What is counted, in the sentence's own words, one slice of it: `civilians were killed`."""
    amount: str
    """As printed, with what belongs to it: `at least 13`, `about 300`, `$1.6 million`; one slice of the sentence."""
    value: float | None = None
    """Of the number alone, the lower end of a range; for drawing, never for printing. None when it cannot be told."""
    claimant: str = ""
    """Who is quoted as saying it, as in `Claim`; empty when the entry says so itself."""
    stance: Literal["says", "denies", "alleges", "urges"] = "says"
    chain: tuple[str, ...] = ()
    """Who passed it on, as in `Claim`."""
    as_of: str = ""
    """The ISO day or year that the sentence names; empty when it names none: then the entry's day stands for it."""
    as_of_words: str = ""
    """The words that name it: `Oct. 16`, `Saturday`."""


class Entry(Record, frozen=True, kw_only=True, weakref=True):
    """One article: dated, credited, cleaned."""

    id: str
    """Twelve hexadecimal digits from the content; `id:` in the front matter wins."""
    path: str
    part: int
    sha256: str
    format: str
    title: Finding
    dating: Dating
    outlet: Finding | None
    """Who published it."""
    agency: Finding | None
    """The wire it came through."""
    authors: tuple[Finding, ...]
    contributors: tuple[Finding, ...]
    url: Finding | None
    archive_url: str | None
    language: Finding
    """A BCP 47 tag; `und` when it cannot be told."""
    labels: tuple[str, ...]
    """Topics the source itself gives, as written, stop words such as `news` left out."""
    paragraphs: tuple[Paragraph, ...]
    removed: tuple[Removed, ...]
    pieces: tuple[Piece, ...]
    links: tuple[Link, ...]
    rights: Rights
    licence: str = ""
    """As the clipping states it, in its own words or as an address; empty when it says nothing."""
    embargo: str | None = None
    """The ISO day from which it may be published; None for at once."""
    unpublished: str = ""
    """How its source says that it is not to be published, in words; empty when it does not."""
    planned: str = ""
    """The ISO day that it waits for, where it is shown before; empty when it need not wait."""
    placing: Placing = Placing()
    claims: tuple[Claim, ...] = ()
    """Who says what, by sentence."""
    figures: tuple[Figure, ...] = ()
    """Numbers that count or measure something, by sentence."""
    diagnostics: tuple[Diagnostic, ...] = ()


class LeftOut(Record, frozen=True, kw_only=True):
    """A source, or a part of one, that is not an entry, and why."""

    path: str
    part: int
    reason: str
    """The name of the diagnostic that says so."""
    message: str
    line: int = 0
    """Where the field stands that says so, from 1; 0 when none does."""
    column: int = 0


class NoteInline(Record, frozen=True, kw_only=True):
    """A stretch of an editor's text. Nothing else can stand in a note: what is no text here is no markup there."""

    kind: NoteInlineKind
    text: str = ""
    """Of `text` and `code` what is printed; of `footnote` its label."""
    href: str = ""
    """Of `link`, as written."""
    inlines: tuple[NoteInline, ...] = ()
    """Inside `emphasis`, `strong` and `link`."""


class NoteBlock(Record, frozen=True, kw_only=True):
    """A unit of an editor's text: one with text of its own, or one that holds others."""

    kind: NoteBlockKind
    number: int = 0
    """Of `heading` its level, 1 to 6; of `numbers` where it begins to count."""
    inlines: tuple[NoteInline, ...] = ()
    """Of `paragraph`, `heading` and `code`."""
    blocks: tuple[NoteBlock, ...] = ()
    """Of `bullets`, `numbers`, `item` and `quote`."""


class NoteFootnote(Record, frozen=True, kw_only=True):
    """A footnote of an editor's note, as written."""

    label: str
    clipping: str
    """Its path, id or address."""
    passage: str
    """Words that must stand in it; empty where the clipping as a whole is meant."""
    line: int
    """In the source, from 1."""


class NotePlace(Record, frozen=True, kw_only=True):
    """What an editor's note says it is about."""

    kind: Literal["day", "story", "topic"]
    name: str
    """As written: an ISO day; a story's id, or the path, id or address of one of its clippings; a topic."""
    line: int
    """Where the source says so, from 1."""


class EditorsNote(Record, frozen=True, kw_only=True):
    """What an editor says in words of their own: no entry, in no story, nobody's source."""

    path: str
    sha256: str
    places: tuple[NotePlace, ...]
    """Where it is printed; empty where the source does not say."""
    headline: str = ""
    author: str = ""
    blocks: tuple[NoteBlock, ...]
    footnotes: tuple[NoteFootnote, ...]
    """Those that the text calls, in the order of their definitions."""
    pieces: tuple[Piece, ...]
    """Tile the whole source: the editor's lines are `kept` as `editors-note`."""
    unpublished: str = ""
    """As in `Entry`."""


class Clipping(Record, frozen=True, kw_only=True):
    """All that became of one source: the unit of remembered work, diagnostics included."""

    path: str
    sha256: str
    format: str
    encoding: str
    length: int
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    diagnostics: tuple[Diagnostic, ...]
    sidecar_path: str = ""
    """The file of fields beside the source; empty when there is none."""
    sidecar_sha256: str = ""
    note: EditorsNote | None = None
    """The editor's words that the source holds; then it has no entries."""


# ---------------------------------------------------------------- digesting


class SentenceRef(msgspec.Struct, frozen=True, array_like=True, order=True):
    entry_id: str
    number: int


class Quotation(Record, frozen=True, kw_only=True):
    """A sentence chosen to be printed, and everyone who printed it."""

    text: str
    """Verbatim that of `sources[0]`."""
    sources: tuple[SentenceRef, ...]
    """At least one; further ones carry a near-identical sentence."""
    first_day: str | None = None
    """The day an earlier story of its thread said so already; None for what is new."""


class FoundFootnote(Record, frozen=True, kw_only=True):
    """A footnote of an editor's note, and what it leads to."""

    label: str
    entry: Entry
    numbers: tuple[int, ...]
    """Of the sentences that hold the quoted passage, in order; empty where the clipping as a whole is meant."""


class Editorial(Record, frozen=True, kw_only=True):
    """An editor's note in its place."""

    note: EditorsNote
    footnotes: tuple[FoundFootnote, ...]
    """Those whose clipping and passage were found."""


class Copy(Record, frozen=True, kw_only=True):
    """An entry that reprints another."""

    entry_id: str
    of_id: str
    share: float
    """The part of the shorter text's five-word shingles that the longer one holds, 0 to 1; 1 when it was told."""
    is_told: bool = False
    """True when the source itself says what it reprints."""


class Origin(Record, frozen=True, kw_only=True):
    """The independent reporting behind one or more entries of a story."""

    name: str
    """The agency or outlet it is credited to, or the clipping's title when neither is known."""
    entry_ids: tuple[str, ...]
    evidence: tuple[str, ...]
    """A sentence for each merge; empty when a single entry stands for itself."""


class Cited(Record, frozen=True, kw_only=True):
    """A document at first hand that entries of a story link to."""

    address: str
    """`https`, without what tracks readers and without a place in the page."""
    entry_ids: tuple[str, ...]
    """Those that link to it, in the story's order."""


class Nearest(Record, frozen=True, kw_only=True):
    """The story that a story came nearest to without joining it."""

    story_id: str
    headline: str
    similarity: float
    """Cosine, 0 to 1."""


class Continuation(Record, frozen=True, kw_only=True):
    """The story of an earlier day that a story goes on from."""

    story_id: str
    day: str
    headline: str
    similarity: float
    """Mean likeness of their entries, 0 to 1."""
    shared: tuple[str, ...]
    """The shared terms that weighed most, heaviest first."""


class Side(Record, frozen=True, kw_only=True):
    """What one party says of something contested."""

    party: str
    """The claimant as printed; several who say so in one sentence joined by `and`."""
    verb: str
    """As printed."""
    stance: Literal["says", "denies", "alleges", "urges"]
    ref: SentenceRef


class Contested(Record, frozen=True, kw_only=True):
    """Claim and denial, or two versions of one thing; nobody's verdict."""

    sides: tuple[Side, Side]
    """In order of their names; both may stand in one sentence."""


class Stated(Record, frozen=True, kw_only=True):
    """A figure of a story, and everyone who printed it."""

    figure: Figure
    """As the first of the sources prints it."""
    day: str
    """As of when: the ISO day or year that the sentence names, else the day of its entry."""
    sources: tuple[SentenceRef, ...]
    """At least one; further ones print the same number of the same kind by the same claimant as of the same day."""


class Series(Record, frozen=True, kw_only=True):
    """How a figure went on over the days of a thread."""

    kind: str
    claimant: str
    """Whose figures they are; empty when they are of several, or of the clippings themselves."""
    points: tuple[Stated, ...]
    """At least three, one a day, oldest first; each with a value."""


class Story(Record, frozen=True, kw_only=True):
    """Entries of one day about one event."""

    id: str
    """Eight hexadecimal digits, from the entry that was there first."""
    slug: str
    """From the headline of that entry, so that the address depends on it alone."""
    day: str
    lead: Entry
    entries: tuple[Entry, ...]
    """All of them, the lead first, then by instant and id; reprints included."""
    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    extract: tuple[Quotation, ...]
    """One to four, in the order they are to be read."""
    together: tuple[str, ...]
    """The shared terms that weighed most, heaviest first; empty for a single entry."""
    nearest: Nearest | None
    continues: Continuation | None = None
    """None when nothing of the days before is about the same."""
    topics: tuple[str, ...]
    """Slugs, sorted."""
    contested: tuple[Contested, ...] = ()
    """At most three."""
    cited: tuple[Cited, ...] = ()
    """Primary documents, those that most origins cite first."""
    figures: tuple[Stated, ...] = ()
    """Quoted, never added up: what befell people first, then by kind; within a kind the oldest first."""
    notes: tuple[Editorial, ...] = ()
    """The editor's, by path. The first that has a headline gives it to the story."""


class Thread(Record, frozen=True, kw_only=True):
    """A story that goes on: one or more stories a day, over several days."""

    id: str
    """That of its first story."""
    slug: str
    stories: tuple[Story, ...]
    """At least two, oldest first; those of one day in its order."""
    newest: Story
    """The weightiest story of its last day, whose headline it goes by."""
    series: tuple[Series, ...] = ()
    """Figures that were told on three days or more, what befell people first."""


class Day(Record, frozen=True, kw_only=True):
    date: str
    stories: tuple[Story, ...]
    """Weightiest first: by origins, outlets, entries; ties by id."""
    notes: tuple[Editorial, ...] = ()
    """The editor's introductions, by path."""


class Topic(Record, frozen=True, kw_only=True):
    """A subject with its own page and feed."""

    slug: str
    name: str
    spellings: tuple[str, ...]
    """Every form that was joined, the name included, sorted."""
    rule: str
    """`label`, `configured`, `general` or `recurring-name`."""
    stories: tuple[Story, ...]
    """Newest first."""
    undated: tuple[Entry, ...]
    entry_count: int
    why: Mapping[str, Evidence] = {}
    """By entry id, where words spoke for it: the rule, and those that spoke loudest."""
    notes: tuple[Editorial, ...] = ()
    """The editor's, by path."""


class Said(Record, frozen=True, kw_only=True):
    """A sentence in which somebody is quoted."""

    entry: Entry
    claim: Claim


class Claimant(Record, frozen=True, kw_only=True):
    """Somebody whom several clippings quote."""

    slug: str
    name: str
    """As most claims write it, without a role before it."""
    said: tuple[Said, ...]
    """The newest entry first, the undated last; those of one entry in its order."""
    entry_count: int


class Outlet(Record, frozen=True, kw_only=True):
    """Who published: its entries, newest first, the undated last."""

    slug: str
    name: str
    entries: tuple[Entry, ...]


class Digest(Record, frozen=True, kw_only=True):
    """The whole site as knowledge, before any page."""

    entries: tuple[Entry, ...]
    """By day, then instant, then id; the undated last."""
    days: tuple[Day, ...]
    """Oldest first."""
    threads: tuple[Thread, ...] = ()
    """The one with the newest story first, then the longest; ties by id."""
    undated: tuple[Entry, ...]
    undated_contested: Mapping[str, tuple[Contested, ...]] = {}
    """By entry id: what is contested within an undated entry, which is in no story; only those with any."""
    topics: tuple[Topic, ...]
    """Most entries first; ties by name."""
    outlets: tuple[Outlet, ...]
    """By name."""
    claimants: tuple[Claimant, ...] = ()
    """By name."""
    clippings: tuple[Clipping, ...]
    """By path: what the ledger accounts for."""
    left_out: tuple[LeftOut, ...]
    diagnostics: tuple[Diagnostic, ...]
    """Everything found on the way, those of sources included."""


# ---------------------------------------------------------------- publishing


class Artifact(Record, frozen=True, kw_only=True):
    """One output file."""

    path: str
    """Relative to the output folder, POSIX: `2020/10/18/index.html`."""
    data: bytes


class Report(Record, frozen=True, kw_only=True):
    """What a build came to."""

    entries: int
    days: int
    stories: int
    undated: int
    """Entries of which no day is known: they are in no story."""
    topics: int
    sources: int
    written: int
    """Output files, as are the next two."""
    unchanged: int
    removed: int
    errors: int
    warnings: int
    drafts: int = 0
    """Entries that were left out because their sources say that they are not to be published."""
    planned: int = 0
    """Entries that were left out because their day has not come."""
    diagnostics: tuple[Diagnostic, ...]
    """By place, without those that the settings silence."""

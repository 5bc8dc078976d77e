"""A site of four messy sources and two editor's notes, built by hand, to be proved and tampered with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from markupsafe import Markup

from generator.config import Config, refine_settings
from generator.digest import make_digest
from generator.publish import urls
from generator.publish.data import plan_data
from generator.publish.feeds import plan_feeds
from generator.publish.feeds.note_markup import write_editor_headline, write_editorial
from generator.publish.footnotes import Footnoted, Marker, add_footnotes, add_note_footnotes
from generator.publish.urls import Urls
from generator.publish.views_notes import editor_headline, editorial_views
from generator.read import read
from generator.records import Clipping, Digest, Entry, Sentence, Source, Story
from generator.refine import refine
from generator.refine.notes import find_note, is_note
from generator.verify import Verdict, verify

__all__ = ["SOURCES", "Site", "build_site"]

SOURCES = {
    "courier.txt": b" date 2020-10-18 Dam on the Ash river holds after a night of rain.\n\n"
    b"The dam on the Ash river held through the night, engineers said on Sunday.\n"
    b"Nobody was hurt, although the water rose by\nmore than two metres.\n",
    "herald.html": b"<!doctype html><html lang=en><head><title>Ash river dam holds &amp; town sleeps</title>"
    b'<meta property="article:published_time" content="2020-10-18T09:00:00Z"></head><body><article>'
    b"<p>The dam on the <b>Ash</b> river held&nbsp;through the night, engineers said on Sunday.</p>"
    b"<p>The caf&eacute; by the bridge stayed open, its owner said.</p></article></body></html>",
    "post.md": b'---\ntitle: "The \\"iron\\" ferry is late"\ndate: 2020-10-17\n---\n\n'
    b"The *iron* ferry was late again on Saturday, its captain said \\[twice\\].\n\n"
    b"> Fog kept us in the harbour,\n> the captain wrote.\n",
    "feed.xml": b'<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Wire</title>'
    b"<link>https://coast.example.org/</link><description>News</description><item>"
    b"<title>Lighthouse &amp;amp; pier reopen</title><link>https://coast.example.org/pier</link>"
    b"<pubDate>Fri, 16 Oct 2020 08:00:00 GMT</pubDate>"
    b"<description>&lt;p&gt;The pier &amp;amp; the lighthouse reopened on Friday.&lt;/p&gt;</description>"
    b"</item></channel></rss>",
    "notes/dam.md": b"---\nkind: note\nstory: courier.txt\nheadline: A dam that held\nauthor: The Desk\n---\n\n"
    b"We asked *twice* how far the water rose[^rose], and nobody measured it &amp; wrote it down.\n\n"
    b'[^rose]: courier.txt "the water rose by more than two metres"\n',
    "notes/sunday.md": b"---\nkind: note\nday: 2020-10-18\n---\n\n"
    b"A quiet day, at last[^quiet].\n\n- One dam\n- no victims\n\n[^quiet]: herald.html\n",
}

_CONFIG = Config(title="Morning", base_url="https://digest.example/news/", rights="full")
_ADDRESSES = Urls(_CONFIG.base_url)


class Site:
    """Sources and output as they lie on a disk, and the list of what was written."""

    def __init__(self, sources: dict[str, bytes], files: dict[str, bytes]) -> None:
        self.sources = dict(sources)
        self.files = dict(files)
        self.manifest = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}

    def verify(self) -> Verdict:
        return verify(self.sources.get, self.files.get, sorted(self.files), self.manifest)

    def publish_as_is(self) -> None:
        """Take the files as they are now for what was written, as a build with a mistake in it would."""
        self.manifest = {path: hashlib.sha256(data).hexdigest() for path, data in self.files.items()}


def build_site(sources: dict[str, bytes] = SOURCES) -> Site:
    """Read, refine and digest the sources; print a page for each clipping and each story."""
    digest = make_digest([_clip(path, data) for path, data in sources.items()], _CONFIG)
    files = {one.path: one.make() for one in plan_data(digest, _CONFIG, _ADDRESSES)}
    files |= {one.path: one.make() for one in plan_feeds(digest, _CONFIG, _ADDRESSES)}
    files |= {path: markup.encode() for path, markup in _pages(digest)}
    return Site(sources, files)


def _clip(path: str, data: bytes) -> Clipping:
    reading = read(Source(path=path, data=data, sha256=hashlib.sha256(data).hexdigest()), 1_000_000)
    refined = [refine(one, reading.text, refine_settings(_CONFIG)) for one in reading.drafts if not is_note(one)]
    notes = [find_note(one, reading.text).note for one in reading.drafts if is_note(one)]
    return Clipping(
        path=path,
        sha256=reading.sha256,
        format=reading.format,
        encoding=reading.encoding,
        length=len(reading.text),
        entries=tuple(one for one in refined if isinstance(one, Entry)),
        left_out=(),
        diagnostics=(),
        note=notes[0] if notes else None,
    )


def _pages(digest: Digest) -> Iterator[tuple[str, str]]:
    for entry in digest.entries:
        sentences = Markup("\n").join(
            _quote(entry.id, sentence, urls.sentence_anchor(sentence.number))
            for paragraph in entry.paragraphs
            for sentence in paragraph.sentences
        )
        yield (
            urls.file_of(urls.clipping(entry)),
            Markup('<!doctype html>\n<h1 data-headline="{}">{}</h1>\n<p class="extract">{}</p>\n').format(
                entry.id, entry.title.value, sentences
            ),
        )
    for day in digest.days:
        if day.notes:
            printed = add_note_footnotes(day.notes, day.date)
            notes = Markup("\n").join(
                write_editorial(one, _mark) for one in editorial_views(day.notes, printed.calls, _CONFIG)
            )
            yield (
                urls.file_of(urls.day(day.date)),
                Markup("<!doctype html>\n{}\n{}").format(notes, _endnotes(printed)),
            )
        for story in day.stories:
            yield urls.file_of(urls.story(story)), _story_page(story)


def _story_page(story: Story) -> str:
    printed = add_footnotes(story)
    above = editor_headline(story.notes, _CONFIG)
    notes = [write_editorial(one, _mark) for one in editorial_views(story.notes, printed.calls, _CONFIG, above)]
    words = Markup("\n").join([*([write_editor_headline(above)] if above else []), *notes])
    sentences = Markup("\n").join(
        _quote(sentence.ref.entry_id, Sentence(number=sentence.ref.number, text=sentence.text, spans=(), word_count=0))
        + Markup("").join(_mark(marker) for marker in sentence.markers)
        for sentence in printed.sentences
    )
    return Markup('<!doctype html>\n{}\n<p class="extract">{}</p>\n{}').format(words, sentences, _endnotes(printed))


def _mark(marker: Marker) -> Markup:
    identity = Markup(' id="{}"').format(marker.anchor) if marker.anchor else ""
    return Markup('<sup{}><a role="doc-noteref" href="#{}">[{}]</a></sup>').format(
        identity, marker.target, marker.label
    )


def _endnotes(printed: Footnoted) -> Markup:
    notes = Markup("\n").join(
        Markup('<li id="{}">{}{}</li>').format(
            note.anchor,
            Markup('<a href="#{}">↑</a>').format(note.back) if note.back else "",
            Markup(" ").join(
                Markup('<span id="{}"><a href="#{}">↑</a></span>').format(passage.anchor, passage.back)
                if printed.is_numbered
                else Markup('<span id="{}"></span>').format(passage.anchor)
                for passage in note.passages
                if passage.anchor != note.anchor
            ),
        )
        for note in printed.notes
    )
    return Markup('<section role="doc-endnotes">\n<ol>\n{}\n</ol>\n</section>\n').format(notes)


def _quote(entry_id: str, sentence: Sentence, anchor: str = "") -> Markup:
    address = _ADDRESSES.path(urls.clipping_by_id(entry_id), urls.sentence_anchor(sentence.number))
    identity = Markup(' id="{}"').format(anchor) if anchor else ""
    return Markup('<q cite="{}"{}>{}</q>').format(address, identity, sentence.text)

"""The HTML inside feed items: in: a story, a day or a clipping, out: markup that survives far from the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from markupsafe import Markup

from generator.config import Config
from generator.publish import urls
from generator.publish.credits import credit_in_words, outlet_in_words, says_in_words
from generator.publish.feeds.note_markup import write_editor_headline, write_editorial
from generator.publish.footnotes import (
    Footnoted,
    Marker,
    Note,
    PassageNote,
    PrintedSentence,
    add_footnotes,
    add_note_footnotes,
)
from generator.publish.labels import label_of_entry
from generator.publish.urls import Urls
from generator.publish.views_notes import EditorHeadlineView, editor_headline, editorial_views
from generator.publish.web_links import web_link
from generator.publish.wording import background_in_words
from generator.records import Day, Editorial, Entry, Record, Sentence, SentenceRef, Story, Topic

__all__ = ["Writer"]

_SPACE = Markup(" ")
_MOST_FURTHER = 5
"""Further clippings of a story that an item names; the story's page has them all."""

_MOST_OF_DAY = 80_000
"""Bytes that a day's item may take: with what XML adds it leaves room for others in a feed of 250 kB."""


class Writer(Record, frozen=True, kw_only=True):
    """
    Writes the content of feed items.

    Every link is absolute, because readers resolve relative ones differently or not at all. Footnotes have the form
    that readers know for pop-ups (`a.footnote` to the id of an `li` in `.footnotes`, and back with
    `a.reversefootnote`); where ids are stripped the link leads to the note on the story's page; and because both can
    fail, the first mention of a source carries its credit in plain words. No `role` and no `aria-` attribute: the
    W3C's validator counts them as unsafe in a feed.
    """

    urls: Urls
    config: Config

    def day(self, day: Day) -> Markup:
        """Print what the editor says of a day, then every story under its headline, as many as an item may hold."""
        fitting: list[Markup] = []
        size = 0
        for part in self.day_in_parts(day):
            size += len(part.encode("utf-8", "ignore"))  # half of a surrogate pair is left out later
            if fitting and size > _MOST_OF_DAY:
                address = self.urls.absolute(urls.day(day.date))
                fitting.append(Markup('<p><a href="{}">All stories of this day</a></p>').format(address))
                break
            fitting.append(part)
        return Markup("\n").join(fitting)

    def day_in_parts(self, day: Day) -> Iterator[Markup]:
        """As `day`, story by story, after one part with all that the editor says, if it says anything."""
        if day.notes:
            yield self._introduction(day.notes, day.date, urls.day(day.date))
        for story in day.stories:
            headline = self._headline(story.lead, self.urls.absolute(urls.story(story)))
            yield Markup("<h2>{}</h2>\n{}").format(headline, self.story(story))

    def topic(self, topic: Topic) -> Markup:
        """Print what the editor says of a topic."""
        return self._introduction(topic.notes, topic.slug, urls.topic(topic))

    def story(self, story: Story) -> Markup:
        """Print the editor's notes and a story's extract with their footnotes, or one line of credit for one source."""
        printed = add_footnotes(story)
        page = urls.story(story)
        mentions = self._mentions(printed)
        notes = self._editorials(story.notes, printed, mentions, page, editor_headline(story.notes, self.config))
        parts = [*notes, *self._extracts(printed, mentions, story.day, page)]
        if printed.is_numbered:
            parts.append(self._footnotes(printed.notes, page))
        else:
            parts.append(self._credit(printed.notes[0].entry if printed.notes else story.lead))
        noted = {note.entry.id for note in printed.notes} or {story.lead.id}
        further = [entry for entry in story.entries if entry.id not in noted]
        return Markup("\n").join([*parts, *self._further(further, page)])

    def clipping(self, entry: Entry, first: Sentence | None) -> Markup:
        """Print a clipping's first sentence and its credit."""
        if first is None:
            return self._credit(entry)
        quoted = self._quote(first.text, SentenceRef(entry.id, first.number))
        return Markup('<p class="extract">{}</p>\n{}').format(quoted, self._credit(entry))

    def _introduction(self, notes: tuple[Editorial, ...], scope: str, page: str) -> Markup:
        """Print notes that stand by themselves, with their footnotes; `scope` is that of the page."""
        printed = add_note_footnotes(notes, scope)
        parts = [*self._editorials(notes, printed, self._mentions(printed), page)]
        if printed.notes:
            parts.append(self._footnotes(printed.notes, page))
        return Markup("\n").join(parts)

    def _mentions(self, printed: Footnoted) -> dict[str, str]:
        """List the credits still to be said in words, by the anchors of their notes."""
        return {
            note.passages[0].anchor if len(note.passages) > 1 else note.anchor: outlet_in_words(note.entry)
            for note in printed.notes
            if printed.is_numbered
        }

    def _editorials(
        self,
        notes: tuple[Editorial, ...],
        printed: Footnoted,
        mentions: dict[str, str],
        page: str,
        above: EditorHeadlineView | None = None,
    ) -> Iterable[Markup]:
        """Print the editor's headline, if one stands above the story, and the editor's notes."""
        if above:
            yield write_editor_headline(above)
        for note in editorial_views(notes, printed.calls, self.config, above):
            yield write_editorial(note, partial(self._mark, mentions=mentions, page=page))

    def _extracts(self, printed: Footnoted, mentions: dict[str, str], day: str, page: str) -> Iterable[Markup]:
        """Print what is new, then, under its own words, what was said before: nothing is folded far from the site."""
        for first_day, sentences in groupby(printed.sentences, key=lambda one: one.first_day):
            if first_day is not None:
                yield Markup("<p>{}:</p>").format(background_in_words(first_day, day, self.config.language))
            yield self._extract(sentences, mentions, page)

    def _extract(self, sentences: Iterable[PrintedSentence], mentions: dict[str, str], page: str) -> Markup:
        parts = []
        for sentence in sentences:
            markers = (self._mark(marker, mentions, page) for marker in sentence.markers)
            parts.append(Markup("").join([self._quote(sentence.text, sentence.ref), *markers]))
        return Markup('<p class="extract">{}</p>').format(_SPACE.join(parts))

    def _quote(self, text: str, ref: SentenceRef) -> Markup:
        address = self.urls.absolute(urls.clipping_by_id(ref.entry_id), urls.sentence_anchor(ref.number))
        return Markup('<q cite="{}">{}</q>').format(address, text)

    def _mark(self, marker: Marker, mentions: dict[str, str], page: str) -> Markup:
        """Write a marker, and the credit behind it that is still to be said in words: it is said once."""
        words = mentions.pop(marker.target, "")
        credit = Markup(' <small class="credit">({})</small>').format(words) if words else ""
        return self._marker(marker, page) + credit

    def _marker(self, marker: Marker, page: str) -> Markup:
        place = Markup(' id="{}"').format(marker.anchor) if marker.anchor else Markup("")
        return Markup('<sup{}><a class="footnote" href="{}">[{}]</a></sup>').format(
            place, self.urls.absolute(page, marker.target), marker.label
        )

    def _footnotes(self, notes: Iterable[Note], page: str) -> Markup:
        items = Markup("\n").join(self._note(note, page) for note in notes)
        return Markup('<div class="footnotes">\n<ol>\n{}\n</ol>\n</div>').format(items)

    def _note(self, note: Note, page: str) -> Markup:
        if not note.passages:
            passages = Markup("")
        elif len(note.passages) == 1:
            passages = self._passage(note.entry, note.passages[0], page)
        else:
            passages = Markup("<ol>{}</ol>").format(
                Markup("").join(
                    Markup('<li id="{}">{}</li>').format(one.anchor, self._passage(note.entry, one, page))
                    for one in note.passages
                )
            )
        back = self._back(note.back, page) if note.back else Markup("")
        return Markup('<li id="{}">{} {}{}</li>').format(note.anchor, self._who_says_so(note.entry), passages, back)

    def _passage(self, entry: Entry, passage: PassageNote, page: str) -> Markup:
        says = says_in_words(entry, passage.ref.number)
        return Markup("{}{} {}").format(
            self._quote(passage.quote, passage.ref),
            Markup(' <small class="says">{}</small>').format(says) if says else "",
            self._back(passage.back, page),
        )

    def _back(self, anchor: str, page: str) -> Markup:
        return Markup('<a class="reversefootnote" href="{}">↑</a>').format(self.urls.absolute(page, anchor))

    def _credit(self, entry: Entry) -> Markup:
        return Markup('<p class="credit">{}</p>').format(self._who_says_so(entry))

    def _who_says_so(self, entry: Entry) -> Markup:
        """Headline, credit in words, and the way to the original."""
        line = Markup("{} · {}").format(
            self._headline(entry, self.urls.absolute(urls.clipping(entry))),
            credit_in_words(entry, self.config.language),
        )
        original = web_link(entry.url.value) if entry.url else None
        return line + Markup(' · <a href="{}">original</a>').format(original) if original else line

    def _headline(self, entry: Entry, address: str) -> Markup:
        link = Markup('<a href="{}" data-headline="{}">{}</a>').format(address, entry.id, entry.title.value)
        label = label_of_entry(entry, self.config)
        return link + Markup(" <small>({})</small>").format(label) if label else link

    def _further(self, entries: list[Entry], page: str) -> Iterable[Markup]:
        """List clippings of the story that the extract does not quote."""
        if not entries:
            return
        lines = [
            Markup("<li>{}: {}</li>").format(
                outlet_in_words(entry), self._headline(entry, self.urls.absolute(urls.clipping(entry)))
            )
            for entry in entries[:_MOST_FURTHER]
        ]
        if len(entries) > _MOST_FURTHER:
            more = len(entries) - _MOST_FURTHER
            lines.append(Markup('<li><a href="{}">{} more</a></li>').format(self.urls.absolute(page), more))
        yield Markup("<p>More:</p>\n<ul>\n{}\n</ul>").format(Markup("\n").join(lines))

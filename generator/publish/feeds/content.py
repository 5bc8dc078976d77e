"""The HTML inside feed items: in: a story, a day or a clipping, out: markup that survives far from the site."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from generator.config import Config
from generator.publish import urls
from generator.publish.credits import credit_in_words, outlet_in_words, says_in_words
from generator.publish.footnotes import Footnoted, Marker, Note, PassageNote, PrintedSentence, add_footnotes
from generator.publish.urls import Urls
from generator.publish.web_links import web_link
from generator.publish.wording import background_in_words
from generator.records import Day, Entry, Record, Sentence, SentenceRef, Story

__all__ = ["Writer"]

_SPACE = Markup(" ")
_MOST_FURTHER = 5
"""Further clippings of a story that an item names; the story's page has them all."""


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
        """Print every story of a day under its headline."""
        return Markup("\n").join(
            Markup("<h2>{}</h2>\n{}").format(
                self._headline(story.lead, self.urls.absolute(urls.story(story))), self.story(story)
            )
            for story in day.stories
        )

    def story(self, story: Story) -> Markup:
        """Print a story's extract with its footnotes, or with one line of credit when it has a single source."""
        printed = add_footnotes(story)
        page = urls.story(story)
        parts = [*self._extracts(printed, story.day, page)]
        if len(printed.notes) > 1:
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

    def _extracts(self, printed: Footnoted, day: str, page: str) -> Iterable[Markup]:
        """Print what is new, then, under its own words, what was said before: nothing is folded far from the site."""
        mentions = {
            note.passages[0].anchor if len(note.passages) > 1 else note.anchor: outlet_in_words(note.entry)
            for note in printed.notes
            if len(printed.notes) > 1
        }
        for first_day, sentences in groupby(printed.sentences, key=lambda one: one.first_day):
            if first_day is not None:
                yield Markup("<p>{}:</p>").format(background_in_words(first_day, day, self.config.language))
            yield self._extract(sentences, mentions, page)

    def _extract(self, sentences: Iterable[PrintedSentence], mentions: dict[str, str], page: str) -> Markup:
        """`mentions` are the credits still to be said in words, by the anchors of their notes; those said go out."""
        parts = []
        for sentence in sentences:
            part = self._quote(sentence.text, sentence.ref)
            for marker in sentence.markers:
                part += self._marker(marker, page)
                if words := mentions.pop(marker.target, ""):
                    part += Markup(' <small class="credit">({})</small>').format(words)
            parts.append(part)
        return Markup('<p class="extract">{}</p>').format(_SPACE.join(parts))

    def _quote(self, text: str, ref: SentenceRef) -> Markup:
        address = self.urls.absolute(urls.clipping_by_id(ref.entry_id), urls.sentence_anchor(ref.number))
        return Markup('<q cite="{}">{}</q>').format(address, text)

    def _marker(self, marker: Marker, page: str) -> Markup:
        place = Markup(' id="{}"').format(marker.anchor) if marker.anchor else Markup("")
        return Markup('<sup{}><a class="footnote" href="{}">[{}]</a></sup>').format(
            place, self.urls.absolute(page, marker.target), marker.label
        )

    def _footnotes(self, notes: Iterable[Note], page: str) -> Markup:
        items = Markup("\n").join(self._note(note, page) for note in notes)
        return Markup('<div class="footnotes">\n<ol>\n{}\n</ol>\n</div>').format(items)

    def _note(self, note: Note, page: str) -> Markup:
        if len(note.passages) == 1:
            passages = self._passage(note.entry, note.passages[0], page)
        else:
            passages = Markup("<ol>{}</ol>").format(
                Markup("").join(
                    Markup('<li id="{}">{}</li>').format(one.anchor, self._passage(note.entry, one, page))
                    for one in note.passages
                )
            )
        return Markup('<li id="{}">{} {}</li>').format(note.anchor, self._who_says_so(note.entry), passages)

    def _passage(self, entry: Entry, passage: PassageNote, page: str) -> Markup:
        says = says_in_words(entry, passage.ref.number)
        return Markup('{}{} <a class="reversefootnote" href="{}">↑</a>').format(
            self._quote(passage.quote, passage.ref),
            Markup(' <small class="says">{}</small>').format(says) if says else "",
            self.urls.absolute(page, passage.back),
        )

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
        return Markup('<a href="{}" data-headline="{}">{}</a>').format(address, entry.id, entry.title.value)

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

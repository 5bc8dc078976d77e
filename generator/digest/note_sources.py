"""What footnotes of editor's notes lead to: in: a note and the entries of a site, out: sentences, and what is amiss."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.config import Config, word_budget
from generator.diagnostics import Diagnostic, diagnose
from generator.records import Editorial, EditorsNote, Entry, FoundFootnote, NoteFootnote, Sentence
from generator.text.words import words

__all__ = ["NoteSources"]

_SAME_MARKS = str.maketrans({**dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‘’‚′", "'"), "\u00ad": ""})
"""Quotation marks are typed as the keyboard has them, not as the clipping has them."""


class NoteSources:
    """Finds the clippings and passages that notes quote, and keeps count of how much they quote."""

    def __init__(self, entries: Sequence[Entry], config: Config) -> None:
        self.entries = entries
        self._config = config
        self._by_name: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for name in {entry.id, entry.path, entry.url.value if entry.url else entry.id}:
                self._by_name[name].append(entry)

    def resolve(self, note: EditorsNote) -> tuple[tuple[FoundFootnote, ...], list[Diagnostic]]:
        """
        Find what each footnote leads to; one that leads nowhere is left out and told.

        A clipping is named by path, id or address. Of a source with many articles the first one is meant that holds
        the passage. The passage must stand in the text as it does there, white space and the form of quotation marks
        aside; it stands for the sentences that hold it.

        *Errors*: `note-source-unknown`, `note-passage-unfound`.
        """
        found: list[FoundFootnote] = []
        troubles: list[Diagnostic] = []
        for footnote in note.footnotes:
            entries = self._by_name.get(footnote.clipping) or self._by_name.get(_plain(footnote.clipping), [])
            places = ((entry, _find_passage(entry, footnote.passage)) for entry in entries)
            entry, numbers = next(((one, those) for one, those in places if those is not None), (None, ()))
            if entry is not None:
                found.append(FoundFootnote(label=footnote.label, entry=entry, numbers=numbers or ()))
            elif entries:
                troubles.append(_unfound(note, footnote, entries))
            else:
                troubles.append(self._unknown(note, footnote))
        return tuple(found), troubles

    def over_budget(self, editorials: Iterable[Editorial]) -> Iterator[Diagnostic]:
        """
        Say where notes quote more of a clipping than its rights allow, the last note that does.

        What an editor quotes is a decision and is printed; what stories choose by themselves gives way to it.

        *Warnings*: `note-over-budget`; never for a single sentence, which may always be quoted.
        """
        quoted: defaultdict[str, set[int]] = defaultdict(set)
        told: dict[str, Diagnostic] = {}
        for editorial in sorted({one.note.path: one for one in editorials}.values(), key=lambda one: one.note.path):
            for footnote in editorial.footnotes:
                entry = footnote.entry
                quoted[entry.id].update(footnote.numbers)
                if trouble := self._too_much(editorial.note, footnote, quoted[entry.id]):
                    told[entry.id] = trouble
        yield from told.values()

    def _too_much(self, note: EditorsNote, footnote: FoundFootnote, numbers: set[int]) -> Diagnostic | None:
        entry = footnote.entry
        if entry.rights == "full" or len(numbers) < 2:
            return None
        lengths = {sentence.number: sentence.word_count for sentence in _sentences(entry)}
        spent, budget = sum(lengths[number] for number in numbers), word_budget(self._config, sum(lengths.values()))
        if spent <= budget:
            return None
        return diagnose(
            "note-over-budget",
            note.path,
            f"{spent} words of {entry.path} are quoted in notes, and its budget is {int(budget)}; they are printed",
            hint="quote less of it, or write rights: full into its front matter where the source allows it",
            line=next(one.line for one in note.footnotes if one.label == footnote.label),
        )

    def _unknown(self, note: EditorsNote, footnote: NoteFootnote) -> Diagnostic:
        near = difflib.get_close_matches(footnote.clipping, sorted({one.path for one in self.entries}), n=1)
        return diagnose(
            "note-source-unknown",
            note.path,
            f"the footnote [^{footnote.label}] names {footnote.clipping!r}, which is no clipping of the digest",
            hint=f"did you mean {near[0]}?" if near else "name a clipping by its path in the content folder, or its id",
            line=footnote.line,
        )


def _plain(path: str) -> str:
    """
    >>> _plain("./clips/dam.md"), _plain("content/clips/dam.md")
    ('clips/dam.md', 'clips/dam.md')
    """
    return path.removeprefix("./").removeprefix("content/")


def _find_passage(entry: Entry, passage: str) -> tuple[int, ...] | None:
    """Number the sentences that hold a passage, or none for an empty one; None when it does not stand there."""
    wanted = _fold(passage)
    if not wanted:
        return ()
    text, ends = "", []
    for sentence in _sentences(entry):
        text += f"{_fold(sentence.text)} "
        ends.append((len(text), sentence.number))
    start = text.find(wanted)
    if start < 0:
        return None
    stop = start + len(wanted)
    begins = (0, *(end for end, _ in ends))
    return tuple(number for begin, (end, number) in zip(begins, ends, strict=False) if begin < stop and start < end)


def _unfound(note: EditorsNote, footnote: NoteFootnote, entries: Sequence[Entry]) -> Diagnostic:
    path, line = entries[0].path, _nearest_line(footnote.passage, entries)
    where = f"line {line} of {path} comes nearest" if line else f"look into {path}"
    return diagnose(
        "note-passage-unfound",
        note.path,
        f"the footnote [^{footnote.label}] quotes {footnote.passage!r}, which does not stand in the text of {path}",
        hint=f"copy the words as they stand there; {where}",
        line=footnote.line,
    )


def _nearest_line(passage: str, entries: Sequence[Entry]) -> int:
    """Find the paragraph that shares most words with a passage, and give its line; 0 when none shares any."""
    wanted, shared, line = set(words(passage)), 0, 0
    for paragraph in (paragraph for entry in entries for paragraph in entry.paragraphs):
        count = len(wanted.intersection(word for one in paragraph.sentences for word in words(one.text)))
        if count > shared:
            shared, line = count, paragraph.line
    return line


def _sentences(entry: Entry) -> Iterator[Sentence]:
    for paragraph in entry.paragraphs:
        yield from paragraph.sentences


def _fold(text: str) -> str:
    """Fold white space and the forms of quotation marks."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_SAME_MARKS)).strip()

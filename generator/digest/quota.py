"""Rights at the choice of quotations: in: days with their stories, out: the same within what each clipping allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import msgspec

from generator.config import Config, word_budget
from generator.diagnostics import Diagnostic, diagnose
from generator.digest.contested import find_contested
from generator.recall import Recall
from generator.records import Contested, Day, Entry, Quotation, SentenceRef

__all__ = ["keep_undated_within_rights", "keep_within_rights"]


def keep_within_rights(
    days: Iterable[Day], config: Config, recall: Recall, promised: Mapping[str, frozenset[int]] = MappingProxyType({})
) -> tuple[tuple[Day, ...], list[Diagnostic]]:
    """
    Leave out quotations that would take more of a clipping than its rights allow.

    What counts is all that the site quotes of a clipping, a sentence once however often it is printed; a clipping is
    in one story only. The extract goes first, then what is contested, a pair whole or not at all. One sentence may
    always be quoted; `full` allows everything. A quotation that another clipping
    says as well is quoted from that one. Stories that stay as they are are the same objects. `promised` are sentences
    by entry id that the editor quotes: they count before all others.

    *Errors*: a note `quotation-over-budget` for each clipping of which less is quoted than was chosen.
    """
    kept_days: list[Day] = []
    found: list[Diagnostic] = []
    for day in days:
        stories = []
        for story in day.stories:
            allowance = _Allowance(story.entries, config, promised)
            extract = tuple(_within(allowance, story.extract))
            contested = tuple(pair for pair in story.contested if allowance.take_all(side.ref for side in pair.sides))
            if (extract, contested) != (story.extract, story.contested):
                changed = msgspec.structs.replace(story, extract=extract, contested=contested)
                story = recall.same(("within-rights", story.id), changed)
            stories.append(story)
            found += allowance.tell()
        if any(one is not other for one, other in zip(stories, day.stories, strict=True)):
            day = recall.same(("day-within-rights", day.date), msgspec.structs.replace(day, stories=tuple(stories)))
        kept_days.append(day)
    return tuple(kept_days), found


def keep_undated_within_rights(
    undated: Iterable[Entry], config: Config, promised: Mapping[str, frozenset[int]] = MappingProxyType({})
) -> dict[str, tuple[Contested, ...]]:
    """Find what is contested within each undated entry, by its id, as far as its rights allow to quote it."""
    found: dict[str, tuple[Contested, ...]] = {}
    for entry in undated:
        allowance = _Allowance((entry,), config, promised)
        pairs = find_contested((entry,), ())
        if kept := tuple(pair for pair in pairs if allowance.take_all(side.ref for side in pair.sides)):
            found[entry.id] = kept
    return found


class _Allowance:
    """Counts what a story takes of its clippings."""

    def __init__(self, entries: Iterable[Entry], config: Config, promised: Mapping[str, frozenset[int]]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._config = config
        self._lengths: dict[str, dict[int, int]] = {}
        self._taken = {entry_id: set(promised[entry_id]) for entry_id in self._entries if entry_id in promised}
        self._refused: dict[str, set[int]] = {}

    def take(self, ref: SentenceRef) -> bool:
        """Say whether a sentence may be quoted, and if so count it."""
        taken = self._taken.setdefault(ref.entry_id, set())
        is_free = not taken or ref.number in taken or self._entries[ref.entry_id].rights == "full"
        if is_free or self._words(ref.entry_id, taken | {ref.number}) <= self._budget(ref.entry_id):
            taken.add(ref.number)
            return True
        self._refused.setdefault(ref.entry_id, set()).add(ref.number)
        return False

    def take_all(self, refs: Iterable[SentenceRef]) -> bool:
        """Say whether sentences may be quoted together, which make no sense alone, and if so count them."""
        before = {entry_id: set(numbers) for entry_id, numbers in self._taken.items()}
        refused = {entry_id: set(numbers) for entry_id, numbers in self._refused.items()}
        if all(map(self.take, dict.fromkeys(refs))):
            return True
        self._taken, self._refused = before, refused
        return False

    def text(self, ref: SentenceRef) -> str:
        sentences = (one for paragraph in self._entries[ref.entry_id].paragraphs for one in paragraph.sentences)
        return next(sentence.text for sentence in sentences if sentence.number == ref.number)

    def tell(self) -> Iterator[Diagnostic]:
        """Say of which clippings less is quoted than was chosen."""
        for entry_id, refused in sorted(self._refused.items()):
            entry = self._entries[entry_id]
            spent = self._words(entry_id, self._taken[entry_id])
            count = f"{len(refused)} {'sentence is' if len(refused) == 1 else 'sentences are'}"
            message = f"{count} not quoted: {spent} words are, and the budget is {int(self._budget(entry_id))}"
            hint = "set excerpt-words and excerpt-share, or rights: full where the source allows it"
            yield diagnose("quotation-over-budget", entry.path, message, hint=hint)

    def _words(self, entry_id: str, numbers: set[int]) -> int:
        lengths = self._lengths_of(entry_id)
        return sum(lengths[number] for number in numbers)

    def _budget(self, entry_id: str) -> float:
        return word_budget(self._config, sum(self._lengths_of(entry_id).values()))

    def _lengths_of(self, entry_id: str) -> dict[int, int]:
        """Say how many words each sentence has, where a second sentence is asked for."""
        if entry_id not in self._lengths:
            sentences = (one for paragraph in self._entries[entry_id].paragraphs for one in paragraph.sentences)
            self._lengths[entry_id] = {one.number: one.word_count for one in sentences}
        return self._lengths[entry_id]


def _within(allowance: _Allowance, extract: tuple[Quotation, ...]) -> Iterator[Quotation]:
    """First every quotation from one of its sources, then, where something is left, from those that say it too."""
    told = [(one, next((ref for ref in one.sources if allowance.take(ref)), None)) for one in extract]
    for quotation, first in told:
        if first is None:
            continue
        others = tuple(ref for ref in quotation.sources if ref != first and allowance.take(ref))
        text = quotation.text if first == quotation.sources[0] else allowance.text(first)
        kept = (first, *others)
        yield quotation if kept == quotation.sources else msgspec.structs.replace(quotation, text=text, sources=kept)

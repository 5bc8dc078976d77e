"""Stories: in: the entries of a site, out: its days, each with groups that tell of one event, complete with credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import msgspec

from generator.digest.cited import find_cited
from generator.digest.comparison import Lexicon
from generator.digest.contested import find_contested
from generator.digest.copies import find_copies
from generator.digest.days import chronological, part_by_day, when
from generator.digest.extracts import make_extract
from generator.digest.features import describe
from generator.digest.figures import gather_figures
from generator.digest.news import NOTHING_KNOWN, Known
from generator.digest.origins import find_origins
from generator.digest.owners import Owners
from generator.digest.placings import with_told_copies
from generator.digest.window import Described, Member, Told, Window
from generator.recall import Recall
from generator.records import Copy, Day, Entry, Story
from generator.text.names import Name
from generator.text.slugs import make_story_id, slug_of_entry

__all__ = ["tell_days"]

_REACH = timedelta(days=3)
"""How far back a story may go on from. On dated sets three days confuse least: .996, against .993 for two, .978 for
seven and .865 for none."""

NamesOf = Mapping[str, Sequence[Name]]
SlugsOf = Mapping[str, Sequence[str]]


def tell_days(
    entries: Sequence[Entry], names: NamesOf, topics_of: SlugsOf, owners: Owners, recall: Recall
) -> tuple[Day, ...]:
    """
    Gather entries into stories, oldest day first, the weightiest story of a day first.

    `names` and `topics_of` (slugs) are by entry id; the undated are left out. A day depends on its own entries and on
    those of the days before that a thread reaches back over, never on later ones, and not on the order of `entries`.
    Languages are never mixed.
    """
    by_language: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in chronological(entries):
        by_language[entry.language.value.split("-")[0].lower()].append(entry)
    told: list[_ToldStory] = []
    for language in sorted(by_language):
        teller = _Teller(language, names, owners, recall)
        for day, those in part_by_day(by_language[language]).items():
            told += teller.tell(day, those)
    stories: defaultdict[str, list[Story]] = defaultdict(list)
    for story in _with_extracts(told, recall):
        stories[story.day].append(_with_topics(story, topics_of, recall))
    return tuple(_make_day(day, stories[day], recall) for day in sorted(stories))


class _ToldStory(NamedTuple):
    """A story that still lacks its extract."""

    story: Story
    thread_id: str
    known: Known
    """What its thread had said before its day."""


def _with_extracts(told: Sequence[_ToldStory], recall: Recall) -> Iterator[Story]:
    """
    Choose what each story prints, once all days are told: then several can choose at a time.

    What a thread has said is no reason to group a day anew, only to choose anew. The stories of a thread come one after
    the other, since whoever chooses for one of them has read what was said before the next.
    """
    told = sorted(told, key=lambda one: one.thread_id)
    extracts = recall.each(
        [("extract", one.story.id) for one in told],
        [(one.story.entries, one.story.copies, one.story.origins, one.known) for one in told],
        make_extract,
        marks=[(one.story.entries, one.story.copies, one.story.origins, one.known.mark) for one in told],
    )
    for (story, _, _), extract in zip(told, extracts, strict=True):
        yield recall.made(
            ("story", story.id), (story, extract), partial(msgspec.structs.replace, story, extract=extract)
        )


def _make_day(date_: str, stories: Sequence[Story], recall: Recall) -> Day:
    ordered = tuple(sorted(stories, key=_weightiest_first))
    return recall.made(("day", date_), ordered, lambda: Day(date=date_, stories=ordered))


def _with_topics(story: Story, topics_of: SlugsOf, recall: Recall) -> Story:
    """Topics come last: a new one must not make anybody gather the stories anew."""
    slugs = tuple(sorted({slug for entry in story.entries for slug in topics_of.get(entry.id, ())}))
    return recall.made(("topics of", story.id), (story, slugs), lambda: msgspec.structs.replace(story, topics=slugs))


def _weightiest_first(story: Story) -> tuple[int, int, int, int, str]:
    outlets = {entry.outlet.value.casefold() for entry in story.entries if entry.outlet}
    weight = max(entry.placing.weight for entry in story.entries)
    return -weight, -len(story.origins), -len(outlets), -len(story.entries), story.id


class _Teller:
    """Tells the days of one language, oldest first, and remembers as many as stories reach back over."""

    def __init__(self, language: str, names: NamesOf, owners: Owners, recall: Recall) -> None:
        self._language, self._names, self._owners, self._recall = language, names, owners, recall
        self._lexicon = Lexicon()
        self._recent: list[Told] = []
        self._by_name: dict[str, Told] = {}
        """The last story of each name that an editor gave; such a story may rest for longer than others."""
        self._known: dict[str, Known] = {}
        """By thread, of those that stories may go on from: what it has said so far."""
        self._described: dict[str, Described] = {}
        """By entry id, of the members within reach."""

    def tell(self, day: str, entries: Sequence[Entry]) -> list[_ToldStory]:
        """Tell a day, which depends on its entries and on what is remembered of the days before it, on nothing else."""
        first = (date.fromisoformat(day) - _REACH).isoformat()
        self._recent = [told for told in self._recent if told.day >= first]
        members = tuple(self._member(entry) for entry in entries)
        named = [one for entry in entries if (one := self._by_name.get(_name_of([entry])))]
        within_reach = (*self._recent, *named)
        stories, told = self._recall.made(
            ("told", self._language, day),
            (self._owners, members, within_reach),
            lambda: self._tell(day, members),
        )
        whole = [
            _ToldStory(story, one.thread_id, self._known.get(one.thread_id, NOTHING_KNOWN))
            for story, one in zip(stories, told, strict=True)
        ]
        self._remember(day, told)
        self._forget()
        return whole

    def _tell(self, day: str, members: Sequence[Member]) -> tuple[tuple[Story, ...], tuple[Told, ...]]:
        """Fold reprints into originals, group these among those of the days before, and tell the day's own groups."""
        entries = [one.entry for one in members]
        found = find_copies(entries, [self._describe(one).features for one in members])
        copies = {copy.entry_id: copy for copy in with_told_copies(entries, found)}
        originals = [one for one in members if one.entry.id not in copies]
        window = Window(self._recent, originals, self._describe, self._lexicon)
        groups = [
            _with_copies({one.entry.id for one in window.members(place)}, members, copies)
            for place in range(len(window.groups))
        ]
        pairs = [self._tell_one(day, place, groups, copies, window) for place in range(len(groups))]
        return tuple(story for story, _ in pairs), tuple(told for _, told in pairs)

    def _remember(self, day: str, told: Sequence[Told]) -> None:
        """Take in a day once it is told, so that its stories do not take each other's words for old."""
        threads: defaultdict[str, list[Entry]] = defaultdict(list)
        for one in told:
            threads[one.thread_id] += one.entries
            self._by_name[_name_of(one.entries)] = one
        self._by_name.pop("", None)
        self._recent += told
        for thread_id, entries in threads.items():
            self._known[thread_id] = self._known.get(thread_id, NOTHING_KNOWN).with_day(day, entries)
        going_on = {one.thread_id for one in (*self._recent, *self._by_name.values())}
        self._known = {thread_id: known for thread_id, known in self._known.items() if thread_id in going_on}

    def _member(self, entry: Entry) -> Member:
        names = self._names[entry.id]
        return self._recall.made(("member", entry.id), (entry, names), lambda: Member(entry=entry, names=names))

    def _describe(self, member: Member) -> Described:
        """Describe a member, once for all the days that it stays within reach."""
        known = self._described.get(member.entry.id)
        if known is None:
            features = describe(member.entry, member.names)
            known = self._described[member.entry.id] = Described(features, self._lexicon.number(features.terms))
        return known

    def _forget(self) -> None:
        """Let go of what described the members of days that no story reaches back to."""
        recent = {one.entry.id for told in self._recent for one in told.originals}
        self._described = {key: known for key, known in self._described.items() if key in recent}

    def _tell_one(
        self, day: str, place: int, groups: Sequence[Sequence[Member]], copies: Mapping[str, Copy], window: Window
    ) -> tuple[Story, Told]:
        members = groups[place]
        story_id = make_story_id(members[0].entry.id)
        lead = self._choose_lead(members, copies)
        entries = (lead, *(one.entry for one in members if one.entry is not lead))
        its_copies = tuple(copies[one.entry.id] for one in members if one.entry.id in copies)
        origins = find_origins(entries, its_copies, self._owners)
        before = self._by_name.get(_name_of(entries)) or window.before(place)
        headlines = [
            (make_story_id(those[0].entry.id), self._choose_lead(those, copies).title.value) for those in groups
        ]
        story = Story(
            id=story_id,
            slug=slug_of_entry(members[0].entry),
            day=day,
            lead=lead,
            entries=entries,
            copies=its_copies,
            origins=origins,
            extract=(),
            contested=find_contested(entries, its_copies),
            together=window.together(place),
            nearest=window.nearest(place, headlines),
            continues=window.continuation(place, before) if before else None,
            topics=(),
            cited=find_cited(entries, origins),
            figures=gather_figures(entries, its_copies),
        )
        headline, thread_id = lead.title.value, before.thread_id if before else story_id
        originals = tuple(window.members(place))
        told = self._recall.made(
            ("one", story_id),
            (day, headline, thread_id, entries, originals),
            lambda: Told(
                story_id=story_id,
                day=day,
                headline=headline,
                thread_id=thread_id,
                entries=entries,
                originals=originals,
            ),
        )
        return self._recall.same(("bare story", story_id), story), told

    def _choose_lead(self, members: Sequence[Member], copies: Mapping[str, Copy]) -> Entry:
        """Prefer an original with a headline of its own, then the earliest, the longest, the first by id."""

        def order(one: Member) -> tuple[bool, tuple[str, str], int, str]:
            length = len(self._describe(one).features.words)
            return one.entry.title.is_guess, when(one.entry), -length, one.entry.id

        return min((one for one in members if one.entry.id not in copies), key=order).entry


def _with_copies(ids: set[str], members: Sequence[Member], copies: Mapping[str, Copy]) -> list[Member]:
    return [
        one for one in members if one.entry.id in ids or (one.entry.id in copies and copies[one.entry.id].of_id in ids)
    ]


def _name_of(entries: Sequence[Entry]) -> str:
    """Give the name that an editor gave a story, folded; empty for none."""
    return next((entry.placing.story.casefold() for entry in entries if entry.placing.story), "")

"""Stories: in: the entries of a site, out: its days, each with groups that tell of one event, complete with credits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from generator.digest.comparison import Lexicon
from generator.digest.copies import find_copies
from generator.digest.days import chronological, part_by_day, when
from generator.digest.extracts import make_extract
from generator.digest.features import describe, kept_sentences
from generator.digest.news import Known
from generator.digest.origins import find_origins
from generator.digest.owners import Owners
from generator.digest.placings import with_told_copies
from generator.digest.window import Member, Told, Window
from generator.records import Copy, Day, Entry, Story
from generator.text.names import Name
from generator.text.slugs import make_slug, make_story_id
from generator.text.words import words

__all__ = ["tell_days"]

_REACH = timedelta(days=3)
"""How far back a story may go on from. On dated sets three days confuse least: .996, against .993 for two, .978 for
seven and .865 for none."""

NamesOf = Mapping[str, Sequence[Name]]
SlugsOf = Mapping[str, Sequence[str]]


def tell_days(entries: Sequence[Entry], names: NamesOf, topics_of: SlugsOf, owners: Owners) -> tuple[Day, ...]:
    """
    Gather entries into stories, oldest day first, the weightiest story of a day first.

    `names` and `topics_of` (slugs) are by entry id; the undated are left out. A day depends on its own entries and on
    those of the days before that a thread reaches back over, never on later ones, and not on the order of `entries`.
    Languages are never mixed.
    """
    by_language: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in chronological(entries):
        by_language[entry.language.value.split("-")[0].lower()].append(entry)
    stories: defaultdict[str, list[Story]] = defaultdict(list)
    for language in sorted(by_language):
        teller = _Teller(names, topics_of, owners)
        for day, those in part_by_day(by_language[language]).items():
            stories[day] += teller.tell(day, those)
    return tuple(Day(date=day, stories=tuple(sorted(stories[day], key=_weightiest_first))) for day in sorted(stories))


def _weightiest_first(story: Story) -> tuple[int, int, int, int, str]:
    outlets = {entry.outlet.value.casefold() for entry in story.entries if entry.outlet}
    weight = max(entry.placing.weight for entry in story.entries)
    return -weight, -len(story.origins), -len(outlets), -len(story.entries), story.id


class _Teller:
    """Tells the days of one language, oldest first, and remembers as many as stories reach back over."""

    def __init__(self, names: NamesOf, topics_of: SlugsOf, owners: Owners) -> None:
        self._names, self._topics_of, self._owners = names, topics_of, owners
        self._lexicon = Lexicon()
        self._recent: list[Told] = []
        self._by_name: dict[str, Told] = {}
        """The last story of each name that an editor gave; such a story may rest for longer than others."""

    def tell(self, day: str, entries: Sequence[Entry]) -> list[Story]:
        """Fold reprints into originals, group these among those of the days before, and tell the day's own groups."""
        first = (date.fromisoformat(day) - _REACH).isoformat()
        self._recent = [told for told in self._recent if told.story.day >= first]
        members = [self._describe(entry) for entry in entries]
        found = find_copies(entries, [one.features for one in members])
        copies = {copy.entry_id: copy for copy in with_told_copies(entries, found)}
        window = Window(self._recent, [one for one in members if one.entry.id not in copies], self._lexicon)
        groups = [
            _with_copies({one.entry.id for one in window.members(place)}, members, copies)
            for place in range(len(window.groups))
        ]
        told = [self._tell_one(day, place, groups, copies, window) for place in range(len(groups))]
        for one in told:  # only now, so that the stories of a day do not take each other's words for old
            one.known.learn(day, _sentences(one.story))
            self._by_name[_name_of(one.story.entries)] = one
        self._by_name.pop("", None)
        self._recent += told
        return [one.story for one in told]

    def _describe(self, entry: Entry) -> Member:
        names = self._names[entry.id]
        features = describe(entry, names)
        return Member(entry=entry, features=features, bag=self._lexicon.number(features.terms), names=names)

    def _tell_one(
        self, day: str, place: int, groups: Sequence[Sequence[Member]], copies: Mapping[str, Copy], window: Window
    ) -> Told:
        members = groups[place]
        lead = _choose_lead(members, copies)
        entries = (lead, *(one.entry for one in members if one.entry is not lead))
        its_copies = tuple(copies[one.entry.id] for one in members if one.entry.id in copies)
        origins = find_origins(entries, its_copies, self._owners)
        before = self._by_name.get(_name_of(entries)) or window.before(place)
        known = before.known if before else Known()
        headlines = [(make_story_id(those[0].entry.id), _choose_lead(those, copies).title.value) for those in groups]
        story = Story(
            id=make_story_id(members[0].entry.id),
            slug=make_slug(members[0].entry.title.value),
            day=day,
            lead=lead,
            entries=entries,
            copies=its_copies,
            origins=origins,
            extract=make_extract(entries, its_copies, origins, known),
            together=window.together(place),
            nearest=window.nearest(place, headlines),
            continues=window.continuation(place, before) if before else None,
            topics=tuple(sorted({slug for entry in entries for slug in self._topics_of.get(entry.id, ())})),
        )
        return Told(
            story=story,
            thread_id=before.thread_id if before else story.id,
            originals=window.members(place),
            known=known,
        )


def _with_copies(ids: set[str], members: Sequence[Member], copies: Mapping[str, Copy]) -> list[Member]:
    return [
        one for one in members if one.entry.id in ids or (one.entry.id in copies and copies[one.entry.id].of_id in ids)
    ]


def _choose_lead(members: Sequence[Member], copies: Mapping[str, Copy]) -> Entry:
    """Prefer an original with a headline of its own, then the earliest, the longest, the first by id."""
    originals = [one for one in members if one.entry.id not in copies]
    lead = min(
        originals,
        key=lambda one: (one.entry.title.is_guess, when(one.entry), -len(one.features.words), one.entry.id),
    )
    return lead.entry


def _name_of(entries: Sequence[Entry]) -> str:
    """Give the name that an editor gave a story, folded; empty for none."""
    return next((entry.placing.story.casefold() for entry in entries if entry.placing.story), "")


def _sentences(story: Story) -> list[list[str]]:
    return [words(sentence.text) for entry in story.entries for sentence in kept_sentences(entry)]

"""Names that recur: in: the names of all entries, out: those that are subjects of the site, spellings joined."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from generator.digest.features import kept_sentences
from generator.digest.spellings import canonical_words, name_words
from generator.records import Entry, Record
from generator.text.names import Name, spelling_key

__all__ = ["Recurring", "find_recurring", "is_generic", "is_people"]

_LEAST_ENTRIES = 3
_LEAST_GROWTH = 0.7
"""
A name is a topic from max(_LEAST_ENTRIES, _LEAST_GROWTH * sqrt(entries)) entries on: 3 of five clippings, 5 of fifty,
23 of a thousand. The number of different names in a heap of news grows nearly as fast as the heap, and a list of
topics is for people to look through; who is quoted three times in a year is no subject of it.
"""

_LEAST_TOGETHER = 0.6
"""The part of a short name's entries that must have the long one too, before Aliyev is taken for Ilham Aliyev."""

_MOST_HINTS = 2
"""How many entries that only suggest a name may stand against one that has it for certain."""

_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
"""Languages where a capital letter does not tell a name: there a name has at least two words."""

_PEOPLES = frozenset(
    """
    african american arab argentine armenian asian australian austrian azerbaijani bangladeshi belarusian belgian
    brazilian british bulgarian canadian catalan chilean chinese colombian croatian cuban czech danish dutch egyptian
    english estonian ethiopian european finnish french georgian german greek hungarian indian indonesian iranian iraqi
    irish israeli italian japanese jewish jordanian kenyan korean kurdish latvian lebanese libyan lithuanian malaysian
    mexican moroccan muslim christian nigerian norwegian pakistani palestinian persian peruvian philippine polish
    portuguese romanian russian saudi scottish serbian slovak slovenian soviet spanish sudanese swedish swiss syrian
    taiwanese thai tunisian turkish ukrainian venezuelan vietnamese welsh western eastern northern southern yemeni
    afghan catholic protestant democrat democratic republican conservative
    """.split()
)
"""What people and things are called after a place, a faith or a party: they qualify, and are no subject themselves."""

_GENERIC = frozenset(
    """
    ministry foreign defence defense interior finance health justice government parliament council court office agency
    department committee commission police army military navy state states national security party union group
    republic north south east west central city county town street road house senate congress board bank
    company corporation inc ltd corp co university school college hospital centre center association federation
    internet web twitter facebook instagram youtube whatsapp telegram
    read more photo photos image images getty news
    associated press ap reuters afp tass interfax xinhua dpa ansa upi
    """.split()
)
"""A name made of these words alone is an office, a medium or a wire, of which every place has its own."""


class Recurring(Record, frozen=True, kw_only=True):
    """A name that recurs, under every spelling that was joined."""

    counts: Mapping[str, int]
    """Spelling to the number of entries that write it so; 0 for a short form, which stands for the whole name."""
    entry_ids: frozenset[str]


class _Family(NamedTuple):
    """The spellings of one name and the entries that use each."""

    words: tuple[str, ...]
    """Folded, variants replaced by the common spelling."""
    users: dict[str, set[str]]
    """Spelling to entries."""
    short_users: dict[str, set[str]]
    """The same for shorter names that were absorbed; they never become the name of the family."""

    def entry_ids(self) -> set[str]:
        return set().union(*self.users.values(), *self.short_users.values())


def find_recurring(
    entries: Sequence[Entry], names: Mapping[str, Sequence[Name]], heed: Callable[[], None] = lambda: None
) -> list[Recurring]:
    """
    Find the names that stand in enough entries to be a subject of the site, most widespread first.

    `names` are by entry id. Left out are the site's own outlets, agencies and authors, peoples and offices, and
    words that the site also writes small. A name that the start of a sentence only suggests counts where another
    entry confirms it. `heed` is called now and then, and may raise.
    """
    families = _join_spellings(entries, names, heed)
    heed()
    _absorb_short_names(families)
    least = max(_LEAST_ENTRIES, math.ceil(_LEAST_GROWTH * math.sqrt(len(entries))))
    recurring = [family for family in families.values() if len(family.entry_ids()) >= least]
    small = _written_small(entries, {family.words[0] for family in recurring if len(family.words) == 1})
    recurring = [one for one in recurring if 2 * small[one.words[0]] < len(one.entry_ids()) or len(one.words) > 1]
    recurring.sort(key=lambda one: (-len(one.entry_ids()), one.words))
    return [
        Recurring(
            counts={spelling: len(one.users.get(spelling, ())) for spelling in sorted({*one.users, *one.short_users})},
            entry_ids=frozenset(one.entry_ids()),
        )
        for one in recurring
    ]


def _join_spellings(
    entries: Sequence[Entry], names: Mapping[str, Sequence[Name]], heed: Callable[[], None]
) -> dict[str, _Family]:
    """Put every name that may be a subject into the family of its spellings."""
    unwanted = _credits(entries)
    certain: defaultdict[str, set[str]] = defaultdict(set)
    suggested: defaultdict[str, set[str]] = defaultdict(set)
    may_be: dict[tuple[str, bool], bool] = {}
    for entry in entries:
        heed()
        is_capital = entry.language.value.split("-")[0].lower() in _NOUNS_HAVE_CAPITALS
        for found in set(names[entry.id]):
            asked = found.text, is_capital
            if asked not in may_be:
                may_be[asked] = _may_be_subject(found.text, unwanted, nouns_have_capitals=is_capital)
            if may_be[asked]:
                (certain if found.is_certain else suggested)[found.text].add(entry.id)
    counts = Counter({name: len(users) for name, users in certain.items()})
    words = Counter[str]()
    for name, count in counts.items():
        words.update(dict.fromkeys(name_words(name), count))
    heed()
    canonical = canonical_words(words)
    heed()
    families: dict[str, _Family] = {}
    for name in sorted(certain, key=lambda one: (-counts[one], one)):
        heed()
        folded = tuple(canonical.get(word, word) for word in name_words(name))
        families.setdefault("".join(folded), _Family(folded, {}, {})).users[name] = certain[name]
    hints: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for name in sorted(suggested):
        hints["".join(canonical.get(word, word) for word in name_words(name))][name] = suggested[name]
    for key in sorted(hints.keys() & families.keys()):
        _believe_hints(families, key, hints[key])
    return families


def _believe_hints(families: dict[str, _Family], key: str, hints: Mapping[str, set[str]]) -> None:
    """Add what sentence beginnings suggest, unless a word mostly stands there: then it is a way to begin, no name."""
    family = families[key]
    known = family.entry_ids()
    if len(set().union(*hints.values()) - known) > _MOST_HINTS * len(known):
        del families[key]
        return
    for name in sorted(hints):
        family.users[name] = family.users.get(name, set()) | hints[name]


def _credits(entries: Sequence[Entry]) -> set[str]:
    """Collect the keys of everyone who wrote or published: a byline says nothing about the subject."""
    found = {
        finding.value
        for entry in entries
        for finding in (entry.outlet, entry.agency, *entry.authors, *entry.contributors)
        if finding
    }
    return {spelling_key(value) for value in found}


def _may_be_subject(name: str, unwanted: set[str], *, nouns_have_capitals: bool) -> bool:
    words = name_words(name)
    if not words or (len(words) == 1 and nouns_have_capitals):
        return False
    if is_generic(name):
        return False
    is_short = len("".join(words)) < 3 and not name.isupper()
    return not is_short and not any(word[0].isdigit() for word in words) and spelling_key(name) not in unwanted


def is_generic(name: str) -> bool:
    """
    Say whether a name is an office, a medium or a people alone, of which there are many.

    >>> is_generic("Foreign Ministry"), is_generic("Harbour Board")
    (True, False)
    """
    return all(word in _GENERIC or is_people(word) for word in name_words(name))


def is_people(word: str) -> bool:
    """Say whether a folded word is what people and things are called after a place, a faith or a party."""
    return word in _PEOPLES or word.removesuffix("s") in _PEOPLES


def _absorb_short_names(families: dict[str, _Family]) -> None:
    """
    Give the entries of a short name to the one recurring name that ends in it, where both are used together.

    Longer names go first, so that of Maria Ana Ruz, Ana Ruz and Ruz the second is gone when the third asks.
    """
    tails: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(families):
        family = families[key]
        if len(family.entry_ids()) >= _LEAST_ENTRIES:
            for start in range(1, len(family.words)):
                if not _hangs_on(family.words[start - 1]):
                    tails[family.words[start:]].append(key)
    for key in sorted(families, key=lambda one: (-len(families[one].words), one)):
        short = families[key]
        longer = [families[long] for long in tails[short.words] if long in families]
        if len(longer) != 1:
            continue
        ids = short.entry_ids()
        if len(ids & longer[0].entry_ids()) >= _LEAST_TOGETHER * len(ids):
            for spelling, users in short.users.items():
                longer[0].short_users[spelling] = users
            del families[key]


def _hangs_on(word: str) -> bool:
    """China is not short for Bank of China."""
    return word in {"of", "de", "du", "del", "di", "da", "do", "dos", "la", "le"}


def _written_small(entries: Sequence[Entry], words: set[str]) -> Counter[str]:
    """Count the entries that write each of these words without a capital."""
    found: Counter[str] = Counter()
    for entry in entries:
        text = " ".join(sentence.text for sentence in kept_sentences(entry))
        found.update(words.intersection(text.split()))
    return found

"""What a number counts or measures: in: a sentence and a number in it, out: its kind, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from generator.refine.figure_amounts import Amount
from generator.refine.figure_words import FigureWords, figure_words

__all__ = ["Counted", "what_is_counted", "words_around"]

_NEXT = re.compile(r"(?:[\s-]|\s[\"“‘]|\s?\((?=\d))([^\W\d_][\w'’.-]*[\w'’]|[^\W\d_]|°[CF]\b)")
_NEAR = 36
"""Characters before a number in which the words stand that say what was done to those it counts."""

_MOST_WORDS = 9
_MOST_MODIFIERS = 3
"""Words between a number and the noun it counts: `37 young military deaths`."""

_LEAST_OF_THINGS = 10
"""`Two men said` tells no figure; what befell two men does."""

_PEOPLE = frozenset({"people", "troops", "nation"})
_REACH = 110
"""Characters before a number in which the toll stands that it is the number of."""

_LONGEST_CONTEXT = 10
"""Words that say what is measured, when no noun does."""

_CLAUSE = re.compile(r"[,;:—()“”\"]|\s[-–]\s|\b(?:that|which|who|and|but|said|says|because|while|when|after|if)\s")
_LATER = re.compile(
    r"(?:(?!\b(?:sa(?:id|ys?)|and|but|after|while|when|that|as)\b)[^,.;:“”\"\d()]){0,60}?"
    r"\b(?:was|were|been|being)\s(?:(?:also|reported|reportedly|confirmed|\w+ly)\s)?([a-z]+)"
)
"""`13 people in the old town were killed`."""

_OF = re.compile(
    r"\s(of\s[\w'’-]+(?:\s(?!(?:is|are|was|were|will|had|has|in|on|by|and|said|who|that)\b)[\w'’-]+){0,4})"
)
_SPOKEN = re.compile(r"[^\W_][\w'’.-]*[\w'’]|[^\W_]")
_BEHIND = re.compile(
    r"[\s-]((?!(?:and|or|but)\b)[^\W\d][\w'’-]*(?:\s(?!(?:and|or|but|for|in|on|at|with|from|by|to|was|were|is|are)\b)[^\W\d][\w'’-]*){0,4})"
)
_JOINED = re.compile(r"(?:as well as|and|including|among them|plus|,)\s$")
_MAGNITUDE = re.compile(r"(magnitude)\s(?:(?:of|was|at)\s)?(?:\w+\s){0,2}$", re.I)
_SPEED = re.compile(r"/h\b|\s(?:per|an)\shour\b")
_ARTICLES = frozenset({"a", "an", "the", "this", "that", "its", "his", "her", "their", "another"})
_LEADING = frozenset({"of", "more", "other", "others", "additional", "further"})


class Counted(NamedTuple):
    """What a number counts: the kind of it, and where the words stand that say so."""

    kind: str
    start: int
    end: int
    befell: str = ""
    """The kind of what befell people, for those counted behind them in the same sentence."""
    unit_end: int = 0
    """Where a unit ends that belongs to the number; 0 for none."""


class _Noun(NamedTuple):
    kind: str
    start: int
    end: int


class _Word(NamedTuple):
    low: str
    start: int
    end: int
    is_capital: bool


def what_is_counted(text: str, amount: Amount, befell: str) -> Counted | None:
    """
    Tell what a number counts; None when it is a date, an age, a name's number, or counts nothing that is known.

    `befell` is what befell those counted before in the sentence: "47 civilians were killed, as well as 12 soldiers".
    """
    words = figure_words()
    if amount.kind:
        return _measured(text, amount, amount.kind)
    near = _words_after(text, amount.end)
    if _is_no_figure(text, amount, near, words):
        return None
    if "agnitude" in text and (magnitude := _MAGNITUDE.search(text, max(0, amount.core - 30), amount.core)):
        return Counted("magnitude", *magnitude.span(1))
    done = _done_before(text, amount.start, words)
    noun, fate = _read_on(near, words)
    if noun and noun.kind in words.measures.values():
        return _measured(text, amount, noun.kind, noun)
    if fate and not (done and noun is None):
        return Counted(fate.kind, noun.start if noun else fate.start, fate.end, fate.kind)
    if noun:
        return _with_noun(text, amount, noun, done, befell)
    return _without_noun(text, amount, done, near[0] if near else None, befell)


def _with_noun(text: str, amount: Amount, noun: _Noun, done: _Noun | None, befell: str) -> Counted | None:
    words = figure_words()
    kind = _fate_of(text, amount, noun, done, befell, words) if noun.kind in _PEOPLE else ""
    if kind or noun.kind in words.fates:
        return Counted(kind or noun.kind, noun.start, noun.end, kind or noun.kind)
    is_few = amount.value is not None and amount.value < _LEAST_OF_THINGS
    if (
        noun.kind == "nation"
        or (is_few and noun.kind not in ("votes", "seats"))
        or (amount.is_bare and _is_named(text, amount.start))
    ):
        return None
    return Counted(noun.kind, noun.start, noun.end)


def _fate_of(text: str, amount: Amount, noun: _Noun, done: _Noun | None, befell: str, words: FigureWords) -> str:
    """Say what befell people that are counted: by the word before, by the verb behind them, or as those before."""
    if done:
        return done.kind
    if later := _LATER.match(text, noun.end):
        return words.befell.get(later[1], "")
    return befell if befell and _JOINED.search(text[max(0, amount.start - 14) : amount.start]) else ""


def _without_noun(text: str, amount: Amount, done: _Noun | None, after: _Word | None, befell: str) -> Counted | None:
    """Take a number alone behind "wounded", or behind "the toll rose to"."""
    words = figure_words()
    is_alone = after is None or (after.low in words.stops and after.low not in words.times)
    if done and is_alone:
        return Counted(done.kind, done.start, done.end, done.kind)
    if not is_alone:
        return None
    if words.totals.isdisjoint(text[max(0, amount.core - _REACH) : amount.core].lower().split()):
        return None
    found = _total().search(text, max(0, amount.core - _REACH), amount.core)
    if found is None:
        return None
    said = found[0].casefold().split()
    kinds = [kind for word in said if (kind := words.befell.get(word) or words.nouns.get(word))]
    fates = [kind for kind in kinds if kind in words.fates]
    kind = next(iter((*fates, *kinds)), "dead" if "toll" in said else befell)
    return Counted(kind, found.start("what"), found.end("what"), kind) if kind else None


def _read_on(near: Sequence[_Word], words: FigureWords) -> tuple[_Noun | None, _Noun | None]:
    """Read the words behind a number: the noun it counts, and what befell those it counts."""
    begin = _skip_owner(near, words)
    noun, place = _find_noun(near, begin, words)
    if noun and noun.kind in words.measures.values():
        return noun, None
    while place < len(near) and near[place].low in words.fillers:
        place += 1
    if (
        place < len(near)
        and (fate := words.befell.get(near[place].low))
        and (not noun or noun.kind in _PEOPLE | words.fates)
    ):
        return noun, _Noun(fate, near[place].start, near[place].end)
    return noun, None


def _skip_owner(near: Sequence[_Word], words: FigureWords) -> int:
    """Pass over "of their" and "more"."""
    place = 0
    while place < len(near) and (near[place].low in words.demonstratives or near[place].low in _LEADING):
        place += 1
    return place


def _find_noun(near: Sequence[_Word], begin: int, words: FigureWords) -> tuple[_Noun | None, int]:
    """Find the noun, at most three other words ahead, and the place behind it; the last one of "police officers"."""
    for place in range(begin, min(begin + _MOST_MODIFIERS + 1, len(near))):
        word = near[place]
        if word.low in words.befell or word.low in words.stops or word.low in words.fillers:
            break
        if word.low.startswith("year") or (word.low.endswith("ing") and word.low not in words.nouns):
            break
        kind = words.measures.get(word.low) or words.nouns.get(word.low)
        if kind is None and word.is_capital and word.low.endswith("s"):
            kind = "nation"
        if kind is None:
            continue
        beyond = near[place + 1].low if place + 1 < len(near) else ""
        if beyond in words.nouns and beyond not in words.befell:
            kind, place = words.nouns[beyond], place + 1
        return _Noun(kind, near[begin].start, near[place].end), place + 1
    return None, begin


def _words_after(text: str, place: int) -> list[_Word]:
    """List the words that stand behind a number with nothing but blanks between."""
    near: list[_Word] = []
    while len(near) < _MOST_WORDS and (found := _NEXT.match(text, place)):
        place = found.end()
        near.append(_Word(found[1].casefold(), found.start(1), place, found[1][0].isupper()))
    return near


def _done_before(text: str, place: int, words: FigureWords) -> _Noun | None:
    """Find the word right in front of a number that says what was done to those it counts: "killing 13"."""
    before = _words_before(text, place)
    for size in (1, 2):
        kind = words.does.get("_".join(before[-size:]).lower()) if len(before) >= size else None
        is_one_of_two = (
            size + 1 < len(before) and before[-size - 1] in ("or", "and") and before[-size - 2] in words.does
        )
        if kind and not is_one_of_two:
            start = text.rfind(before[-size], 0, place)
            return _Noun(kind, start, text.rfind(before[-1], 0, place) + len(before[-1]))
    return None


def _is_second(before: Sequence[str], words: FigureWords) -> bool:
    """Say whether what was done is one of two things, so that nobody knows to how many: "killed or injured 188"."""
    return len(before) > 1 and before[-1] in ("or", "and") and before[-2] in words.does


def _is_no_figure(text: str, amount: Amount, near: Sequence[_Word], words: FigureWords) -> bool:
    """Say whether a number is a date, an age, a year, or the number of a thing."""
    before = _last_word(text, amount.start).rstrip(".").casefold()
    if before in words.not_before or before in words.months:
        return True
    if near and near[0].low.rstrip(".") in words.months:
        return True
    if not amount.is_bare:
        return False
    if amount.value and 1500 <= amount.value <= 2100 and before in words.years_before:
        return True
    two = _words_before(text, amount.start)[-2:]
    return len(two) == 2 and two[1] == "of" and two[0].lower() in words.of_before


def _is_named(text: str, place: int) -> bool:
    """Say whether a bare number belongs to a name before it: "Flight 370 passengers"."""
    word = _last_word(text, place)
    return word[:1].isupper() and place - len(word) > 1


def _last_word(text: str, place: int) -> str:
    return (_words_before(text, place) or [""])[-1]


def _words_before(text: str, place: int) -> list[str]:
    """List the words in front of a number, as far as they can mean anything to it; the first may be cut."""
    return text[max(0, place - _NEAR) : place].split()


@cache
def _total() -> re.Pattern[str]:
    words = figure_words()
    totals, befell, before = ("|".join(sorted(one)) for one in (words.totals, words.befell, words.qualifiers))
    return re.compile(
        rf"\b(?P<what>(?:(?:death|official|confirmed|total)\s)*"
        rf"(?:number\sof\s[^,.;:\d]{{3,40}}?(?:\s(?:{befell}))?|{totals}))"
        r"\s(?:[^,.;:\d]{0,70}\s)?(?:to|at|was|is|of|reached|passed|hit|exceeded|neared|had)\s"
        rf"(?:(?:{before})\s)*$"
    )


def _measured(text: str, amount: Amount, kind: str, unit: _Noun | None = None) -> Counted | None:
    """Say what is measured; the unit belongs to the number: "the damage at 310 million crowns", "96 millimetres"."""
    end = unit.end if unit else amount.end
    if speed := _SPEED.match(text, end):
        kind, end = "speed", speed.end()
    is_attribute = text[amount.end : amount.end + 1] == "-" or _last_word(text, amount.start).lower() in _ARTICLES
    behind = _BEHIND.match(text, end) if is_attribute else None
    place = behind.span(1) if behind else words_around(text, amount.start, end)
    return Counted(kind, *place, unit_end=end) if place else None


def words_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """
    Find the words that say what a measured number is about: those behind it after "of", else those before it in its
    clause, else those behind it; None when there are none.

    >>> said = "The fishers say that 40 per cent of its grounds are lost."
    >>> said[slice(*words_around(said, 21, 32))]
    'of its grounds'
    """
    if after := _OF.match(text, end):
        return after.span(1)
    begin = max((found.end() for found in _CLAUSE.finditer(text, 0, start)), default=0)
    spoken = list(_SPOKEN.finditer(text, begin, start))[-_LONGEST_CONTEXT:]
    if len(spoken) > 1:
        return spoken[0].start(), spoken[-1].end()
    behind = _BEHIND.match(text, end)
    return behind.span(1) if behind else None

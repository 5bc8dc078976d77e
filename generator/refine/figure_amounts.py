"""Numbers as they are printed: in: a sentence, out: each with its "at least", its range, its currency and its value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from generator.refine.figure_words import FigureWords, figure_words

__all__ = ["Amount", "find_amounts"]

_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+|\s\.\s\d+)?"
"""With commas between thousands, or lakhs and crores; in tokenised texts the point stands between blanks."""

_REACH = 34
"""Characters before a number in which what qualifies it stands."""

_LONGEST_QUALIFIER = 4
"""Words."""

_GOES_ON = re.compile(r"[.,:/]\d|-(?=\d)|/|,\s\d{3}\b")
"""Behind a number that is part of a clock, a version, a date or another number."""

_DIGIT_RUN = re.compile(r"\d+")
_SIGN = re.compile("[$€£¥₹%°₽₩₺₴]|USD|EUR|GBP|Rs")
_INSIDE = re.compile(r"\d,\s$")
"""Before what is the rest of a number that a tokeniser has cut: `1, 200`."""

_VAGUE = re.compile(r"(?<![^\W_])(?:several|a few|half a|an?)[\s-]$", re.I)
_WORD = re.compile("[a-z]+")


class Amount(NamedTuple):
    """A number and what belongs to it."""

    start: int
    end: int
    core: int
    """Where the number itself begins, behind its qualifier."""
    value: float | None
    """Of the number, or of the lower end of a range; None for `several hundred` and fractions in words."""
    kind: str
    """`money` or `share` when the amount itself says what it is; else empty."""
    is_bare: bool
    """Four digits or fewer, with nothing that belongs to them: may be a year or the name of a thing."""
    is_word: bool
    """Written in letters."""


class _Forms(NamedTuple):
    spelled: frozenset[str]
    """Words of which one stands in every number that is written in letters."""
    counting: frozenset[str]
    """Words of which one stands in every sentence with a figure that has no sign of money or per cent."""
    large: re.Pattern[str]
    """Words that make a number only behind another one: `a hundred`, `several million`."""
    amount: re.Pattern[str]
    between: re.Pattern[str]
    """The same, for what stands behind "between"."""
    sign: re.Pattern[str]
    qualifiers: frozenset[str]


def find_amounts(text: str) -> Iterator[Amount]:
    """
    List the numbers of an English sentence, none overlapping; bare years and days are still among them.

    >>> [(one.start, one.end, one.value) for one in find_amounts("at least 13 dead, 1.2 million gone")]
    [(0, 11, 13.0), (18, 29, 1200000.0)]
    """
    forms = _forms()
    low = text.lower()
    words = _WORD.findall(low)
    spelled = forms.spelled.intersection(words)
    if not (spelled or _DIGIT_RUN.search(text)) or (forms.counting.isdisjoint(words) and not _SIGN.search(text)):
        return
    done = 0
    for place in _places(text, low if len(low) == len(text) else text, spelled):
        core = _begin(text, place, forms, done) if place >= done else None
        if core is None:
            continue
        start, last = _qualified(text, core, done, forms)
        whole = (forms.between if last == "between" else forms.amount).match(text, core)
        if whole is None or _GOES_ON.match(text, whole.end()):
            continue
        number = whole["number"]
        if last in ("between", "from") and not whole["range"]:
            start = core
        done = whole.end()
        is_money = bool(whole["currency"] or whole["sign"])
        yield Amount(
            start=start,
            end=done,
            core=core,
            value=_value(number, whole["scale"] or whole["scale_too"], figure_words()) if number else None,
            kind="money" if is_money else "share" if whole["share"] or whole["fraction"] else "",
            is_bare=bool(number) and number.isdecimal() and len(number) <= 4 and done - start == len(number),
            is_word=not number or not number[0].isdigit(),
        )


def _places(text: str, low: str, spelled: Collection[str]) -> list[int]:
    """List where digits and the words of numbers begin, in order."""
    places = [found.start() for found in _DIGIT_RUN.finditer(text)]
    for word in spelled:
        place = low.find(word)
        while place >= 0:
            places.append(place)
            place = low.find(word, place + 1)
    return sorted(places)


def _begin(text: str, place: int, forms: _Forms, done: int) -> int | None:
    """Say where the number begins that digits or a word belong to; None when they begin none."""
    before = text[place - 1 : place]
    if not text[place].isdigit():
        if before.isalnum() or (before and before in "-–_’'"):
            return None
        if forms.large.match(text, place) is None:
            return place
        vague = _VAGUE.search(text, max(done, place - 10), place)
        return vague.start() if vague else None
    if sign := forms.sign.search(text, max(done, place - 5), place):
        return sign.start()
    is_inside = before.isalnum() or (before and before in "_.,:/-–") or _INSIDE.search(text, max(0, place - 3), place)
    return None if is_inside else place


def _qualified(text: str, core: int, done: int, forms: _Forms) -> tuple[int, str]:
    """Say where the words begin that qualify a number, and the last of them; the number's own place when none do."""
    start, last = core, ""
    offset = max(done, core - _REACH)
    before = text[offset:core]
    if not before.endswith(" "):
        return core, ""
    words = before.lower().split()
    while words:
        size = next(
            (size for size in (4, 3, 2, 1) if " ".join(words[-size:]) in forms.qualifiers and size <= len(words)), 0
        )
        if not size:
            break
        last = last or words[-1]
        phrase = words[-size]
        start = before.lower().rfind(phrase, 0, start - offset) + offset
        words = words[:-size]
    return start, last


@cache
def _forms() -> _Forms:
    words = figure_words()
    small = "|".join(sorted(words.values, key=len, reverse=True))
    large = "hundred|thousand|dozen|million|billion|trillion"
    vague = r"(?:several|a few|half a|a)\s"
    number = rf"(?:{_DIGITS}|(?:{vague}(?:{large})|{small})(?:(?:-|\s(?:and\s)?)(?:{small}|{large})\b)*)"
    fraction = r"(?:one|two|three|four|an?)[ -](?:third|quarter|fifth|tenth)s?(?=\sof\b)"
    scale = "|".join(sorted((one for one in words.scales if one not in large and len(one) > 1), key=len, reverse=True))
    money = "|".join(word for word, kind in words.measures.items() if kind == "money")
    signs = "|".join(re.escape(one) for one in words.signs)
    share = r"\s?(?:%|(?:per\s?cent|percentage\spoints?|pct)(?!\w))"
    scales = rf"\s?(?:{large}|{scale})(?!\w)|(?<=\d)[mb](?!\w)"

    def amount(joins: str) -> re.Pattern[str]:
        return re.compile(
            rf"(?:(?P<fraction>{fraction})|(?P<sign>(?:{signs})\s?)?(?P<number>{number})"
            rf"(?:(?P<scale_too>{scales})?(?:{share})?(?P<range>(?:{joins})(?:(?:{signs})\s?)?{number}))?"
            rf"(?P<scale>{scales})?(?!\w))"
            rf"(?:(?P<share>{share})"
            rf"|(?P<currency>\s(?:(?:US|U\.S\.|Canadian|Australian|Swiss|Indian)\s)?(?:{money})(?!\w)))?",
            re.I,
        )

    parts = "third|quarter|fifth|tenth"
    counting = {word for table in (words.nouns, words.befell, words.does, words.measures) for word in table}
    return _Forms(
        spelled=frozenset({*words.values, *large.split("|"), *parts.split("|")}),
        counting=frozenset({part for word in counting for part in word.split("_")} | words.totals | {"percent", "per"}),
        large=re.compile(rf"(?:{large}|{parts})\b", re.I),
        amount=amount(r"\s?[-–]\s?|\sto\s|\sor\s"),
        between=amount(r"\s?[-–]\s?|\sto\s|\sand\s"),
        sign=re.compile(rf"(?:(?<=[^\w])|^)(?:{signs})\s?$"),
        qualifiers=frozenset(words.qualifiers),
    )


def _value(number: str, scale: str | None, words: FigureWords) -> float | None:
    """
    Say what a number is worth.

    >>> _value("two hundred and fifty", None, figure_words()), _value("1,07,000", None, figure_words())
    (250.0, 107000.0)
    """
    times = words.scales[scale.strip().casefold()] if scale else 1
    if number[0].isdigit():
        return float(re.sub(r"[,\s]", "", number)) * times
    total, current, is_vague = 0, 0, False
    for word in re.split(r"[\s-]+", number.casefold()):
        if word in words.values:
            current += words.values[word]
        elif (factor := words.scales.get(word)) is not None:
            current = max(current, 1) * factor
            if factor > 100:
                total, current = total + current, 0
        else:
            is_vague = is_vague or word not in ("a", "and")
    return None if is_vague else float((total + current) * times)

"""Numbers as they are printed: in: a sentence, out: each with its "at least", its range, its currency and its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.refine.figure_words import FigureWords, figure_words

__all__ = ["Amount", "find_amounts"]

_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+|\s\.\s\d+)?"
"""With commas between thousands, or lakhs and crores; in tokenised texts the point stands between blanks."""

_REACH = 28
"""Characters before a number in which what qualifies it stands."""

_GOES_ON = re.compile(r"[.,:/]\d|-(?=\d)|/|°(?![CF])")
"""Behind a number that is part of a clock, a version, a date or another number."""


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
    core: re.Pattern[str]
    amount: re.Pattern[str]
    between: re.Pattern[str]
    """The same, for what stands behind "between"."""
    qualifier: re.Pattern[str]


def find_amounts(text: str) -> Iterator[Amount]:
    """
    List the numbers of an English sentence, none overlapping; bare years and days are still among them.

    >>> [(one.start, one.end, one.value) for one in find_amounts("at least 13 dead, 1.2 million gone")]
    [(0, 11, 13.0), (18, 29, 1200000.0)]
    """
    forms, words = _forms(), figure_words()
    done = 0
    for found in forms.core.finditer(text):
        core = found.start()
        if core < done:
            continue
        reach = max(done, core - _REACH)
        qualifier = forms.qualifier.search(text[reach:core])
        is_between = qualifier is not None and qualifier["last"].casefold() == "between"
        whole = (forms.between if is_between else forms.amount).match(text, core)
        if whole is None or _GOES_ON.match(text, whole.end()):
            continue
        number = whole["number"]
        is_money = bool(whole["currency"] or whole["sign"])
        needs_range = qualifier is not None and qualifier["last"].casefold() in ("between", "from")
        start = reach + qualifier.start() if qualifier and (whole["range"] or not needs_range) else core
        done = whole.end()
        yield Amount(
            start=start,
            end=done,
            core=core,
            value=_value(number, whole["scale"], words) if number else None,
            kind="money" if is_money else "share" if whole["share"] or whole["fraction"] else "",
            is_bare=bool(number) and number.isdecimal() and len(number) <= 4 and whole.end() - start == len(number),
            is_word=not number or not number[0].isdigit(),
        )


@cache
def _forms() -> _Forms:
    words = figure_words()
    small = "|".join(sorted(words.values, key=len, reverse=True))
    large = "hundred|thousand|dozen|million|billion|trillion"
    vague = r"(?:several|a few|half a|a)\s"
    number = rf"(?:{_DIGITS}|(?:{vague}(?:{large})|{small}|{large})(?:(?:-|\s(?:and\s)?)(?:{small}|{large})\b)*)"
    fraction = r"(?:one|two|three|four|an?)[ -](?:third|quarter|fifth|tenth)s?(?=\sof\b)"
    scale = "|".join(sorted((one for one in words.scales if one not in large and len(one) > 1), key=len, reverse=True))
    money = "|".join(word for word, kind in words.measures.items() if kind == "money")
    signs = "|".join(re.escape(one) for one in words.signs)

    def amount(joins: str) -> re.Pattern[str]:
        return re.compile(
            rf"(?:(?P<fraction>{fraction})|(?P<sign>(?:{signs})\s?)?(?P<number>{number})"
            rf"(?P<range>(?:{joins})(?:(?:{signs})\s?)?{number})?(?P<scale>\s?(?:{large}|{scale})|(?<=\d)[mb])?(?!\w))"
            rf"(?:(?P<share>\s?(?:%|(?:per\s?cent|percentage\spoints?|pct)(?!\w)))"
            rf"|(?P<currency>\s(?:(?:US|U\.S\.|Canadian|Australian|Swiss|Indian)\s)?(?:{money})(?!\w)))?",
            re.I,
        )

    qualifiers = "|".join(words.qualifiers)
    vague_or_fraction = rf"(?:several|a few|half a|an?)\s(?=(?:{large}|third|quarter|fifth|tenth)\b)"
    return _Forms(
        core=re.compile(rf"(?<![\w.,:/-])(?:(?:{signs})\s?)?\d|\b(?:{vague_or_fraction}|(?:{small}|{large})\b)", re.I),
        amount=amount(r"\s?[-–]\s?|\sto\s|\sor\s"),
        between=amount(r"\s?[-–]\s?|\sto\s|\sand\s"),
        qualifier=re.compile(rf"(?<![\w-])(?:(?:{qualifiers})\s)?(?P<last>{qualifiers})\s$", re.I),
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

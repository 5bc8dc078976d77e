"""Numbers, days and counts as people write them: in: a value and the site's language, out: words."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal, format_percent

from generator.records import Entry, Story, Thread

__all__ = [
    "background_in_words",
    "count_outlets",
    "counted",
    "day_beside",
    "day_in_words",
    "first_weekday",
    "hundredths",
    "locale_with_country",
    "month_in_words",
    "number_in_words",
    "period_in_words",
    "share_in_words",
    "story_counts",
    "thread_counts",
    "weekday_names",
]


def counted(number: int, one: str, many: str, language: str) -> str:
    """
    >>> counted(1, "story", "stories", "en"), counted(1200, "story", "stories", "en")
    ('1 story', '1,200 stories')
    """
    return f"{number_in_words(number, language)} {one if number == 1 else many}"


@lru_cache(maxsize=4096)
def number_in_words(number: int, language: str) -> str:
    return format_decimal(number, locale=_locale(language))


def share_in_words(share: float, language: str) -> str:
    """
    Write a part of a whole, rounded down: only what is wholly alike is 100 % alike.

    >>> share_in_words(0.996, "en")
    '99%'
    """
    return format_percent(hundredths(share), locale=_locale(language))


def hundredths(share: float) -> float:
    """
    Cut a share after two places. 0.29 is 0.2899… in binary and stays 0.29.

    >>> hundredths(0.29), hundredths(0.999)
    (0.29, 0.99)
    """
    return int(share * 100 + 1e-9) / 100


@lru_cache(maxsize=4096)
def day_in_words(day: str, language: str) -> str:
    """
    >>> day_in_words("2020-10-18", "en")
    'Sunday 18 October 2020'
    """
    return format_date(date.fromisoformat(day), "EEEE d MMMM y", locale=_locale(language))


@lru_cache(maxsize=4096)
def day_beside(day: str, other: str, language: str) -> str:
    """
    Write a day briefly, to stand beside another one; the year only when it is not the same.

    >>> day_beside("2020-10-16", "2020-10-18", "en"), day_beside("2019-12-31", "2020-01-01", "en")
    ('16 October', '31 December 2019')
    """
    pattern = "d MMMM" if day[:4] == other[:4] else "d MMMM y"
    return format_date(date.fromisoformat(day), pattern, locale=_locale(language))


def background_in_words(first_day: str, day: str, language: str) -> str:
    """
    Say since when a thread says what a story of some `day` says again; on pages and in feeds alike.

    >>> background_in_words("2020-10-16", "2020-10-18", "en")
    'Background, first on 16 October'
    """
    return f"Background, first on {day_beside(first_day, day, language)}"


@lru_cache(maxsize=4096)
def period_in_words(first: str, last: str, language: str) -> str:
    """
    Write two days and the time between them; one day when they are the same.

    >>> period_in_words("2020-10-16", "2020-10-18", "en"), period_in_words("2020-09-30", "2020-10-01", "en")
    ('16 to 18 October 2020', '30 September to 1 October 2020')
    """
    end = format_date(date.fromisoformat(last), "d MMMM y", locale=_locale(language))
    if first == last:
        return end
    begun = str(int(first[8:])) if first[:7] == last[:7] else day_beside(first, last, language)
    return f"{begun} to {end}"


@lru_cache(maxsize=4096)
def month_in_words(day: str, language: str, *, with_year: bool = True) -> str:
    """
    >>> month_in_words("2020-10-18", "en"), month_in_words("2020-10-18", "en", with_year=False)
    ('October 2020', 'October')
    """
    return format_date(date.fromisoformat(day), "LLLL y" if with_year else "LLLL", locale=_locale(language))


def weekday_names(language: str) -> tuple[tuple[str, str], ...]:
    """
    List the weekdays as `(short, full)`, Monday first.

    >>> weekday_names("en")[0]
    ('Mon', 'Monday')
    """
    short, full = (get_day_names(width, "stand-alone", _locale(language)) for width in ("abbreviated", "wide"))
    return tuple((short[number], full[number]) for number in range(7))


def first_weekday(language: str) -> int:
    """Say on which day a week begins where the language is spoken, Monday being 0."""
    return int(_locale(language).first_week_day)


def story_counts(story: Story, language: str) -> str:
    """
    Say how much stands behind a story: `5 clippings · 4 outlets · 3 origins`.

    Outlets are those that are known; when some clipping does not name its own, the count says so.
    """
    return " · ".join(
        part
        for part in (
            counted(len(story.entries), "clipping", "clippings", language),
            count_outlets(story.entries, language),
            counted(len(story.origins), "origin", "origins", language),
        )
        if part
    )


def thread_counts(thread: Thread, language: str) -> str:
    """
    Say how much stands behind a thread: `4 stories · 11 clippings · 6 outlets · 5 origins`.

    Origins are counted by name: the reporting of one outlet on two days is one origin.
    """
    entries = tuple(entry for story in thread.stories for entry in story.entries)
    origins = {origin.name.casefold() for story in thread.stories for origin in story.origins}
    return " · ".join(
        part
        for part in (
            counted(len(thread.stories), "story", "stories", language),
            counted(len(entries), "clipping", "clippings", language),
            count_outlets(entries, language),
            counted(len(origins), "origin", "origins", language),
        )
        if part
    )


def count_outlets(entries: tuple[Entry, ...], language: str) -> str:
    """Count who published; empty when nobody is known."""
    known = {entry.outlet.value for entry in entries if entry.outlet}
    if not known:
        return ""
    mark = "" if all(entry.outlet for entry in entries) else "known "
    return counted(len(known), f"{mark}outlet", f"{mark}outlets", language)


@cache
@cache
def locale_with_country(language: str) -> str:
    """
    Name a language with the country where most who speak it live, if it names none itself, as Open Graph wants it.

    >>> locale_with_country("en"), locale_with_country("pt-PT"), locale_with_country("zh-Hant")
    ('en_US', 'pt_PT', 'zh_TW')
    """
    locale = _locale(language)
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = get_global("likely_subtags")
    full = likely.get(str(locale)) or likely.get(locale.language) or locale.language
    return f"{locale.language}_{full.rpartition('_')[2]}" if "_" in full else locale.language


def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")

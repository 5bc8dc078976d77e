"""Who passed it on: in: who is named in a sentence, out: the claimants, and the messengers behind each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from generator.refine.claim_reading import Reading
from generator.refine.claim_words import ReportingWords
from generator.refine.tables import load_table

__all__ = ["Parted", "is_messenger", "part_chain", "plain_name"]

_LONGEST_SHORT_FORM = 4
"""Letters."""


class Parted(NamedTuple):
    """Claimants and messengers of a sentence."""

    chain: tuple[str, ...]
    """Who passed it on, the nearest to the claimant first."""
    makers: tuple[int, ...]
    """The places of the groups that make the claims."""
    cited: tuple[str, ...] = ()
    """Who makes the claim instead, where messengers cite somebody."""


def part_chain(
    groups: Sequence[Sequence[str]], reading: Reading, words: ReportingWords, agencies: Mapping[str, str]
) -> Parted:
    """
    Tell those who pass a claim on from those who make it.

    `groups` are the claimants of each reporting verb. Where everybody is a messenger, whom they cite makes the claim;
    where they cite nobody, they speak for themselves.
    """
    if len(groups) == 1 and not reading.cited and not reading.heard:
        return Parted((), (0,))
    is_maker = [not all(is_messenger(one, words, agencies) for one in group) for group in groups]
    passing = [name for group, makes in zip(groups, is_maker, strict=True) if not makes for name in group]
    if not any(is_maker):
        if reading.cited:
            return Parted(_chain(passing, agencies), (), tuple(plain_name(one, agencies) for one in reading.cited))
        return Parted((), tuple(range(len(groups))))
    nearer = [one for one in (*reading.cited, *reading.heard) if is_messenger(one, words, agencies)]
    makers = tuple(place for place, makes in enumerate(is_maker) if makes)
    return Parted(_chain((*nearer, *passing), agencies), makers)


def _chain(names: Iterable[str], agencies: Mapping[str, str]) -> tuple[str, ...]:
    """Name each messenger once; "the newspaper" names none."""
    plain = (plain_name(name, agencies) for name in names)
    return tuple(dict.fromkeys(name for name in plain if any(letter.isupper() for letter in name)))


def is_messenger(name: str, words: ReportingWords, agencies: Mapping[str, str]) -> bool:
    """Say whether a name is that of an agency or of an outlet, or "the newspaper" that a text spoke of before."""
    low = name.casefold().removeprefix("the ")
    parts = low.split()
    return (
        _is_agency(plain_name(name, agencies), agencies)
        or low in _outlets()
        or (parts[-1] in words.media and (len(parts) == 1 or "news" in parts))
        or (parts[-1] in words.media_names and name.split()[-1][0].isupper() and _is_title(name, words))
    )


def plain_name(name: str, agencies: Mapping[str, str]) -> str:
    """Name an agency plainly: `Russian news agency Interfax` is Interfax."""
    return next((form for form in (name, *name.split()) if _is_agency(form, agencies)), name)


def _is_agency(form: str, agencies: Mapping[str, str]) -> bool:
    """Say whether a form is an agency's; a short one must be written as it writes itself: Ana is no ANA."""
    full = agencies.get(form.casefold())
    is_written_so = form.isupper() or form == full or (len(form) > _LONGEST_SHORT_FORM and form[0].isupper())
    return full is not None and is_written_so


def _is_title(name: str, words: ReportingWords) -> bool:
    """Say whether every word of a name begins large and none is a role: `Daily Post`, and not `editor Ana Post`."""
    return all(word[0].isupper() and word.casefold() not in words.persons for word in name.split())


@cache
def _outlets() -> Collection[str]:
    table: dict[str, str] = load_table("outlets")
    return frozenset(name.casefold().removeprefix("the ") for name in table.values())

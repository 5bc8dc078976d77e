"""What the site prints of whom: in: an edition, out: words printed and words there are, by outlet."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import word_budget
from generator.publish import urls
from generator.publish.credits import UNKNOWN_OUTLET
from generator.publish.edition import Edition
from generator.publish.rights import kept_sentences, printable
from generator.publish.wording import number_in_words, share_in_words
from generator.records import Digest, Entry, Record

__all__ = ["UsageLine", "usage_by_outlet"]


class UsageLine(Record, frozen=True, kw_only=True):
    """An outlet, and how much of its clippings the whole site prints."""

    outlet: str
    href: str
    """Of its page; empty for clippings of which the outlet is not known."""
    rights: str
    """`excerpt`, or `excerpt, full` when its clippings differ."""
    clippings: str
    printed: str
    """Words, each sentence once."""
    words: str
    """Of all its clippings."""
    share: str
    """`12%`"""
    highest: str
    """The largest share of one clipping."""
    over: str
    """Clippings whose one sentence is longer than the budget; empty for none."""


class _Use(Record, frozen=True, kw_only=True):
    """What is printed of one clipping, in words."""

    printed: int
    words: int
    is_over: bool


def usage_by_outlet(edition: Edition, digest: Digest) -> tuple[UsageLine, ...]:
    """Account for every outlet, by name, and behind them for the clippings that nobody is known to have published."""
    groups = [(outlet.name, edition.urls.path(urls.outlet(outlet)), outlet.entries) for outlet in digest.outlets]
    unknown = tuple(entry for entry in digest.entries if entry.id not in edition.outlets)
    return tuple(_lines(edition, [*groups, (UNKNOWN_OUTLET, "", unknown)]))


def _lines(edition: Edition, groups: list[tuple[str, str, tuple[Entry, ...]]]) -> Iterator[UsageLine]:
    for name, href, entries in groups:
        uses = [_use(edition, entry) for entry in entries]
        if not uses:
            continue
        printed, words = sum(one.printed for one in uses), sum(one.words for one in uses)
        over = sum(one.is_over for one in uses)
        yield UsageLine(
            outlet=name,
            href=href,
            rights=", ".join(sorted({entry.rights for entry in entries})),
            clippings=number_in_words(len(uses), edition.language),
            printed=number_in_words(printed, edition.language),
            words=number_in_words(words, edition.language),
            share=share_in_words(printed / max(words, 1), edition.language),
            highest=share_in_words(max(one.printed / max(one.words, 1) for one in uses), edition.language),
            over=number_in_words(over, edition.language) if over else "",
        )


def _use(edition: Edition, entry: Entry) -> _Use:
    shown = printable(entry, edition.quoted.get(entry.id, frozenset()), edition.config)
    lengths = {sentence.number: sentence.word_count for sentence in kept_sentences(entry)}
    words, printed = sum(lengths.values()), sum(lengths[number] for number in shown if number in lengths)
    is_over = entry.rights != "full" and printed > word_budget(edition.config, words)
    return _Use(printed=printed, words=words, is_over=is_over)

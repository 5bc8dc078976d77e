"""Printed counts, counted again: in: the digest as written, out: how many there are of what, and which counts lie."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from generator.records import Record

__all__ = ["Counts", "DayRow", "Facts", "OutletRow", "OutletValue", "StoryRow", "ThreadRow", "TopicRow", "count_again"]

Facts = dict[str, int]
"""How many there are, by what is counted, in the singular: `{"clipping": 5, "outlet": 4}`."""

_NOUNS = {"stories": "story"} | {
    f"{one}{ending}": one
    for one in ("clipping", "outlet", "origin", "story", "day", "topic", "thread", "source", "headline", "quotation")
    for ending in ("", "s")
}
_NOUNS |= {f"{one} in stories": "quotation in stories" for one in ("quotation", "quotations")}

_PHRASE = re.compile(
    r"(?P<number>\d(?:[\d.,’'\u00a0\u202f٬]*\d)?) (?:(?P<more>more)\b ?)?(?:known )?"
    rf"(?P<noun>\b(?:{'|'.join(sorted(_NOUNS, reverse=True))})\b)?"
)
"""`1,200 clippings`, `2 known outlets`, `3 more stories`, `7 more`; digits of any script, grouped in any way."""


class _Named(Record, frozen=True, kw_only=True):
    name: str


class StoryRow(Record, frozen=True, kw_only=True):
    id: str
    url: str
    entries: tuple[str, ...]
    copies: tuple[object, ...]
    origins: tuple[_Named, ...]
    extract: tuple[object, ...]


class DayRow(Record, frozen=True, kw_only=True):
    date: str
    url: str
    stories: tuple[StoryRow, ...]


class ThreadRow(Record, frozen=True, kw_only=True):
    url: str
    stories: tuple[str, ...]


class TopicRow(Record, frozen=True, kw_only=True):
    url: str
    stories: tuple[str, ...]
    entry_count: int


class OutletRow(Record, frozen=True, kw_only=True):
    url: str
    entries: tuple[str, ...]


class OutletValue(Record, frozen=True, kw_only=True):
    value: str


class Counts(Record, frozen=True, kw_only=True):
    """What `digest.json` says of the site's parts, as far as pages count them. It may have been tampered with."""

    days: tuple[DayRow, ...]
    threads: tuple[ThreadRow, ...]
    topics: tuple[TopicRow, ...]
    outlets: tuple[OutletRow, ...]
    undated: tuple[str, ...]
    outlet_of: dict[str, str]
    """By entry; empty for an outlet that is not known."""
    month_of: dict[str, str]
    """By entry that has a day: `2020/10/`."""
    sources: int

    def by_page(self, page_of: Callable[[str], str]) -> dict[str, Facts]:
        """Count everything that has a page; `page_of` turns an address into the path of its file."""
        found = {page_of(url): facts for url, facts in self._of_parts()}
        stories = [story for day in self.days for story in day.stories]
        entries = len(self.outlet_of)
        home = {"clipping": entries, "story": len(stories), "day": sum(bool(day.stories) for day in self.days)}
        found["index.html"] = home | {"quotation in stories": sum(len(story.extract) for story in stories)}
        found["threads/index.html"] = {"thread": len(self.threads)}
        found["topics/index.html"] = {"topic": len(self.topics)}
        found["sources/index.html"] = {"source": len(self.outlets)}
        found["undated/index.html"] = {"clipping": len(self.undated)}
        found["search/index.html"] = {"headline": entries}
        found["ledger/index.html"] = {"source": self.sources, "clipping": entries}
        return found | {f"{path}index.html": self._of_stories(days) for path, days in self._periods().items()}

    def _of_parts(self) -> Iterator[tuple[str, Facts]]:
        stories = {story.id: story for day in self.days for story in day.stories}
        for story in stories.values():
            more = len(story.entries) - 1 - len(story.copies)
            yield story.url, self._of_entries((story,)) | {"origin": len(story.origins), "more": more}
        for day in self.days:
            yield day.url, self._of_entries(day.stories) | {"story": len(day.stories)}
        for thread in self.threads:
            parts = tuple(stories[one] for one in thread.stories if one in stories)
            origins = {origin.name.casefold() for story in parts for origin in story.origins}
            yield thread.url, self._of_entries(parts) | {"story": len(parts), "origin": len(origins)}
        month_of = {story.id: f"{day.date[:4]}/{day.date[5:7]}/" for day in self.days for story in day.stories}
        for topic in self.topics:
            yield topic.url, {"story": len(topic.stories), "clipping": topic.entry_count}
            for month, count in Counter(month_of.get(one) for one in topic.stories).items():
                yield f"{topic.url}{month}", {"story": count}
        for outlet in self.outlets:
            yield outlet.url, {"clipping": len(outlet.entries)}
            for month, count in Counter(self.month_of.get(one) for one in outlet.entries).items():
                yield f"{outlet.url}{month}", {"clipping": count}

    def _of_entries(self, stories: tuple[StoryRow, ...]) -> Facts:
        entries = [entry for story in stories for entry in story.entries]
        outlets = {self.outlet_of.get(entry, "") for entry in entries} - {""}
        return {"clipping": len(entries), "outlet": len(outlets)}

    def _of_stories(self, days: list[DayRow]) -> Facts:
        stories = [story for day in days for story in day.stories]
        clippings = sum(len(story.entries) for story in stories)
        return {"story": len(stories), "clipping": clippings, "day": len(days)}

    def _periods(self) -> dict[str, list[DayRow]]:
        """List the days with stories of each month, of each year, and of the calendar."""
        found: dict[str, list[DayRow]] = {"calendar/": []}
        for day in self.days:
            if day.stories:
                for path in ("calendar/", f"{day.date[:4]}/", f"{day.date[:4]}/{day.date[5:7]}/"):
                    found.setdefault(path, []).append(day)
        return found


def count_again(text: str, facts: Facts, listed: int) -> str:
    """
    Compare every count in a text with the facts; say what is wrong, or nothing.

    A number alone counts clippings. `listed` is how many stand in the list that a count of `more` ends.

    >>> count_again("5 clippings · 4 outlets", {"clipping": 5, "outlet": 3}, 0)
    'there are 3, not 4 outlets'
    """
    whole = f"{text.strip()} clippings" if text.strip().isdecimal() else text
    phrases = [found for found in _PHRASE.finditer(whole) if found["noun"] or found["more"]]
    for found in phrases:
        noun = _NOUNS[found["noun"]] if found["noun"] else "more"
        if noun not in facts:
            return f"nothing is known of {found[0]}"
        wanted = facts[noun] - (listed if found["more"] else 0)
        if int("".join(filter(str.isdecimal, found["number"]))) != wanted:
            return f"there are {wanted}, not {found[0]}"
    return "" if phrases else "it counts nothing that can be counted again"

"""Figures as pages show them: in: a story or a thread, out: a table of who says what, and lines over days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from generator.publish import urls
from generator.publish.credits import outlet_in_words, via_in_words
from generator.publish.edition import Edition
from generator.publish.rights import printable
from generator.publish.views import LinkView
from generator.publish.wording import counted, day_beside, period_in_words
from generator.records import Record, SentenceRef, Series, Stated, Story, Thread

__all__ = ["KIND_NAMES", "FigureGroup", "FigureView", "FiguresView", "LineView", "figures_view", "line_views"]

KIND_NAMES = {
    "dead": "Killed or dead",
    "missing": "Missing",
    "injured": "Injured",
    "displaced": "Displaced",
    "infected": "Infected",
    "detained": "Arrested or held",
    "votes": "Votes",
    "seats": "Seats",
    "troops": "Soldiers and police",
    "people": "People",
    "jobs": "Jobs",
    "buildings": "Buildings and places",
    "money": "Money",
    "share": "Shares",
    "vehicles": "Ships, aircraft, vehicles",
    "weapons": "Weapons",
    "things": "Other things",
    "magnitude": "Magnitude",
    "area": "Area",
    "distance": "Length",
    "weight": "Weight",
    "volume": "Volume",
    "temperature": "Temperature",
    "speed": "Speed",
    "power": "Power",
    "data": "Data",
}
"""What a table calls each kind of figure."""

_MOST_SHOWN = 8
"""Rows that are seen at once; the rest is folded."""

_IN_TURN = 2
"""Rows of a kind that are seen before another kind has its turn."""

_WIDTH, _HEIGHT, _MARGIN = 240, 72, 4
"""Of a line, in the drawing's own units."""


class FigureView(Record, frozen=True, kw_only=True):
    """One row. Print `what`, `amount` and `words` inside elements with `data-figure="{{ reference }}"`, and alone."""

    reference: str
    """`<entry id>:s<number>`: `dayfold verify` looks the words up in that sentence."""
    what: str
    amount: str
    claimant: str
    """Who is quoted as saying it; the outlet when nobody is."""
    claimant_href: str
    """Empty when the claimant has no page."""
    remark: str
    """`denies`, `alleges`, `via Interfax, Reuters`, empty."""
    date: str
    """ISO day or year."""
    day: str
    """`16 October`"""
    words: str
    """How the sentence names that day; empty when the day is that of the clipping."""
    sources: tuple[LinkView, ...]
    """Who printed it, each leading to the sentence, or to the clipping where that sentence is not printed."""
    language: str
    """BCP 47, when it is known and not the site's; else empty."""


class FigureGroup(Record, frozen=True, kw_only=True):
    name: str
    """`Killed or dead`"""
    rows: tuple[FigureView, ...]


class FiguresView(Record, frozen=True, kw_only=True):
    """The figures of a story: those that are seen at once, and the rest."""

    shown: tuple[FigureGroup, ...]
    more: tuple[FigureGroup, ...]
    more_count: str
    """`12 more figures`; empty for none."""


class LineView(Record, frozen=True, kw_only=True):
    """How a figure went on over days: a drawing, and the rows behind it, newest first."""

    title: str
    width: int
    height: int
    path: str
    """For `polyline points`."""
    dots: tuple[tuple[int, int], ...]
    rows: tuple[FigureView, ...]


def figures_view(edition: Edition, story: Story) -> FiguresView | None:
    """
    Show the figures of a story by kind; None when it has none.

    Seen at once are at most eight: two of each kind in turn, as long as there is room.
    """
    if not story.figures:
        return None
    turns = [
        (place // _IN_TURN, place, one)
        for _, those in groupby(story.figures, key=lambda one: one.figure.kind)
        for place, one in enumerate(those)
    ]
    first = sorted(range(len(turns)), key=lambda index: (turns[index][0], index))[:_MOST_SHOWN]
    shown = [story.figures[index] for index in sorted(first)]
    rest = [one for index, one in enumerate(story.figures) if index not in set(first)]
    return FiguresView(
        shown=_groups(edition, shown, story.day),
        more=_groups(edition, rest, story.day),
        more_count=counted(len(rest), "more figure", "more figures", edition.language) if rest else "",
    )


def line_views(edition: Edition, thread: Thread) -> tuple[LineView, ...]:
    """Draw the figures of a thread that were told on three days or more."""
    return tuple(_line(edition, series) for series in thread.series)


def _groups(edition: Edition, stated: Sequence[Stated], day: str) -> tuple[FigureGroup, ...]:
    return tuple(
        FigureGroup(name=KIND_NAMES.get(kind, kind), rows=tuple(_row(edition, one, day) for one in those))
        for kind, those in groupby(stated, key=lambda one: one.figure.kind)
    )


def _row(edition: Edition, stated: Stated, beside: str) -> FigureView:
    figure, first = stated.figure, stated.sources[0]
    entry = edition.entries[first.entry_id]
    page = edition.claimants.get((entry.id, figure.claimant))
    stance = () if figure.stance == "says" else (figure.stance,)
    passed_on = (via_in_words(figure.chain),) if figure.chain else ()
    language = entry.language.value
    is_foreign = language not in ("und", edition.language)
    return FigureView(
        reference=f"{first.entry_id}:{urls.sentence_anchor(first.number)}",
        what=figure.what,
        amount=figure.amount,
        claimant=figure.claimant or outlet_in_words(entry),
        claimant_href=edition.urls.path(urls.claimant(page)) if page else "",
        remark=", ".join((*stance, *passed_on)),
        date=stated.day,
        day=day_beside(stated.day, beside, edition.language) if len(stated.day) == 10 else stated.day,
        words=figure.as_of_words,
        sources=_sources(edition, stated.sources),
        language=language if is_foreign else "",
    )


def _sources(edition: Edition, refs: Sequence[SentenceRef]) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(text=outlet_in_words(edition.entries[ref.entry_id]), href=_place_of(edition, ref)) for ref in refs
    )


def _place_of(edition: Edition, ref: SentenceRef) -> str:
    entry = edition.entries[ref.entry_id]
    shown = printable(entry, edition.quoted.get(entry.id, frozenset()), edition.config)
    anchor = urls.sentence_anchor(ref.number) if ref.number in shown else ""
    return edition.urls.path(urls.clipping(entry), anchor)


def _line(edition: Edition, series: Series) -> LineView:
    points = series.points
    first, last = (date.fromisoformat(points[at].day) for at in (0, -1))
    highest = max(point.figure.value or 0 for point in points) or 1
    days = (last - first).days or 1
    dots = tuple(
        (
            _MARGIN + (_WIDTH - 2 * _MARGIN) * (date.fromisoformat(point.day) - first).days // days,
            _HEIGHT - _MARGIN - int((_HEIGHT - 2 * _MARGIN) * (point.figure.value or 0) // highest),
        )
        for point in points
    )
    whose = series.claimant or "the figure that most clippings print"
    period = period_in_words(points[0].day, points[-1].day, edition.language)
    return LineView(
        title=f"{KIND_NAMES.get(series.kind, series.kind)}: {whose}, {period}",
        width=_WIDTH,
        height=_HEIGHT,
        path=" ".join(f"{x},{y}" for x, y in dots),
        dots=dots,
        rows=tuple(_row(edition, point, points[-1].day) for point in reversed(points)),
    )

"""Texts that remember where they came from: in: stretches of a source, out: a folded text and the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from generator.records import Passage, Run, Span

__all__ = ["PassageBuilder", "cut_passage", "plain_passage", "rebase", "slice_passage", "spans_between"]

_UNEVEN_SPACE = re.compile(r"(?:[^\S ]|[\x00-\x1f\x7f-\x9f\ufeff]| (?=\s))[\s\x00-\x1f\x7f-\x9f\ufeff]*")
"""
White space that is not one plain blank, and characters that no page or feed may hold (XML 1.0, 2.2).

A lone blank is left alone, so that most texts are one run.
"""


class PassageBuilder:
    """
    Collects stretches of one source, in order, into a passage with white space folded to single blanks.

    Blanks at either end of the whole are dropped. Positions are characters of the source.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._space: tuple[int, int] | None = None

    def verbatim(self, text: str, start: int) -> None:
        """Add characters that stand in the source from `start` on."""
        if text.isprintable() and "  " not in text:  # as most lines, which need no pattern
            self._add_even(text, start)
            return
        done = 0
        for found in _UNEVEN_SPACE.finditer(text):
            self._add_even(text[done : found.start()], start + done)
            self.blank(start + found.start(), start + found.end())
            done = found.end()
        self._add_even(text[done:], start + done)

    def standing_for(self, text: str, start: int, end: int) -> None:
        """Add a text that the source spells in another way: an entity, an escape, a line break element."""
        if text.isspace() or _UNEVEN_SPACE.fullmatch(text):
            self.blank(start, end)
        elif text:
            self._append(text, start, end)

    def blank(self, start: int, end: int) -> None:
        """Add white space of any kind; it shows as one blank, and not at all at either end."""
        if self._space is None:
            self._space = (start, end)
        elif self._space[1] == start:
            self._space = (self._space[0], end)

    def build(self) -> Passage:
        """The passage so far; trailing white space is left out."""
        return Passage("".join(self._texts), tuple(self._runs))

    def _add_even(self, text: str, start: int) -> None:
        body = text.strip(" ")
        if not body:
            if text:
                self.blank(start, start + len(text))
            return
        lead = text.index(body)
        if lead:
            self.blank(start, start + lead)
        self._append(body, start + lead, start + lead + len(body))
        if lead + len(body) < len(text):
            self.blank(start + lead + len(body), start + len(text))

    def _append(self, text: str, start: int, end: int) -> None:
        space, self._space = self._space, None
        if space and self._length:
            self._push(" ", *space)
        self._push(text, start, end)

    def _push(self, text: str, start: int, end: int) -> None:
        last = self._runs[-1] if self._runs else None
        continues = (
            last is not None
            and last.end == start
            and end - start == len(text)
            and last.end - last.start == self._length - last.at
        )
        if last is not None and continues:
            self._runs[-1] = Run(last.at, last.start, end)
        else:
            self._runs.append(Run(self._length, start, end))
        self._texts.append(text)
        self._length += len(text)


def plain_passage(source: str, start: int, end: int) -> Passage:
    """
    Fold a stretch of the source that is nothing but text.

    >>> plain_passage("One  two.\\n", 0, 10)
    Passage(text='One two.', runs=(Run(at=0, start=0, end=3), Run(at=3, start=3, end=5), Run(at=4, start=5, end=9)))
    """
    text = source[start:end]
    if text and text[0] != " " != text[-1] and text.isprintable() and "  " not in text:
        return Passage(text, (Run(0, start, start + len(text)),))
    builder = PassageBuilder()
    builder.verbatim(text, start)
    return builder.build()


def spans_between(passage: Passage, start: int, end: int) -> tuple[Span, ...]:
    """
    Say where `passage.text[start:end]` stands in the source.

    Neighbouring stretches of plain text and white space are joined. Part of a run that stands for something else,
    such as an entity, gives the whole of it, as a span of its own.
    """
    if len(passage.runs) == 1 and 0 < end <= len(passage.text) == passage.runs[0].end - passage.runs[0].start:
        return (Span(passage.runs[0].start + start, passage.runs[0].start + end),)
    spans: list[Span] = []
    is_plain_before = False
    first = bisect_right(passage.runs, start, key=lambda run: run.at) - 1
    for number in range(max(first, 0), len(passage.runs)):
        run = passage.runs[number]
        if run.at >= end:
            break
        length = (passage.runs[number + 1].at if number + 1 < len(passage.runs) else len(passage.text)) - run.at
        is_verbatim = run.end - run.start == length
        if is_verbatim:
            span = Span(run.start + max(start - run.at, 0), run.start + min(end - run.at, length))
        else:
            span = Span(run.start, run.end)
        is_plain = is_verbatim or passage.text[run.at : run.at + length] == " "
        if is_plain and is_plain_before and spans[-1].end == span.start:
            span = Span(spans.pop().start, span.end)
        spans.append(span)
        is_plain_before = is_plain
    return tuple(spans)


def slice_passage(passage: Passage, start: int, end: int) -> Passage:
    """Cut a passage, keeping the way back; blanks at the cut are dropped."""
    text = passage.text[start:end]
    return _section(passage, start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def cut_passage(passage: Passage, holes: Iterable[Span]) -> Passage:
    """
    Leave stretches of a passage's text out and close the gaps; of the blanks on both sides of a gap one stays.

    `holes` are characters of `passage.text`, in order, not overlapping.

    >>> cut_passage(plain_passage("One {x} two.", 0, 12), [Span(4, 7)]).text
    'One two.'
    """
    runs: list[Run] = []
    text = ""
    position = 0
    for hole in (*holes, Span(len(passage.text), len(passage.text))):
        start = position + (text.endswith(" ") and passage.text.startswith(" ", position))
        position = hole.end
        if start < hole.start:
            piece = _section(passage, start, hole.start)
            runs.extend(Run(run.at + len(text), run.start, run.end) for run in piece.runs)
            text += piece.text
    return slice_passage(Passage(text, tuple(runs)), 0, len(text))


def _section(passage: Passage, start: int, end: int) -> Passage:
    runs: list[Run] = []
    for number, run in enumerate(passage.runs):
        stop = passage.runs[number + 1].at if number + 1 < len(passage.runs) else len(passage.text)
        if stop <= start or run.at >= end:
            continue
        if run.end - run.start == stop - run.at:
            low, high = max(start, run.at), min(end, stop)
            runs.append(Run(low - start, run.start + low - run.at, run.start + high - run.at))
        else:
            runs.append(Run(max(run.at - start, 0), run.start, run.end))
    return Passage(passage.text[start:end], tuple(runs))


def rebase(inner: Passage, outer: Passage) -> Passage:
    """
    Follow a passage of a passage back to the source.

    For markup inside markup, such as the HTML in a feed's escaped `description`: `inner` was read from
    `outer.text`, and `outer` from the source.
    """
    runs: list[Run] = []
    for number, run in enumerate(inner.runs):
        stop = inner.runs[number + 1].at if number + 1 < len(inner.runs) else len(inner.text)
        spans = spans_between(outer, run.start, run.end)
        is_verbatim = run.end - run.start == stop - run.at
        if not is_verbatim or sum(span.end - span.start for span in spans) != stop - run.at:
            runs.extend(_stepwise(run, stop, outer) if is_verbatim else _whole(run, spans or _beginning(run, outer)))
            continue
        at = run.at
        for span in spans:
            runs.append(Run(at, span.start, span.end))
            at += span.end - span.start
    return Passage(inner.text, tuple(runs))


def _whole(run: Run, spans: tuple[Span, ...]) -> Iterable[Run]:
    yield Run(run.at, spans[0].start, spans[-1].end)


def _beginning(run: Run, outer: Passage) -> tuple[Span, ...]:
    """Where a blank that stands for no character of `outer`, such as that of a line break, comes between two."""
    following = spans_between(outer, run.start, run.start + 1)[0].start
    return (Span(following, following),)


def _stepwise(run: Run, stop: int, outer: Passage) -> Iterable[Run]:
    """Follow a verbatim run that crosses runs of the outer text which stand for something else."""
    position = run.start
    first = bisect_right(outer.runs, position, key=lambda one: one.at) - 1
    for number in range(first, len(outer.runs)):
        step = outer.runs[number]
        limit = outer.runs[number + 1].at if number + 1 < len(outer.runs) else len(outer.text)
        low, high = max(step.at, run.start), min(limit, run.start + stop - run.at)
        if low >= high:
            break
        for span in spans_between(outer, low, high):
            yield Run(run.at + low - run.start, span.start, span.end)

"""
What gathering stories costs: features an entry, one full window, and sites that grow.

    python -m benchmarks.digest [--sizes 1000,10000,100000]

Entries are made up: 250 words each, drawn by Zipf's law, of which a third is shared by the entries of one story. The
seed is fixed. Seconds are by the wall clock. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from generator.config import Config
from generator.digest.comparison import Lexicon, compare
from generator.digest.features import describe, read_names
from generator.digest.owners import Owners
from generator.digest.stories import tell_days
from generator.digest.tree import group
from generator.recall import Recall
from generator.records import Dating, Entry, Evidence, Finding, Paragraph, Sentence, Span
from generator.text.words import words

_FIRST_DAY = date(2030, 1, 1)
_DAYS = 3 * 365
_WINDOW = 1000
_STORY_SIZE = 3
_SENTENCES = 12
_WORDS_OF_A_SENTENCE = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000", help="sites over three years, in entries")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    window = list(make_entries(_WINDOW, 4))
    print(f"features, an entry: {statistics.median(features_cost(window) for _ in range(5)) * 1000:.2f} ms")
    seconds = statistics.median(window_cost(window) for _ in range(5))
    print(f"one window of {_WINDOW:,}: {seconds:.2f} s to compare and group")
    for size in sizes:
        entries = list(make_entries(size, _DAYS))
        seconds = site_cost(entries)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        each = f"{seconds / size * 1000:.2f} ms each, peak {peak:,.0f} MiB"
        print(f"{size:>9,} entries over three years: {seconds:7.1f} s, {each}")


def make_entries(count: int, days: int) -> Iterator[Entry]:
    """Make entries, three to a story, on days spread evenly; the same at every call."""
    draw = random.Random(20301018)
    vocabulary = [_word(number) for number in range(30_000)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(vocabulary))))
    story: list[str] = []
    for number in range(count):
        if number % _STORY_SIZE == 0:
            story = [
                word.capitalize() if rank % 4 == 0 else word for rank, word in enumerate(draw.sample(vocabulary, 40))
            ]
        day = (_FIRST_DAY + timedelta(days=number * days // count)).isoformat()
        sentences = []
        for place in range(_SENTENCES):
            its_words = draw.choices(vocabulary, cum_weights=weights, k=_WORDS_OF_A_SENTENCE)
            its_words[:6] = draw.sample(story, 6)
            text = f"The {' '.join(its_words)}."
            sentences.append(
                Sentence(number=place + 1, text=text, spans=(Span(place, place + 1),), word_count=len(words(text)))
            )
        yield _make_entry(number, day, " ".join(draw.sample(story, 6)), sentences)


def features_cost(entries: Sequence[Entry]) -> float:
    start = time.perf_counter()
    for entry in entries:
        describe(entry, read_names(entry))
    return (time.perf_counter() - start) / len(entries)


def window_cost(entries: Sequence[Entry]) -> float:
    """Seconds to compare and group entries whose features are known."""
    lexicon = Lexicon()
    bags = [lexicon.number(describe(entry, read_names(entry)).terms) for entry in entries]
    start = time.perf_counter()
    group(compare(bags, lexicon).likeness)
    return time.perf_counter() - start


def site_cost(entries: Sequence[Entry]) -> float:
    """Seconds from entries to told days, names and extracts included."""
    start = time.perf_counter()
    names = {entry.id: read_names(entry) for entry in entries}
    tell_days(entries, names, {}, Owners(Config().outlets), Recall(keeps=False))
    return time.perf_counter() - start


def _word(number: int) -> str:
    """Spell a number in syllables, so that no two words are alike by accident."""
    syllables = "ba ce di fo gu la me ni po ru sa te vi zo hu ka".split()
    spelled = ""
    while number or not spelled:
        number, rest = divmod(number, len(syllables))
        spelled += syllables[rest]
    return f"{spelled}n"


def _make_entry(number: int, day: str, title: str, sentences: Sequence[Sentence]) -> Entry:
    return Entry(
        id=f"{number:012x}",
        path=f"{number}.txt",
        part=0,
        sha256="",
        format="plain",
        title=_given(title),
        dating=Dating(day=day, edtf=day, precision="day"),
        outlet=_given(f"Outlet {number % 40}"),
        agency=None,
        authors=(),
        contributors=(),
        url=None,
        archive_url=None,
        language=_given("en"),
        labels=(),
        paragraphs=tuple(Paragraph(kind="paragraph", sentences=(sentence,)) for sentence in sentences),
        removed=(),
        pieces=(),
        links=(),
        rights="excerpt",
    )


def _given(value: str) -> Finding:
    return Finding(value=value, evidence=Evidence(rule="benchmark", quote=value))


if __name__ == "__main__":
    main()

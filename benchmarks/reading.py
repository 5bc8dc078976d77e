"""
What an entry costs to read and refine, on one core: the median by kind of clipping, and where the time goes.

    python -m benchmarks.reading [--rounds 7] [--corpus FOLDER] [--profile]

The sample site's clippings are measured, and those of `--corpus`, a folder of others. Milliseconds are the processor's,
an entry's least of all rounds, because machines are shared. The stages are measured in a run of their own, in which
every stage pays for being watched: read them as shares.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import pstats
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.clippings import make_clipping
from generator.config import RefineSettings, parse_config, refine_settings
from generator.records import Source
from generator.refine.person_names import names_in
from generator.refine.phrases import know_line

CONTENT = Path(__file__).resolve().parent.parent / "content"

STAGES = (
    ("decode", "decoding.py", "decode"),
    ("fields", "front_matter.py", "find_front_matter"),
    ("head lines", "field_lines.py", "find_head_lines"),
    ("body", "body.py", "read_body"),
    ("template code", "template_code.py", "without_template_code"),
    ("layout", "layout.py", "lay_out"),
    ("titles", "titles.py", "title_from_fields"),
    ("outlet", "outlets.py", "find_outlet"),
    ("dates", "dates.py", "find_dating"),
    ("authors", "credits.py", "find_authors"),
    ("agency", "credits.py", "find_agency"),
    ("language", "languages.py", "detect_language"),
    ("sentences", "sentences.py", "split_sentences"),
    ("spans", "passages.py", "spans_between"),
    ("accounting", "accounting.py", "account_for"),
    ("all", "clippings.py", "make_clipping"),
)
"""What is told apart: a name, a file and a function in it; stages may contain each other."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how often every clipping is read (default 7)")
    parser.add_argument("--corpus", type=Path, help="a folder of further clippings, measured apart")
    parser.add_argument("--profile", action="store_true", help="list the thirty functions that take longest")
    options = parser.parse_args()
    settings = refine_settings(parse_config("", "dayfold.toml"))
    for folder in filter(None, (CONTENT, options.corpus)):
        sources = list(load(folder))
        print(f"{folder.name}: {len(sources)} files")
        for kind, costs in sorted(measure(sources, settings, options.rounds).items()):
            middle, worst = statistics.median(costs), max(costs)
            print(
                f"  {kind:<14} {len(costs):5} entries   median {middle * 1000:6.2f} ms   slowest {worst * 1000:6.2f} ms"
            )
        profile = watch(sources, settings)
        print_stages(profile)
        if options.profile:
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def load(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            yield Source(path=name, data=data, sha256=hashlib.sha256(data).hexdigest())


def measure(sources: Sequence[Source], settings: RefineSettings, rounds: int) -> dict[str, list[float]]:
    """Seconds an entry by its format; a file of many entries counts as often."""
    least: dict[int, float] = {}
    entries: dict[int, tuple[str, int]] = {}
    for _ in range(rounds):
        know_line.cache_clear()  # a build meets each line once
        names_in.cache_clear()
        for number, source in enumerate(sources):
            start = time.process_time_ns()
            clipping = make_clipping(source, settings)
            seconds = (time.process_time_ns() - start) / 1e9
            least[number] = min(seconds, least.get(number, seconds))
            entries[number] = (clipping.format, len(clipping.entries))
    costs: dict[str, list[float]] = defaultdict(list)
    for number, (kind, count) in entries.items():
        if count:
            costs[kind] += [least[number] / count] * count
    return costs


def watch(sources: Sequence[Source], settings: RefineSettings) -> cProfile.Profile:
    profile = cProfile.Profile(time.process_time)
    for source in sources:
        profile.runcall(make_clipping, source, settings)
    return profile


def print_stages(profile: cProfile.Profile) -> None:
    spent: dict[tuple[str, str], float] = defaultdict(float)
    for (path, _, function), (_, _, _, cumulated, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        spent[Path(path).name, function] += cumulated
    whole = spent["clippings.py", "make_clipping"]
    shares = [(spent[path, function] / whole, name) for name, path, function in STAGES if (path, function) in spent]
    print("  " + ", ".join(f"{name} {share:.0%}" for share, name in sorted(shares, reverse=True) if name != "all"))


if __name__ == "__main__":
    main()

"""
What attribution costs an entry, on one core: who says so, figures, and the extract, beside each other and together.

    python -m benchmarks.attribution [--rounds 5] [FOLDER ...]

Each FOLDER holds clippings; without one the sample site's are measured. Only entries in English are, for only there
claimants are known. Milliseconds are the processor's: the median of all rounds of the mean of all entries. An extract
is made of each entry as of a story of its own. Nothing here passes or fails; 1 ms an entry is what it shall cost.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.reading import CONTENT, load
from generator.clippings import make_clipping
from generator.config import parse_config, refine_settings
from generator.digest.extracts import make_extract
from generator.digest.news import NOTHING_KNOWN
from generator.records import Claim, Entry, Origin
from generator.refine.agencies import known_agencies
from generator.refine.claims import find_claims
from generator.refine.figures import find_figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[CONTENT])
    parser.add_argument("--rounds", type=int, default=5, help="how often every entry is measured (default 5)")
    options = parser.parse_args()
    for folder in options.folders:
        entries = english_entries(folder)
        characters = sum(len(one.text) for entry in entries for part in entry.paragraphs for one in part.sentences)
        print(f"{folder.name}: {len(entries)} entries of {characters / len(entries):,.0f} characters")
        costs = [measure(entries) for _ in range(options.rounds)]
        for name, each in zip(("claims", "figures", "extracts"), zip(*costs, strict=True), strict=True):
            print(f"  {name:<9} {statistics.median(each):6.3f} ms")
        print(f"  {'together':<9} {statistics.median(map(sum, costs)):6.3f} ms")


def english_entries(folder: Path) -> list[Entry]:
    settings = refine_settings(parse_config("", "dayfold.toml"))
    entries = (entry for source in load(folder) for entry in make_clipping(source, settings).entries)
    return [entry for entry in entries if entry.language.value.startswith("en") and entry.paragraphs]


def measure(entries: Sequence[Entry]) -> tuple[float, float, float]:
    """Milliseconds an entry for claims, figures and extract, once over all of them."""
    agencies = known_agencies({}).full_names
    claims: list[tuple[Claim, ...]] = []
    finding = spent(lambda one: claims.append(find_claims(one.paragraphs, "en", agencies)), entries)
    found = iter(claims)
    figures = spent(lambda one: find_figures(one.paragraphs, "en", next(found), one.dating.day), entries)
    origins = {one.id: (Origin(name=one.title.value, entry_ids=(one.id,), evidence=()),) for one in entries}
    extracts = spent(lambda one: make_extract([one], (), origins[one.id], NOTHING_KNOWN), entries)
    return finding, figures, extracts


def spent(work: Callable[[Entry], object], entries: Sequence[Entry]) -> float:
    """Milliseconds of the processor that a piece of work takes of an entry."""
    start = time.process_time_ns()
    for entry in entries:
        work(entry)
    return (time.process_time_ns() - start) / 1e6 / len(entries)


if __name__ == "__main__":
    main()

"""
What the preview shows, once settled, equals what a fresh build would write, byte for byte, whatever happened before.

    python -m benchmarks.preview_law [--operations 2000] [--clippings 300] [--seed 1] [--strict]

A made-up site is edited at random by one to five operations at a time, with and without pauses between them; after
each set every file of the preview is compared with that of a fresh build. Prints the count, and exits with 1 when any
file was stale.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.edited_site import TODAY, EditedSite
from benchmarks.edits import mend, operate
from benchmarks.previewed import FreshBuilds, Previewed

__all__ = ["Outcome", "try_law"]

_PAUSES_S = (0.0, 0.0, 0.005, 0.03, 0.12, 0.4)
"""Between two operations of a set: both sides of what the preview takes for one save, and the middle of a rebuild."""

_MENDED = 0.6
"""How often the next thing done to a site that cannot be built is to mend it."""


@dataclass
class Outcome:
    """What came of a run."""

    operations: Counter[str] = field(default_factory=Counter)
    sets: int = 0
    broken: int = 0
    """Sets after which the site could not be built, and the preview had to say so."""
    files: int = 0
    """Files compared."""
    stale: list[str] = field(default_factory=list)
    """For each set after which the preview was wrong: what was done and what was wrong."""
    builds: int = 0


def try_law(
    folder: Path, *, operations: int, clippings: int, seed: int, is_strict: bool = False, log: bool = False
) -> Outcome:
    """Edit a site made in a new folder, and compare after each set of operations."""
    site = EditedSite.make(folder, clippings, seed)
    outcome = Outcome()
    with Previewed.open(site.root, TODAY) as preview:
        fresh = FreshBuilds(preview.places, TODAY, is_strict=is_strict)
        while outcome.operations.total() < operations:
            begun = time.monotonic()
            done = _do_some(site, preview)
            outcome.operations.update(done)
            outcome.sets += 1
            wrong = preview.stale(fresh)
            outcome.broken += preview.stage.showing.is_stale
            outcome.files += len(preview.stage.showing.pages)
            if wrong:
                outcome.stale.append(f"set {outcome.sets} ({', '.join(done)}): {'; '.join(wrong[:8])}")
            if log:
                took = f"{outcome.operations.total():5} {time.monotonic() - begun:5.1f} s"
                print(took, ", ".join(done), *(outcome.stale[-1:] if wrong else ()), sep="  ", flush=True)
        outcome.builds = len(preview.told)
    return outcome


def _do_some(site: EditedSite, preview: Previewed) -> list[str]:
    """Do one to five operations; somebody looks at pages meanwhile."""
    done = []
    for number in range(site.dice.choice((1, 2, 3, 4, 5, 5))):
        if number:
            time.sleep(site.dice.choice(_PAUSES_S))
        if preview.stage.showing.is_stale and site.dice.random() < _MENDED:
            mend(site)
            done.append("mend")
        else:
            done.append(operate(site))
        _look(site, preview)
    return done


def _look(site: EditedSite, preview: Previewed) -> None:
    """Ask for a page, as a browser would in the middle of it all; one that cannot be made just now is none."""
    showing = preview.stage.showing
    if showing.pages and not showing.is_stale:
        showing.version_of(site.dice.choice(sorted(showing.pages)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=2000)
    parser.add_argument("--clippings", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strict", action="store_true", help="read every clipping anew for each fresh build")
    parser.add_argument("--log", action="store_true", help="print each set")
    given = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = try_law(
            Path(folder, "site"),
            operations=given.operations,
            clippings=given.clippings,
            seed=given.seed,
            is_strict=given.strict,
            log=given.log,
        )
    for name, count in sorted(outcome.operations.items()):
        print(f"{count:6}  {name}")
    print(
        f"{outcome.operations.total()} operations in {outcome.sets} sets, {outcome.builds} builds, {outcome.broken} "
        f"sets left a site that cannot be built; {outcome.files} files compared; {time.monotonic() - begun:.0f} s"
    )
    print(*outcome.stale, f"{len(outcome.stale)} stale", sep="\n")
    sys.exit(bool(outcome.stale))


if __name__ == "__main__":
    main()

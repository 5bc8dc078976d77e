"""
Damaged files by the thousand: none may bring a traceback, take more than 5 s or more than 2 GiB, or lose a character.

    python -m benchmarks.damage [--count 20000] [--seed 1] [--jobs 2] [--only MUTATION] [--repeat NUMBER] [--site 200]

The good files are the sample site's and, where they are, the seeds and clippings beside the checkout. Every damaged
file has a number; the number and the seed are all it takes to make it again, with `--repeat`. A mistake that dayfold
catches and reports as `source-unreadable` is a traceback here. Seconds are the processor's: machines are shared.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from typing import NoReturn

import msgspec

from benchmarks.mutations import MUTATIONS, rename
from generator.clippings import make_clipping
from generator.config import RefineSettings, parse_config, refine_settings
from generator.read.decoding import decode
from generator.records import Clipping, Entry, Source
from generator.verify.slices import spells

PROJECT = Path(__file__).resolve().parent.parent
GOOD_FILES = (
    PROJECT / "content",
    PROJECT.parent / "shared" / "seeds",
    PROJECT.parent / "shared" / "data" / "clippings",
)

MOST_SECONDS = 5.0
MOST_BYTES = 2 << 30
HUGE = 10_000_000
"""Bytes of the largest lines; what is larger than a clipping may be is refused, so the same come a bit smaller."""

_HUGE_EVERY = 50
_LONGEST_PROOF = 300_000
"""Characters of a text whose sentences are proved one by one: the proof reads each of them several times."""


class TooSlowError(BaseException):
    """The alarm went off; no `except Exception` on the way may swallow it."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of one damaged file."""

    number: int
    mutation: str
    path: str
    good_file: str
    size: int
    seconds: float
    peak_bytes: int
    """Of the process so far."""
    entries: int
    trouble: str
    """Empty when all is well."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000, help="how many damaged files (default 20000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one (default 0)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="processes (default 2)")
    parser.add_argument("--only", default="", help="one mutation, by name")
    parser.add_argument("--site", type=int, default=200, help="how many of them are built and verified as a site")
    parser.add_argument("--repeat", type=int, help="make one file again, write it to --to and read it, unguarded")
    parser.add_argument("--to", type=Path, help="where --repeat writes the file")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work(options.seed, options.first, options.first + options.count, options.jobs, options.only)
    elif options.repeat is not None:
        repeat(options.seed, options.repeat, options.only, options.to)
    else:
        outcomes = run_all(options.seed, options.first, options.count, options.jobs, options.only)
        report(outcomes)
        trouble = build_and_verify(options.seed, options.first, options.site, options.only) if options.site else ""
        print(f"site of {options.site} damaged files: {trouble or 'built and proved'}")
        raise SystemExit(1 if trouble or any(one.trouble for one in outcomes) else 0)


# ---------------------------------------------------------------- making them


@cache
def good_files() -> tuple[tuple[str, bytes], ...]:
    """List what is damaged: path and bytes, in order."""
    return tuple(
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for folder in GOOD_FILES
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


def make_damaged(seed: int, number: int, only: str) -> tuple[str, str, Source]:
    """Make one damaged file: the mutation's name, the good file's path, the file."""
    chance = Random(f"{seed}/{number}")
    (path, data), (_, other) = chance.choice(good_files()), chance.choice(good_files())
    name = only or chance.choice(list(MUTATIONS))
    size = int(10 ** chance.uniform(2, 5))
    if number % _HUGE_EVERY == 0:
        size = chance.choice((HUGE, HUGE * 8 // 10, HUGE // 10))
    damaged = MUTATIONS[name](chance, data, other, size)
    if chance.random() < 0.2:
        damaged = MUTATIONS[chance.choice(list(MUTATIONS))](chance, damaged, other, 1000)
    return name, path, Source(path=rename(chance, path), data=damaged, sha256=hashlib.sha256(damaged).hexdigest())


# ---------------------------------------------------------------- reading them


def work(seed: int, first: int, end: int, step: int, only: str) -> None:
    """Read every `step`-th file and write one line of JSON each, under the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    signal.signal(signal.SIGPROF, _too_slow)
    settings = refine_settings(parse_config("", "dayfold.toml"))
    for number in range(first, end, step):
        print(f"{number}", flush=True)  # so that whoever waits knows which one it was, should this process die
        print(json.dumps(msgspec.to_builtins(try_one(seed, number, only, settings))), flush=True)


def _too_slow(*_: object) -> NoReturn:
    raise TooSlowError


def try_one(seed: int, number: int, only: str, settings: RefineSettings) -> Outcome:
    name, good_file, source = make_damaged(seed, number, only)
    trouble, clipping = "", None
    start = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        clipping = make_clipping(source, settings)
        signal.setitimer(signal.ITIMER_PROF, 0)
    except TooSlowError:
        trouble = f"more than {MOST_SECONDS} s"
    seconds = time.process_time() - start
    return Outcome(
        number=number,
        mutation=name,
        path=source.path,
        good_file=good_file,
        size=len(source.data),
        seconds=seconds,
        peak_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        entries=len(clipping.entries) if clipping else 0,
        trouble=trouble or next(broken_laws(clipping, source), "") if clipping else trouble,
    )


def broken_laws(clipping: Clipping, source: Source) -> Iterator[str]:
    """List what does not hold of a clipping: that it was read, that nothing is lost, that every sentence is proved."""
    for told in clipping.diagnostics:
        if told.name == "source-unreadable":
            yield told.message
    text = decode(source.data).text if clipping.length else ""
    for entry in clipping.entries:
        yield from _lost(entry, len(text))
        if len(text) <= _LONGEST_PROOF:
            for paragraph in entry.paragraphs:
                for one in paragraph.sentences:
                    if not spells(text, one.spans, one.text):
                        yield f"part {entry.part}: sentence {one.number} is not there: {one.text[:80]!r}"


def _lost(entry: Entry, length: int) -> Iterator[str]:
    if not entry.pieces:
        yield f"part {entry.part} accounts for nothing"
    elif any(
        one.span.end != next_one.span.start for one, next_one in zip(entry.pieces, entry.pieces[1:], strict=False)
    ):
        yield f"the pieces of part {entry.part} do not touch"
    elif not 0 <= entry.pieces[0].span.start <= entry.pieces[-1].span.end <= length:
        yield f"the pieces of part {entry.part} leave the source"


def repeat(seed: int, number: int, only: str, to: Path | None) -> None:
    """Make and read one file without limits, to look at."""
    name, good_file, source = make_damaged(seed, number, only)
    print(f"{name} of {good_file}, as {source.path}, {len(source.data)} bytes")
    if to:
        to.write_bytes(source.data)
    start = time.process_time()
    clipping = make_clipping(source, refine_settings(parse_config("", "dayfold.toml")))
    print(f"{time.process_time() - start:.3f} s, {len(clipping.entries)} entries, format {clipping.format}")
    for told in [*broken_laws(clipping, source), *(one.message[:300] for one in clipping.diagnostics[:10])]:
        print(f"  {told}")


# ---------------------------------------------------------------- many at once


def run_all(seed: int, first: int, count: int, jobs: int, only: str) -> list[Outcome]:
    with ThreadPoolExecutor(jobs) as pool:
        shares = pool.map(lambda job: list(_share(seed, first + job, first + count, jobs, only)), range(jobs))
        return sorted((one for share in shares for one in share), key=lambda one: one.number)


def _share(seed: int, first: int, end: int, jobs: int, only: str) -> Iterator[Outcome]:
    """Run a worker over its share; one that dies is replaced behind the file it died of."""
    while first < end:
        options = {"seed": seed, "first": first, "count": end - first, "jobs": jobs, "only": only}
        command = [
            sys.executable,
            "-m",
            "benchmarks.damage",
            "--worker",
            *(f"--{name}={value}" for name, value in options.items()),
        ]
        number = None
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as worker:
            assert worker.stdout is not None
            for line in worker.stdout:
                if line.startswith("{"):
                    outcome = msgspec.json.decode(line, type=Outcome)
                    if outcome.trouble:
                        print(_told(outcome), flush=True)
                    yield outcome
                    number = None
                else:
                    number = int(line)
        if number is None:
            return
        died = f"the process ended with {worker.returncode}"
        yield Outcome(number, "?", "?", "?", 0, 0.0, 0, 0, died)
        print(f"{number}: {died}", flush=True)
        first = number + jobs


def report(outcomes: Sequence[Outcome]) -> None:
    """Say how many there were, the slowest ones, the largest memory, and every failure with what makes it again."""
    bad = [one for one in outcomes if one.trouble]
    total = sum(one.seconds for one in outcomes)
    print(f"{len(outcomes)} damaged files, {sum(one.entries for one in outcomes)} entries, {total:.0f} s of processor")
    print(f"{len(bad)} failures; peak memory {max(one.peak_bytes for one in outcomes) / 2**20:.0f} MiB of a process")
    for one in sorted(outcomes, key=lambda one: -one.seconds)[:12]:
        print(f"  slow  {_told(one)}")
    for kind, number in Counter(one.mutation for one in bad).most_common():
        print(f"  {number:5} failures by {kind}")


def _told(one: Outcome) -> str:
    what = f"{one.mutation} of {one.good_file} ({one.path!r}, {one.size} bytes)"
    return f"{one.seconds:6.2f} s  --repeat {one.number}  {what} {one.trouble[:160]}"


def build_and_verify(seed: int, first: int, count: int, only: str) -> str:
    """Build a site of damaged files and have it verified; what went wrong, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        work_folder = Path(folder)
        (work_folder / "dayfold.toml").write_text('base-url = "https://example.org/"\n')
        (work_folder / "content").mkdir()
        for number in range(first + 1, first + 1 + count):
            _, _, source = make_damaged(seed, number, only)
            suffix = "".join(character for character in Path(source.path).suffix if character.isascii())
            (work_folder / "content" / f"{number}{suffix}").write_bytes(source.data)
        for command in ("build", "verify"):
            arguments = [sys.executable, "-m", "generator", command, "--config", str(work_folder / "dayfold.toml")]
            done = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, check=False)
            told = done.stdout + done.stderr
            if "Traceback" in told or "source-unreadable" in told or (command == "verify" and done.returncode):
                return f"{command} ended with {done.returncode}:\n{told[-4000:]}"
    return ""


if __name__ == "__main__":
    main()

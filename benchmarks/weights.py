"""
What a first visit costs a reader: the bytes that each kind of page sends, with all that it asks for.

    python -m benchmarks.weights [OUTPUT] [--stories 64]

Without OUTPUT, the folder of a built site, the sample site is built, and a day of so many made-up stories, one to four
clippings each. A row is the heaviest page of its kind: its HTML, its style sheets, scripts and icon, as a
host sends them (gzip, level 6), and the number of requests. Bytes depend on nothing but the site, so a test pins them:
tests/theme/test_theme_weights.py. How long a visit takes depends on the line; Lighthouse says it.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from benchmarks.build import front_matter
from benchmarks.corpus import Article

__all__ = ["Weight", "build_busy_day", "build_sample", "weigh", "weigh_site"]

PROJECT = Path(__file__).resolve().parent.parent

STORIES = 64
"""Made up for a busy day: a few fall together by chance, and sixty are left."""

_LEVEL = 6  # what hosts take for files that they compress as they go
_MORNING = datetime(2024, 1, 2, 5, tzinfo=UTC)
_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo hu ka".split()
_SAID = (
    "The {} of the {} said that the {} {} had been {} by the {}.",
    "“Nobody at the {} expected the {} {} to be so {},” {} {} said.",
    "About {} {} near the {} depend on the {}, according to the {} of {}.",
    "A report to the {} put the cost of the {} at {} {}, more than the {} of {}.",
    "It was not clear who pays for the {} {}, nor what becomes of the {} at {} {} {}.",
    "{} {} told reporters that the {} would be {} before the {} of {}.",
)
_ASKED_FOR = "link[rel=stylesheet], link[rel=icon], script[src], img[src]"
_KINDS = {
    "front page": r"",
    "day": r"\d{4}/\d\d/\d\d/",
    "story": r"\d{4}/\d\d/\d\d/[^/]+/",
    "thread": r"threads/[^/]+/",
    "topic": r"topics/[^/]+/",
    "source": r"sources/[^/]+/",
    "claimant": r"claimants/[^/]+/",
    "clipping": r"clippings/[^/]+/",
    "month": r"\d{4}/\d\d/",
    "ledger": r"ledger/",
    "search": r"search/",
    "feeds": r"feeds/",
}
"""The folder of a page of each kind, as a pattern."""


@dataclass(frozen=True)
class Weight:
    """What one page sends, in bytes as sent."""

    path: str
    stories: int
    html: int
    others: int
    """Style sheets, scripts and icon together."""
    requests: int

    @property
    def total(self) -> int:
        return self.html + self.others


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", nargs="?", type=Path, help="a built site (default: the sample site, and a busy day)")
    parser.add_argument("--stories", type=int, default=STORIES, help=f"of the busy day (default {STORIES})")
    arguments = parser.parse_args()
    print(f"{'page':<24}{'stories':>8}{'html':>10}{'others':>10}{'total':>10}{'requests':>10}  path")
    if arguments.output:
        show("", arguments.output)
        return
    with tempfile.TemporaryDirectory() as folder:
        show("sample: ", build_sample(Path(folder) / "sample"))
        show("busy: ", build_busy_day(Path(folder) / "busy", arguments.stories))


def show(prefix: str, output: Path) -> None:
    for kind, one in weigh_site(output):
        figures = f"{one.stories:>8}{one.html:>10,}{one.others:>10,}{one.total:>10,}{one.requests:>10}"
        print(f"{prefix + kind:<24}{figures}  {one.path}")


def build_sample(work: Path) -> Path:
    """Build the sample site below a folder, and give its output."""
    shutil.copytree(PROJECT / "content", work / "content")
    shutil.copy(PROJECT / "dayfold.toml", work)
    return _build(work)


def build_busy_day(work: Path, stories: int = STORIES) -> Path:
    """Build a site of one day with so many stories below a folder, and give its output."""
    for number in range(stories):
        for article in _tellings(number):
            file = work / "content" / f"{article.slug}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(front_matter(article), encoding="utf-8")
    (work / "dayfold.toml").write_text('title = "A busy day"\nbase-url = "https://example.org/"\n', encoding="utf-8")
    return _build(work)


def _tellings(number: int) -> Iterator[Article]:
    """Tell one event as one to four outlets do: in words of its own, so that no two events are taken for one story."""
    dice = random.Random(number)
    words = ["".join(dice.choices(_SYLLABLES, k=dice.randrange(2, 5))) for _ in range(40)]
    named = " ".join(word.capitalize() for word in words[:3])
    for teller in range((1, 1, 1, 2, 2, 4)[number % 6]):
        slug = f"{words[0]}-{number}-{teller}"
        yield Article(
            slug=slug,
            title=f"{named} {' '.join(dice.sample(words[:10], 4))}",
            moment=_MORNING + timedelta(minutes=10 * number + teller),
            outlet=f"The {_SYLLABLES[(number + teller) % 16].capitalize()}land Courier",
            url=f"https://example.org/{slug}",
            topics=(f"Matters of {_SYLLABLES[number % 8]}land",),
            paragraphs=tuple(f"{named}: {_paragraph(words, dice)}" for _ in range(8)),
        )


def _paragraph(words: list[str], dice: random.Random) -> str:
    return " ".join(
        # The event's first words are its names, which all who tell of it use.
        said.format(*dice.choices(words, weights=[8] * 10 + [1] * 30, k=said.count("{}")))
        for said in dice.sample(_SAID, 3)
    )


def _build(work: Path) -> Path:
    command = [sys.executable, "-m", "generator", "build", "--quiet", "--config", str(work / "dayfold.toml")]
    places = ["--content", str(work / "content"), "--output", str(work / "output")]
    subprocess.run([*command, *places, "--base-url", "https://example.org/"], check=True, cwd=PROJECT)
    return work / "output"


def weigh_site(output: Path) -> Iterator[tuple[str, Weight]]:
    """Weigh the heaviest page of each kind of a site at the root of its host."""
    paths = sorted(file.parent.relative_to(output).as_posix() + "/" for file in output.rglob("index.html"))
    for kind, pattern in _KINDS.items():
        of_kind = [path.removeprefix("./") for path in paths if re.fullmatch(pattern, path.removeprefix("./"))]
        if of_kind:
            yield kind, max((weigh(output, path) for path in of_kind), key=lambda one: (one.total, one.path))


def weigh(output: Path, path: str) -> Weight:
    """Weigh the page of a folder: its HTML and what it asks for when nothing is in the browser's memory."""
    html = (output / path / "index.html").read_bytes()
    tree = LexborHTMLParser(html)
    asked = {node.attributes.get("href") or node.attributes.get("src") or "" for node in tree.css(_ASKED_FOR)}
    files = [output / urlsplit(address).path.lstrip("/") for address in sorted(asked)]
    return Weight(
        path=path or "/",
        stories=len(tree.css("article.story, article.brief, .briefs li")),
        html=_sent(html),
        others=sum(_sent(file.read_bytes()) for file in files),
        requests=1 + len(files),
    )


def _sent(data: bytes) -> int:
    return len(gzip.compress(data, _LEVEL, mtime=0))


if __name__ == "__main__":
    main()

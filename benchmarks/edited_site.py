"""A made-up site that is edited at random: in: a folder and a seed, out: clippings on disk that one can change."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from html import escape
from pathlib import Path

__all__ = ["FIRST_DAY", "OUTLETS", "TODAY", "TOPICS", "Clip", "EditedSite", "save"]

FIRST_DAY = date(2021, 3, 1)
TODAY = "2021-03-18"
"""What counts as today; clippings run on for a few days after it and are held back."""

_DAYS = 20
_PLACES = ("Tarn", "Velmouth", "Oster Bay", "Lindholm", "Karsk", "Port Ellory", "Maravel", "Sorn", "Brackwater")
_MATTERS = ("bridge", "harbour", "hospital", "reservoir", "railway", "school", "power station", "market hall")
_PEOPLE = ("Ana Ruzel", "Tomas Berk", "Ilse Vandorp", "Karim Osei", "Lena Marsh", "Piotr Halloran")
OUTLETS = {
    "The Tarn Courier": "courier.example.org",
    "Echo of Velmouth": "echo.example.org",
    "Radio Nine": "nine.example.com",
    "The Lindholm Post": "post.example.com",
    "Bay Weekly": "bay.example.org",
}
TOPICS = ("Transport", "City council", "Health", "Floods", "Budget", "Energy")
_SENTENCES = (
    "The {matter} of {place} was closed on Monday after engineers found cracks in its oldest part.",
    "{person} said the {matter} would be open again within {count} weeks.",
    "“Nobody in {place} was asked,” {person} told reporters in front of the {matter}.",
    "At least {count} people were hurt when part of the {matter} gave way, the fire service of {place} said.",
    "The council of {place} set aside {count} million crowns for the {matter}.",
    "A report of last year had called the state of the {matter} in {place} worrying.",
    "Workers at the {matter} went on strike over pay, according to the union of {place}.",
    "{count} families near the {matter} spent the night in a sports hall.",
    "{person} denied that the {matter} had been sold to a firm from abroad.",
    "Engineers will look at the {matter} again in April and report to the council of {place}.",
    "Rain is expected in {place} until the end of the week, which may slow the work at the {matter}.",
    "The firm that runs the {matter} declined to comment.",
    "An earlier plan for a new {matter} was dropped when {place} ran out of money.",
    "Trains and ferries to {place} were full as the {matter} stayed shut for another day.",
)


@dataclass(frozen=True)
class Clip:
    """One made-up article and what a file says of it."""

    title: str
    day: str
    """`2021-03-01`, or empty for an article without a day."""
    outlet: str
    slug: str
    """Of its address; what an article is known by, whatever it is called."""
    topics: tuple[str, ...]
    sentences: tuple[str, ...]
    is_draft: bool = False

    def text(self, suffix: str) -> bytes:
        """Write the article as a file of some kind holds it."""
        return _WRITERS.get(suffix, _as_markdown)(self).encode()


@dataclass
class EditedSite:
    """A site's folder, what stands in it, and the dice that decide what happens to it."""

    root: Path
    dice: random.Random
    clips: dict[str, Clip] = field(default_factory=dict)
    """By path below the content folder, of those that a `Clip` describes; notes and oddities are not among them."""
    past: list[tuple[str, bytes]] = field(default_factory=list)
    """What files held before they were edited."""
    count: int = 0
    """Numbers given out so far; each makes a name that was never used."""
    aside: list[tuple[Path, Path]] = field(default_factory=list)
    """Where something was put away, and where it belongs."""

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def config(self) -> Path:
        return self.root / "dayfold.toml"

    @classmethod
    def make(cls, root: Path, clippings: int, seed: int) -> EditedSite:
        """Write a site of so many clippings, with two editor's notes, and settings."""
        site = cls(root, random.Random(seed))
        site.content.mkdir(parents=True)
        site.write_config()
        for _ in range(clippings):
            site.add(site.new_path())
        site.write_note("notes/day.md", f"day: {FIRST_DAY.isoformat()}")
        site.write_note("notes/topic.md", "topic: Transport")
        return site

    def number(self) -> int:
        self.count += 1
        return self.count

    def new_path(self) -> str:
        """Name a file that is not there yet, somewhere in the content folder."""
        folder = self.dice.choice(("", "desk/", "desk/", "inbox/", "inbox/late/", "archive/2021/"))
        if (self.content / folder.partition("/")[0]).is_file():  # what is a file just now is no folder
            folder = ""
        stem = self.dice.choice(("story", "Story", "a clipping", "café", "snow-☃"))
        return f"{folder}{stem}-{self.number()}{self.dice.choice(('.md', '.md', '.md', '.txt', '.html'))}"

    def new_clip(self) -> Clip:
        dice = self.dice
        place, matter = dice.choice(_PLACES), dice.choice(_MATTERS)
        day = FIRST_DAY + timedelta(days=dice.randrange(_DAYS))
        return Clip(
            title=f"{matter.capitalize()} of {place} {dice.choice(('shut', 'to open', 'in doubt', 'debated'))}",
            day=day.isoformat() if dice.random() < 0.93 else "",
            outlet=dice.choice(tuple(OUTLETS)),
            slug=f"item-{self.number()}",
            topics=tuple(dice.sample(TOPICS, dice.randrange(3))),
            sentences=tuple(self.sentence(place, matter) for _ in range(dice.randrange(3, 9))),
        )

    def sentence(self, place: str = "", matter: str = "") -> str:
        dice = self.dice
        return dice.choice(_SENTENCES).format(
            place=place or dice.choice(_PLACES),
            matter=matter or dice.choice(_MATTERS),
            person=dice.choice(_PEOPLE),
            count=dice.randrange(2, 90),
        )

    # -------------------------------------------------------------- changes

    def living(self) -> list[str]:
        """List the clippings that stand in the content folder now: others may have been put away with their folder."""
        return [path for path in sorted(self.clips) if (self.content / path).is_file()]

    def pick(self) -> str:
        """Choose a clipping; one is added first when there is none left."""
        if not self.living():
            self.add(self.new_path())
        return self.dice.choice(self.living())

    def add(self, path: str, clip: Clip | None = None) -> Path:
        return self.put(path, clip or self.new_clip())

    def change(self, path: str, **values: object) -> Path:
        """Save a clipping with some of it changed."""
        self.past.append((path, (self.content / path).read_bytes()))
        del self.past[:-200]
        return self.put(path, replace(self.clips[path], **values))  # type: ignore[arg-type]

    def put(self, path: str, clip: Clip) -> Path:
        self.clips[path] = clip
        file = self.content / path
        save(file, clip.text(file.suffix), self.dice)
        return file

    def move(self, before: str, after: str) -> None:
        """Rename a clipping; another of the new name is replaced."""
        (self.content / after).parent.mkdir(parents=True, exist_ok=True)
        (self.content / before).replace(self.content / after)
        self.clips[after] = self.clips.pop(before)

    def remove(self, path: str) -> None:
        (self.content / path).unlink()
        del self.clips[path]

    def below(self, folder: str) -> list[str]:
        """List the clippings in or below a folder."""
        return [path for path in self.living() if path.startswith(f"{folder}/")]

    def write_config(self, **values: str) -> None:
        """Write the settings; values are TOML, keys have underscores for hyphens."""
        lines = {"title": '"The Made-up Digest"', "base_url": '"https://example.org/news/"', **values}
        text = "".join(f"{name.replace('_', '-')} = {value}\n" for name, value in lines.items())
        save(self.config, text.encode(), self.dice)

    def write_note(self, path: str, place: str) -> None:
        """Write an editor's note with a footnote to one of the clippings."""
        quoted = self.pick()
        text = (
            f"---\nkind: note\n{place}\nauthor: The Desk\n---\n\n{self.sentence()} We asked again[^one].\n\n"
            f'[^one]: {quoted} "{self.clips[quoted].sentences[0]}"\n'
        )
        save(self.content / path, text.encode(), self.dice)


def save(file: Path, data: bytes, dice: random.Random) -> None:
    """Save a file in one of the ways editors do: in place, emptied first, by a new file in its place, over a backup."""
    file.parent.mkdir(parents=True, exist_ok=True)
    way = dice.choice(("in place", "in place", "emptied", "replaced", "backed up"))
    if way == "emptied":
        with file.open("wb") as stream:
            stream.flush()
            stream.write(data)
    elif way == "replaced":
        fresh = file.with_name(f".{file.name}.tmp")
        fresh.write_bytes(data)
        fresh.replace(file)
    elif way == "backed up" and file.exists():
        backup = file.with_name(f"{file.name}~")
        os.replace(file, backup)
        file.write_bytes(data)
        backup.unlink()
    else:
        file.write_bytes(data)


def _as_markdown(clip: Clip) -> str:
    fields = {
        "title": clip.title,
        "date": clip.day,
        "outlet": clip.outlet,
        "url": f"https://{OUTLETS.get(clip.outlet, 'other.example.org')}/{clip.slug}",
        "tags": f"[{', '.join(clip.topics)}]",
        "draft": "true" if clip.is_draft else "",
    }
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return f"---\n{head}---\n\n{_paragraphs(clip.sentences)}\n"


def _as_text(clip: Clip) -> str:
    fields = {"Title": clip.title, "Date": clip.day, "Source": clip.outlet, "Tags": ", ".join(clip.topics)}
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return f"{head}\n{_paragraphs(clip.sentences)}\n"


def _as_html(clip: Clip) -> str:
    paragraphs = "".join(f"<p>{escape(one)}</p>\n" for one in clip.sentences)
    return (
        f"<!doctype html><html lang=en><head><title>{escape(clip.title)}</title>"
        f'<meta property="og:site_name" content="{escape(clip.outlet)}">'
        f'<meta property="article:published_time" content="{clip.day}">'
        f"</head><body><article><h1>{escape(clip.title)}</h1>\n{paragraphs}</article></body></html>\n"
    )


def _paragraphs(sentences: Iterable[str]) -> str:
    those = list(sentences)
    return "\n\n".join(" ".join(those[start : start + 2]) for start in range(0, len(those), 2))


_WRITERS = {".txt": _as_text, ".html": _as_html}

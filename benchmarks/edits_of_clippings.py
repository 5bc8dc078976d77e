"""Edits of one clipping: in: a made-up site, out: the same with one of its files saved otherwise."""

from __future__ import annotations

import os
import time
from datetime import timedelta

from benchmarks.edited_site import FIRST_DAY, OUTLETS, TOPICS, EditedSite, save

__all__ = [
    "add_or_drop_sentence",
    "break_head",
    "copy_sentences",
    "edit_address",
    "edit_date",
    "edit_in_the_same_size",
    "edit_outlet",
    "edit_sentence",
    "edit_slowly",
    "edit_title",
    "edit_topics",
    "edit_with_an_old_time",
    "toggle_draft",
    "touch",
    "undo",
]


def edit_sentence(site: EditedSite) -> None:
    path = site.pick()
    sentences = list(site.clips[path].sentences)
    sentences[site.dice.randrange(len(sentences))] = site.sentence()
    site.change(path, sentences=tuple(sentences))


def add_or_drop_sentence(site: EditedSite) -> None:
    path = site.pick()
    sentences = site.clips[path].sentences
    longer = (*sentences, site.sentence())
    site.change(path, sentences=sentences[1:] if len(sentences) > 2 and site.dice.random() < 0.5 else longer)


def copy_sentences(site: EditedSite) -> None:
    """One article prints another's text: a reprint, which ends when either is edited."""
    original, copy = site.pick(), site.pick()
    site.change(copy, sentences=site.clips[original].sentences, day=site.clips[original].day)


def edit_title(site: EditedSite) -> None:
    site.change(site.pick(), title=f"{site.new_clip().title} again")


def edit_date(site: EditedSite) -> None:
    day = (FIRST_DAY + timedelta(days=site.dice.randrange(22))).isoformat()
    site.change(site.pick(), day=day if site.dice.random() < 0.9 else "")


def edit_topics(site: EditedSite) -> None:
    new = f"Topic {site.dice.randrange(5)}"
    site.change(site.pick(), topics=tuple(site.dice.sample((*TOPICS, new), site.dice.randrange(4))))


def edit_outlet(site: EditedSite) -> None:
    site.change(site.pick(), outlet=site.dice.choice((*OUTLETS, "A New Voice")))


def edit_address(site: EditedSite) -> None:
    site.change(site.pick(), slug=f"item-{site.number()}")


def toggle_draft(site: EditedSite) -> None:
    path = site.pick()
    site.change(path, is_draft=not site.clips[path].is_draft)


def edit_in_the_same_size(site: EditedSite) -> None:
    """Letters are swapped and the file's time is put back."""
    path = site.pick()
    file, clip = site.content / path, site.clips[path]
    if not file.exists():
        return
    times = file.stat()
    site.change(path, title=clip.title[1:] + clip.title[:1] if clip.title.strip() else "x")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def edit_with_an_old_time(site: EditedSite) -> None:
    file = site.change(site.pick(), title=site.new_clip().title)
    os.utime(file, (1_000_000_000, 1_000_000_000))


def edit_slowly(site: EditedSite) -> None:
    """The file is empty for a moment, then half of it is there, then all."""
    path = site.pick()
    site.change(path, title=f"{site.clips[path].title} slowly")
    file = site.content / path
    data = file.read_bytes()
    with file.open("wb", buffering=0) as stream:
        for part in (b"", data[: len(data) // 2], data[len(data) // 2 :]):
            stream.write(part)
            time.sleep(site.dice.choice((0.002, 0.03, 0.15)))


def undo(site: EditedSite) -> None:
    """A file holds again what it once held."""
    living = set(site.living())
    known = [(path, data) for path, data in site.past if path in living]
    if known:
        path, data = site.dice.choice(known)
        save(site.content / path, data, site.dice)


def touch(site: EditedSite) -> None:
    (site.content / site.pick()).touch()


def break_head(site: EditedSite) -> None:
    """The fields are no YAML for as long as nobody edits the clipping again."""
    path = site.pick()
    data = site.clips[path].text(".md").replace(b"title: ", b"title: : [", 1)
    save(site.content / path, data, site.dice)

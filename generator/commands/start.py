"""`dayfold init` and `dayfold new`: a site to start with, a clipping to fill in; nothing is ever overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.commands.site import SiteOptions, find_site, open_site, today_in
from generator.commands.terminal import say
from generator.config import Config
from generator.store.places import CACHE_NAME, CONFIG_NAME
from generator.text.slugs import make_slug

__all__ = ["begin_site", "new_clipping"]

_CONFIG = """\
# The settings of this site. Everything has a default; a key that does not exist is an error.

title = "Daily digest"
description = "News clippings, gathered by day and story, every sentence with its source"

# Where the site will live, sub-path included. Set this before you publish: feeds and canonical links need it.
base-url = "http://localhost:8000/"

# The language of the site's own words, and the zone that decides on which day a moment falls.
language = "en"
timezone = "UTC"

# What a clipping's page may print of it: "quote", "excerpt" or "full".
rights = "excerpt"

[feeds]
# Who vouches for the feeds' ids: a host of yours and a year in which it was yours. Set it before you publish, then
# never change it: readers would show everything again.
# authority = "example.org,2026"
"""

_CLIPPING = """\
---
title: The river ferry runs again after the winter
date: {today}
outlet: The Example Courier
url: https://example.org/courier/ferry-runs-again
tags: [transport]
---

The ferry between the old mill and the fish market took its first passengers of the year across the river on its
usual timetable. The ferry company said that the new engine had passed every test.

This clipping came with `dayfold init`. Put your own beside it, as text, Markdown, HTML or a saved feed, and remove it.
"""

_IGNORED = ("output/", f"{CACHE_NAME}/")


def begin_site(folder: Path) -> int:
    """
    Write settings, a first clipping and a `.gitignore` into a folder, which need not exist.

    *Errors*: `click.UsageError` when one of the first two is there already; then nothing is written.
    """
    clipping = folder / "content" / "the-river-ferry-runs-again.md"
    files = {folder / CONFIG_NAME: _CONFIG, clipping: _CLIPPING.format(today=today_in(Config()))}
    standing = [str(file) for file in files if file.exists()]
    if standing:
        raise click.UsageError(f"there is already {' and '.join(standing)}; nothing was written")
    ignore = folder / ".gitignore"
    if not ignore.exists():
        files[ignore] = "".join(f"{line}\n" for line in _IGNORED)
    _write_new(files)
    for file in files:
        click.echo(file)
    if ignore not in files:
        say(f"{ignore} was left as it is; let it name {' and '.join(_IGNORED)}")
    say(f"now build it: {'' if folder == Path() else f'cd {folder} && '}dayfold build")
    return 0


def new_clipping(options: SiteOptions, title: str) -> int:
    """
    Write an empty clipping with today's date into the content folder and print its path.

    *Errors*: `click.UsageError` when there is one of that name already.
    """
    _, config = open_site(options)
    content = find_site(options).content
    today = today_in(config)
    file = content / f"{today}-{make_slug(title)}.md"
    if file.exists():
        raise click.UsageError(f"there is already {file}; nothing was written")
    # JSON's strings are YAML's too, and leave no title unquoted that YAML would read as something else.
    _write_new({file: f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: {today}\n---\n\n"})
    click.echo(file)
    return 0


def _write_new(files: dict[Path, str]) -> None:
    """Write files that are not there yet; one that appeared meanwhile is an error, not overwritten."""
    try:
        for file, text in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
    except OSError as error:
        raise click.UsageError(f"cannot write {error.filename}: {error.strerror or error}") from None

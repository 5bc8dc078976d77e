"""
Sets of source texts and summaries: in: a folder in one of these forms, out: its stories.

- two folders with the same names below: `article`, `articles`, `sources`, `source`, `documents`, `docs` or `texts`
  beside `summary`, `summaries`, `reference`, `references`, `models` or `gold`. A file is a story of one source, a
  folder of files a story of several. Its references are the file, the folder, or the files of that name before the
  first dot.
- a folder for each story, with files that begin with `ref`, `summary`, `model` or `gold`, and others, the sources.
- files `*.jsonl` or `*.jsonl.gz`, a story a line: `{"sources": ["…"], "references": ["…"]}`, or each as one text.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Story", "load"]

_SOURCES = ("article", "articles", "sources", "source", "documents", "docs", "texts")
_REFERENCES = ("summary", "summaries", "reference", "references", "models", "gold")
_BEGINS_REFERENCE = ("ref", "summary", "model", "gold")


class Story(NamedTuple):
    name: str
    sources: list[str]
    references: list[str]


def load(folder: Path) -> Iterator[Story]:
    """List the stories of a folder in any of the forms that the module describes, by name."""
    for file in sorted((*folder.rglob("*.jsonl"), *folder.rglob("*.jsonl.gz"))):
        lines = (gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()).decode()
        for number, line in enumerate(filter(str.strip, lines.split("\n"))):
            row = json.loads(line)
            yield Story(f"{file.name}:{number + 1}", _texts(row, _SOURCES), _texts(row, _REFERENCES))
    pairs = [
        (one, other)
        for one in sorted(folder.rglob("*"))
        for other in sorted(one.parent.iterdir())
        if one.is_dir() and other.is_dir() and one.name in _SOURCES and other.name in _REFERENCES
    ]
    for sources, references in pairs:
        yield from _beside(sources, references)
    if not pairs:
        yield from _folders(folder)


def _texts(row: dict[str, Any], names: Sequence[str]) -> list[str]:
    found: str | list[str] = next((row[name] for name in names if name in row), [])
    return [found] if isinstance(found, str) else list(found)


def _beside(sources: Path, references: Path) -> Iterator[Story]:
    by_name: defaultdict[str, list[Path]] = defaultdict(list)
    for file in sorted(references.rglob("*")):
        if file.is_file():
            place = file.relative_to(references)
            by_name[place.with_name(place.name.partition(".")[0]).as_posix()].append(file)
            by_name[place.parent.as_posix()].append(file)
    for one in sorted(sources.rglob("*")):
        place = one.relative_to(sources)
        name = place.with_name(place.name.partition(".")[0]).as_posix()
        if one.is_file() and place.parent.as_posix() not in _story_folders(sources, by_name):
            yield Story(name, [_read(one)], list(map(_read, by_name.get(name, ()))))
        elif one.is_dir() and name in _story_folders(sources, by_name):
            yield Story(name, [_read(file) for file in sorted(one.iterdir())], list(map(_read, by_name[name])))


def _story_folders(sources: Path, by_name: dict[str, list[Path]]) -> set[str]:
    """Folders of sources that are stories: a reference has the folder's name, and none that of a file in it."""
    folders = {one.relative_to(sources).as_posix(): one for one in sources.rglob("*") if one.is_dir()}
    return {
        name
        for name, folder in folders.items()
        if name in by_name and not any(f"{name}/{file.name.partition('.')[0]}" in by_name for file in folder.iterdir())
    }


def _folders(folder: Path) -> Iterator[Story]:
    for one in sorted(filter(Path.is_dir, folder.rglob("*"))):
        files = [file for file in sorted(one.iterdir()) if file.is_file()]
        references = [file for file in files if file.name.lower().startswith(_BEGINS_REFERENCE)]
        yield Story(one.name, [_read(file) for file in files if file not in references], list(map(_read, references)))


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")

"""The search index of a site: in: what there is to find, out: its files, made anew only when that has changed."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from threading import Lock

import msgspec

from generator.diagnostics import Diagnostic, diagnose
from generator.publish.planned import Standing
from generator.publish.search_bundle import make_bundle
from generator.publish.urls import SEARCH_INDEX
from generator.records import Artifact
from generator.store.cache import fetch, keep
from generator.store.code import code_of_all
from generator.store.pagefind import run_pagefind, version_of

__all__ = ["SearchIndex", "index_files", "missing_pagefind"]

_FILE_NAME = "search.msgpack"


class SearchIndex:
    """The files of an index, made when the first of them is asked for, from whichever thread."""

    def __init__(self, cards: Callable[[], Iterable[Artifact]], language: str, program: Path | None) -> None:
        """
        `cards` gives those of `publish.search_cards`; `language` is the site's, BCP 47; `program` is Pagefind, and
        without it there are no files.
        """
        self.trouble: Diagnostic | None = None
        """Why there is no index, once that is known."""
        self._make_cards = cards
        self._language = language.partition("-")[0]
        self._program = program
        self._files: dict[str, bytes] | None = None
        self._lock = Lock()

    @cached_property
    def _cards(self) -> tuple[Artifact, ...]:
        return tuple(self._make_cards())

    def files(self) -> dict[str, bytes]:
        """Give the files by output path; none when there is nothing to find, or when it cannot be made."""
        with self._lock:
            if self._files is None:
                self._files = self._make()
            return self._files

    def mark(self) -> str:
        """Hash all that the files are made from."""
        made_by = version_of(self._program) if self._program else ""
        digest = hashlib.sha256(f"{made_by} {self._language} {code_of_all()}".encode())
        for card in self._cards:
            digest.update(f"{card.path}\0{len(card.data)}\0".encode() + card.data)
        return digest.hexdigest()

    def _make(self) -> dict[str, bytes]:
        if self._program is None or not self._cards:
            return {}
        try:
            bundle = make_bundle(run_pagefind(self._program, self._cards, self._language))
        except (OSError, subprocess.SubprocessError, ValueError, LookupError, TypeError, ImportError) as error:
            self.trouble = _failed(error)
            return {}
        return {f"{SEARCH_INDEX}{path}": data for path, data in bundle.items()}


def index_files(folder: Path, index: SearchIndex, notes: list[Diagnostic]) -> Iterator[Artifact | Standing]:
    """
    Give the files of an index: as standing, where an earlier build has made one of the same, else made.

    `folder` is the cache, where it is written down what was made of what. What goes wrong is added to `notes`.
    """
    try:
        mark = index.mark()
    except (OSError, subprocess.SubprocessError) as error:
        notes.append(_failed(error))
        return
    payload = fetch(folder, _FILE_NAME, mark, notes, cost="the search index is made anew")
    if payload:
        for path, sha256 in msgspec.msgpack.decode(payload, type=dict[str, str]).items():
            yield Standing(path=path, sha256=sha256, make=partial(_one_of, index, path))
        return
    files = index.files()
    if index.trouble:
        notes.append(index.trouble)
        return
    yield from (Artifact(path=path, data=data) for path, data in files.items())
    made = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    notes += filter(None, [keep(folder, _FILE_NAME, mark, msgspec.msgpack.encode(made))])


def _one_of(index: SearchIndex, path: str) -> bytes:
    return index.files()[path]


def missing_pagefind() -> Diagnostic:
    """Say that the site has no index, and what would give it one."""
    return diagnose(
        "search-missing",
        "dayfold.toml",
        "the program Pagefind is not installed; the search page lists all headlines instead",
        hint='install it with: pip install "dayfold[search]"; or set search = false',
    )


def _failed(error: Exception) -> Diagnostic:
    said = (getattr(error, "stderr", "") or str(error)).strip()
    return diagnose(
        "search-failed",
        SEARCH_INDEX,
        f"Pagefind made no search index: {said.splitlines()[-1] if said else type(error).__name__}",
        hint='install the version that is tried with dayfold: pip install --upgrade "dayfold[search]"',
    )

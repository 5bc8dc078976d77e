"""The search index on disk: made by Pagefind, made again only when needed, and done without where it fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.publish.planned import Standing
from generator.records import Artifact
from generator.store.pagefind import find_pagefind
from generator.store.search_index import SearchIndex, index_files, missing_pagefind


def cards(count: int = 40) -> list[Artifact]:
    return [
        Artifact(
            path=f"clippings/{number}.html",
            data=(
                f'<html lang="en"><body data-pagefind-body><h1>Ship number {number} is in the harbour</h1>'
                f'<i data-pagefind-filter="topic" data-pagefind-ignore>Topic {number % 7}</i>'
                f'<i data-pagefind-filter="outlet" data-pagefind-ignore>Outlet {number % 5}</i>'
                f'<i data-pagefind-sort="date" data-pagefind-ignore>2031-03-{number % 9 + 1:02}</i></body></html>'
            ).encode(),
        )
        for number in range(count)
    ]


@pytest.fixture
def program() -> Path:
    """Pagefind; tests that need it are skipped where it is not installed."""
    found = find_pagefind()
    if found is None:
        pytest.skip("Pagefind is not installed")
    return found


def test_same_cards_give_the_same_bytes_in_any_order(program: Path) -> None:
    """Neither chance nor the order in which files are written shows."""
    first = SearchIndex(cards, "en", program).files()

    assert first == SearchIndex(cards, "en", program).files()
    assert first == SearchIndex(lambda: cards()[::-1], "en", program).files()
    assert "pagefind/pagefind.js" in first


def test_an_index_is_made_again_only_when_something_else_can_be_found(program: Path, tmp_path: Path) -> None:
    """The second build knows its files to stand; one where a clipping changed makes them; lost files are made again."""
    notes: list[Diagnostic] = []
    made = list(index_files(tmp_path, SearchIndex(cards, "en", program), notes))
    again = list(index_files(tmp_path, SearchIndex(cards, "en", program), notes))
    other = list(index_files(tmp_path, SearchIndex(lambda: cards(41), "en", program), notes))
    lost = next(one for one in again if one.path == "pagefind/pagefind-entry.json")

    assert {type(one) for one in made} == {type(one) for one in other} == {Artifact}
    assert {type(one) for one in again} == {Standing}
    assert isinstance(lost, Standing)
    assert Artifact(path=lost.path, data=lost.make()) in made
    assert notes == []


def test_a_failing_program_costs_the_index_and_not_the_site(tmp_path: Path) -> None:
    """The build goes on without, and says what the program said."""
    notes: list[Diagnostic] = []
    files = list(index_files(tmp_path, SearchIndex(cards, "en", Path(sys.executable)), notes))

    assert (files, [one.name for one in notes]) == ([], ["search-failed"])


def test_a_site_without_clippings_has_no_index(tmp_path: Path) -> None:
    """There is nothing to find, so nobody is asked."""
    assert list(index_files(tmp_path, SearchIndex(list, "en", None), [])) == []


def test_a_missing_program_is_noted_with_its_cure() -> None:
    """A note, which nobody has to act on, with the command that installs it."""
    note = missing_pagefind()

    assert (note.name, note.severity) == ("search-missing", "note")
    assert 'pip install "dayfold[search]"' in note.hint

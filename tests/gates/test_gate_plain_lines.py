"""Articles among the lines of their pages: what stays of pasted pages, scored by word 4-grams."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from benchmarks.train_line_model import KINDS, Page, Score, fold_of, keep_lines, load_pages, score_kept, train
from generator.refine.line_model import LineModel

pytestmark = pytest.mark.gate

FINGERPRINTS = {"light": "61e3cefb99047390", "raw": "fa2e3c3df2ed3129"}
"""Of the labelled pages: their main area only, and all of them."""

FLOORS = {"light": Score(0.9, 0.974, 0.937), "raw": Score(0.88, 0.94, 0.916)}
"""Learnt from one half of the pages and judged on the other."""

SHIPPED_FLOORS = {"light": Score(0.89, 0.979, 0.933), "raw": Score(0.85, 0.952, 0.905)}
"""Of the table that ships, which was learnt from these very pages: it says that the table fits the code, no more."""


@pytest.fixture(scope="module")
def pages(shared: Path) -> list[Page]:
    folder = shared / "data"
    for kind, fingerprint in FINGERPRINTS.items():
        path = folder / f"plainlines-{kind}-dev.jsonl.gz"
        if not path.is_file():
            pytest.skip(f"the labelled lines are not in ../shared/data/{path.name}")

        assert hashlib.sha256(gzip.decompress(path.read_bytes())).hexdigest()[:16] == fingerprint
    return load_pages(folder)


@pytest.fixture(scope="module")
def half_model(pages: list[Page]) -> LineModel:
    """Learnt from the pages of one half, in about fifteen seconds."""
    return train([page for page in pages if fold_of(page.id, 2) == 1])


def judge(pages: list[Page], model: LineModel | None, kind: str, capsys: pytest.CaptureFixture[str]) -> Score:
    score = score_kept((keep_lines(page, model), page.body) for page in pages if page.kind == kind)
    with capsys.disabled():
        print(f"\n{kind} lines: P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}")
    return score


@pytest.mark.parametrize("kind", KINDS)
def test_articles_of_unseen_pages_stay_and_little_else(
    pages: list[Page], half_model: LineModel, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A model that never saw a page keeps nearly all of its article, through reading and laying out."""
    score = judge([page for page in pages if fold_of(page.id, 2) == 0], half_model, kind, capsys)

    assert score.recall >= FLOORS[kind].recall
    assert score.f1 >= FLOORS[kind].f1


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_table_fits_the_features(pages: list[Page], kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The table does not fall behind the code: a feature that changes its bins must be learnt anew."""
    score = judge(pages, None, kind, capsys)

    assert score.recall >= SHIPPED_FLOORS[kind].recall
    assert score.f1 >= SHIPPED_FLOORS[kind].f1


def test_clean_articles_lose_next_to_nothing(pages: list[Page], half_model: LineModel) -> None:
    """An article that was pasted without its page keeps its words, though the model knows only pages."""
    clean = [page._replace(lines=tuple(page.body)) for page in pages if page.kind == "light" and page.body]
    unseen = [page for page in clean if fold_of(page.id, 2) == 0]
    score = score_kept((keep_lines(page, half_model), list(page.lines)) for page in unseen)

    assert score.recall >= 0.97


def test_the_score_knows_perfect_and_poor_answers() -> None:
    """Keeping all finds everything; an answer that holds half of the wanted 4-grams has half the recall."""
    wanted = ["one two three four five six seven"]

    assert score_kept([(wanted, wanted)]) == Score(1.0, 1.0, 1.0)
    assert score_kept([(["one two three four five"], wanted)]) == Score(1.0, 0.5, 2 / 3)

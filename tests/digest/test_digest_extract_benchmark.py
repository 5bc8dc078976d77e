"""The benchmark of extracts reads sets of texts and summaries in the forms they come in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.extracts import cut, evaluate
from benchmarks.summaries import Story, load

FIRST = "The lower gate of the dam was opened on Monday night. Nobody was hurt, the mayor said on Tuesday morning."
SECOND = "Water stood in the streets of the old town. The lower gate of the dam had been opened on Monday night."
SUMMARY = "The lower gate of the dam was opened on Monday night."


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_txt", ".txt")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def forms(folder: Path) -> dict[str, Path]:
    """One story of two sources in every form."""
    write(folder / "beside", articles__dam__a_txt=FIRST, articles__dam__b_txt=SECOND, summaries__dam_txt=SUMMARY)
    write(folder / "inside", dam__a_txt=FIRST, dam__b_txt=SECOND, dam__ref_txt=SUMMARY)
    row = {"sources": [FIRST, SECOND], "references": SUMMARY}
    write(folder / "rows", **{"set.jsonl": json.dumps(row) + "\n"})
    return {name: folder / name for name in ("beside", "inside", "rows")}


@pytest.mark.parametrize("form", ["beside", "inside", "rows"])
def test_a_story_of_several_sources(tmp_path: Path, form: str) -> None:
    """Two folders side by side, a folder for each story, and lines of JSON say the same."""
    (story,) = load(forms(tmp_path)[form])

    assert (sorted(story.sources), story.references) == (sorted([FIRST, SECOND]), [SUMMARY])


def test_stories_of_one_source_in_sections(tmp_path: Path) -> None:
    """Files below folders of the same name are single articles, each with its own summary."""
    write(tmp_path, article__city__1_txt=FIRST, article__city__2_txt=SECOND)
    write(tmp_path, summary__city__1_txt=SUMMARY, summary__city__2_txt=SECOND)

    assert [(one.name, one.sources, one.references) for one in load(tmp_path)] == [
        ("city/1", [FIRST], [SUMMARY]),
        ("city/2", [SECOND], [SECOND]),
    ]


def test_an_extract_that_says_what_the_reference_says_has_all_of_it() -> None:
    """Recall of an extract that holds the whole summary is 1, and its words are cut at the budget."""
    figures = evaluate([Story("dam", [f"Gate opened at the dam\n\n{FIRST}"], [SUMMARY])], 50)

    assert [recall for recall, _ in figures["dayfold"].scores] == [1.0, 1.0, 1.0]
    assert cut("one two three", 2) == "one two"

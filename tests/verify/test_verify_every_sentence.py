"""The built HTML is walked: every sentence is a proved quotation, an editor's note, or from a template."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from printed_text import Known, strays_on
from selectolax.lexbor import LexborHTMLParser

Site = dict[str, bytes]


def build(project: Path, content: Path, work: Path) -> Site:
    """Build a site with the command, prove it, and give its pages and data."""
    (work / "dayfold.toml").write_text('title = "The Walk"\npublisher = "The Walkers"\n', "utf-8")
    folders = ["--config", str(work / "dayfold.toml"), "--content", str(content), "--output", str(work / "site")]
    for command in (["build", "--quiet", "--base-url", "https://digest.example.org/news/"], ["verify", "--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "generator", *command, *folders], cwd=project, check=True, capture_output=True
        )
    assert json.loads(done.stdout)["quotations"] > 0
    paths = (path for path in (work / "site").rglob("*") if path.suffix in (".html", ".json"))
    return {path.relative_to(work / "site").as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def sample(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(project, project / "content", tmp_path_factory.mktemp("sample"))


def strays(project: Path, site: Site) -> list[tuple[str, str]]:
    known = Known(project, site)
    return [
        (path, stray)
        for path, data in sorted(site.items())
        if path.endswith(".html")
        for stray in strays_on(data.decode(), known)
    ]


def test_every_sentence_of_the_sample_is_accounted_for(project: Path, sample: Site) -> None:
    """Nothing on any page of the sample site is anybody's words without saying whose."""
    assert strays(project, sample) == []


@pytest.mark.gate
def test_every_sentence_of_the_seeds_is_accounted_for(shared: Path, project: Path, tmp_path: Path) -> None:
    """Nor on any page that is made of the five real clippings."""
    paths = sorted((shared / "seeds").glob("*.txt"))
    if len(paths) != 5:
        pytest.skip("the five clippings are not in ../shared/seeds")
    (tmp_path / "content").mkdir()
    for path in paths:
        shutil.copy(path, tmp_path / "content")

    assert strays(project, build(project, tmp_path / "content", tmp_path)) == []


def test_a_planted_sentence_is_found_on_every_kind_of_page(project: Path, sample: Site) -> None:
    """The walk can fail: an invented sentence is found, and so is one of a source that stands outside its quotation."""
    known = Known(project, sample)
    missed = []
    for path, data in sorted(sample.items()):
        page = data.decode()
        if "</main>" not in page:
            continue
        quoted = [node.text() for node in LexborHTMLParser(page).css("q[cite]")]
        for sentence in ("Witnesses spoke of a miracle.", *(one for one in quoted[:3] if len(one.split()) > 4)):
            planted = page.replace("</main>", f"<p>{sentence}</p></main>", 1)
            if not strays_on(planted, known):
                missed.append((path, sentence))

    assert missed == []

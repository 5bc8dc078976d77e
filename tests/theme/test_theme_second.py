"""A second theme, made from the documented surface alone, builds the sample site whole, and its pages can be proved."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from generator.cli import dayfold


@pytest.fixture(scope="module")
def site(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample clippings under the plain theme, built."""
    root = tmp_path_factory.mktemp("plain")
    shutil.copytree(project / "content", root / "content")
    shutil.copytree(project / "tests" / "theme" / "plain", root / "templates")
    shutil.copy(project / "dayfold.toml", root)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(root)
        built = CliRunner().invoke(dayfold, ["build", "--quiet"], standalone_mode=False)
        assert (built.return_value, built.stderr) == (0, built.stderr)
        yield root


def pages(site: Path) -> dict[str, str]:
    output = site / "output"
    return {file.relative_to(output).as_posix(): file.read_text("utf-8") for file in sorted(output.rglob("*.html"))}


def test_all_pages_stand_in_the_second_frame(site: Path) -> None:
    """Its own templates and those that it leaves to dayfold are framed by it; only redirects have no frame."""
    unframed = [text for text in pages(site).values() if 'data-theme="plain"' not in text]

    assert all('http-equiv="refresh"' in text for text in unframed)
    assert len(pages(site)) > len(unframed) + 100


def test_its_pages_are_not_the_default_themes(site: Path) -> None:
    """Nothing of the default theme's look is left on the pages that it makes itself."""
    day, story = (
        next(text for path, text in pages(site).items() if re.fullmatch(rule, path))
        for rule in (r"2026/03/05/index\.html", r"2026/03/05/[^/]+/index\.html")
    )

    assert "masthead" not in day + story
    assert "<article" in day
    assert {node.tag for node in LexborHTMLParser(day).css("main q[cite]")} == {"q"}


def test_check_finds_nothing_wrong_with_it(site: Path) -> None:
    """No link leads nowhere, no id stands twice, no template overrides nothing."""
    told = json.loads(CliRunner().invoke(dayfold, ["check", "--json"], standalone_mode=False).stdout)
    names = {one["name"] for one in told["diagnostics"]}

    assert site.is_dir()
    assert names.isdisjoint({"theme-unused", "template-error", "link-broken", "id-repeated", "address-unusable"})


def test_every_sentence_that_it_prints_is_proved(site: Path) -> None:
    """`dayfold verify` holds for markup of another hand: quotations, headlines, footnotes and counts."""
    verified = CliRunner().invoke(dayfold, ["verify", "--json"], standalone_mode=False)
    verdict = json.loads(verified.stdout)

    assert (verified.return_value, verdict["diagnostics"]) == (0, [])
    assert verdict["quotations"] > 500
    assert site.is_dir()

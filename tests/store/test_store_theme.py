"""The default theme and what a site puts in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import DayfoldError
from generator.store.theme import load_theme
from generator.store.theme_files import default_theme_folder, theme_files


def test_a_sites_own_template_takes_the_place_of_the_default_one(tmp_path: Path) -> None:
    """One file is overridden, the others stay; a new asset is added."""
    default = dict(theme_files(default_theme_folder()))
    name = next(name for name in sorted(default) if not name.startswith("assets/"))
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("ours", encoding="utf-8")
    (tmp_path / "assets").mkdir(exist_ok=True)
    (tmp_path / "assets" / "logo.bin").write_bytes(b"\xff\x00")
    theme = load_theme(tmp_path)
    templates = {one.name: one for one in theme.templates}

    assert ("ours", str(tmp_path / name)) == (templates[name].text, templates[name].path)
    assert {one for one in default if not one.startswith("assets/")} == set(templates)
    assert {one.name: one.data for one in theme.assets}["logo.bin"] == b"\xff\x00"


def test_a_site_without_templates_has_the_default_theme(tmp_path: Path) -> None:
    """A folder that is not there changes nothing."""
    assert load_theme(None) == load_theme(tmp_path / "templates")


def test_hidden_and_temporary_files_are_no_templates(tmp_path: Path) -> None:
    """What an editor keeps beside a template is not published."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / ".DS_Store").write_bytes(b"")
    (tmp_path / "base.html~").write_text("old", encoding="utf-8")

    assert list(theme_files(tmp_path)) == []


def test_a_template_that_is_not_text_is_reported_with_its_file(tmp_path: Path) -> None:
    """A picture among the templates belongs below assets/, and the message says so."""
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\xff")

    with pytest.raises(DayfoldError) as caught:
        load_theme(tmp_path)

    found = caught.value.diagnostics[0]
    assert ("template-error", str(tmp_path / "logo.png")) == (found.name, found.path)
    assert "move it below assets/" in found.hint

"""Where a site is looked for, and which output folders are refused."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from generator.config import Config
from generator.diagnostics import DayfoldError
from generator.store.places import Places, check_content, check_places, find_places
from generator.store.settings import load_config


def _names(error: DayfoldError) -> set[str]:
    return {one.name for one in error.diagnostics}


def test_the_folders_beside_a_configuration_are_its_site(tmp_path: Path) -> None:
    """With a configuration file everything lies beside it, wherever the command is run."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "dayfold.toml").write_text("", encoding="utf-8")
    root = tmp_path / "site"
    expected = Places(
        root=root,
        content=root / "content",
        output=root / "output",
        cache=root / ".dayfold",
        templates=root / "templates",
        config=root / "dayfold.toml",
    )

    assert expected == find_places(tmp_path, config=Path("site/dayfold.toml"))
    assert expected == find_places(root)


def test_without_a_configuration_output_is_here_and_the_cache_beside_the_content(tmp_path: Path) -> None:
    """Building somebody else's folder writes the site into the current one."""
    here = tmp_path / "here"
    here.mkdir()
    places = find_places(here, content=tmp_path / "there" / "clips")

    assert (here / "output", tmp_path / "there" / ".dayfold", None) == (places.output, places.cache, places.config)


def test_a_configuration_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A mistyped --config stops the command instead of building with the defaults."""
    with pytest.raises(DayfoldError, match=r"there is no configuration file 'my\.toml'") as caught:
        find_places(tmp_path, config=Path("my.toml"))

    assert {"config-missing"} == _names(caught.value)


@pytest.mark.parametrize(
    ("content", "output"),
    [
        ("content", "content"),
        ("content", "content/site"),
        ("content", "."),
        ("content", ".."),
        ("content", "/"),
        ("content", "templates/site"),
        ("content", ".dayfold"),
        ("content", ".dayfold/site"),
        ("site/content", "site"),
    ],
)
def test_an_output_folder_that_overlaps_something_precious_is_refused(
    tmp_path: Path, content: str, output: str
) -> None:
    """The output is never content, templates, cache or project, nor lies in or around the first three."""
    project = tmp_path / "project"
    (project / content).mkdir(parents=True)
    (project / "dayfold.toml").write_text("", encoding="utf-8")
    places = find_places(project, content=Path(content), output=Path(output))

    with pytest.raises(DayfoldError) as caught:
        check_places(places, home=tmp_path / "home")

    assert {"output-refused"} == _names(caught.value)


def test_the_home_folder_is_refused(tmp_path: Path) -> None:
    """A site is not spread over somebody's home."""
    with pytest.raises(DayfoldError, match="home folder"):
        check_places(find_places(tmp_path, output=Path("home")), home=tmp_path / "home")


def test_an_output_folder_that_is_a_link_to_the_content_is_refused(tmp_path: Path) -> None:
    """A link is judged by where it leads."""
    (tmp_path / "content").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "content")

    with pytest.raises(DayfoldError, match="content folder"):
        check_places(find_places(tmp_path), home=tmp_path / "home")


def test_clippings_beside_their_configuration_have_no_place_for_a_cache(tmp_path: Path) -> None:
    """When the project folder itself is the content, the cache would lie in it."""
    (tmp_path / "dayfold.toml").write_text("", encoding="utf-8")
    places = find_places(tmp_path, content=Path(), output=tmp_path.parent / "elsewhere")

    with pytest.raises(DayfoldError, match="cache folder would lie in the content folder"):
        check_places(places, home=tmp_path / "home")


def test_an_ordinary_site_is_not_refused(tmp_path: Path) -> None:
    """The three folders side by side are as they should be."""
    check_places(find_places(tmp_path), home=tmp_path / "home")
    check_places(find_places(tmp_path, output=tmp_path.parent / "www"), home=tmp_path)

    assert not (tmp_path / "output").exists()


def test_a_content_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message says where clippings were looked for."""
    with pytest.raises(DayfoldError, match="no folder 'clips' to read clippings from") as caught:
        check_content(find_places(tmp_path, content=Path("clips")))

    assert {"content-missing"} == _names(caught.value)


def test_a_content_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share that is away for a moment is an error; it is not taken for an empty folder, which empties the site."""
    (tmp_path / "content").mkdir()
    monkeypatch.setattr("os.scandir", _refuse)
    with pytest.raises(DayfoldError, match="the folder 'content' cannot be listed: Stale file handle") as caught:
        check_content(find_places(tmp_path))

    assert {"content-missing"} == _names(caught.value)


def _refuse(folder: Path) -> None:
    raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), folder)


def test_settings_come_from_the_file_and_the_command_line_wins(tmp_path: Path) -> None:
    """An option beats the file, the file beats the defaults; a byte-order mark does no harm."""
    file = tmp_path / "dayfold.toml"
    file.write_bytes(b'\xef\xbb\xbftitle = "Ours"\nlanguage = "de"\n')
    config = load_config(find_places(tmp_path), {"language": "fr", "drafts": None})

    assert (config.title, config.language, config.drafts) == ("Ours", "fr", False)


def test_a_site_without_settings_has_the_defaults(tmp_path: Path) -> None:
    """Nothing needs to be configured."""
    assert Config() == load_config(find_places(tmp_path))


def test_settings_that_vanish_or_are_not_text_are_reported(tmp_path: Path) -> None:
    """While a site is watched its settings may be gone or garbled for a moment."""
    file = tmp_path / "dayfold.toml"
    file.write_bytes(b"\xff\xfe\x00")
    places = find_places(tmp_path)
    with pytest.raises(DayfoldError) as garbled:
        load_config(places)
    file.unlink()
    with pytest.raises(DayfoldError) as gone:
        load_config(places)

    assert ({"config-invalid"}, {"config-missing"}) == (_names(garbled.value), _names(gone.value))

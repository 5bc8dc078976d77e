"""Which files of a content folder are sources, and in which order."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic
from generator.records import Source
from generator.store.sources import Found, find_files, load_source


def _fill(folder: Path, *paths: str) -> None:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")


def _paths(content: Path, within: Path | None = None) -> list[str]:
    return [found.path for found in find_files(content, within or content)[0]]


def test_sources_come_sorted_by_path_whatever_the_disk_says(tmp_path: Path) -> None:
    """Files are listed by their path, not in the order in which they were made."""
    _fill(tmp_path, "b.md", "sub/a.md", "a.md", "Z.md")

    assert _paths(tmp_path) == ["Z.md", "a.md", "b.md", "sub/a.md"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.md",
        ".git/config",
        "story.md~",
        ".#story.md",
        "#story.md#",
        ".story.md.swp",
        "4913",
        "story.md___jb_tmp___",
        "___jb_old___",
        ".goutputstream-ABC123",
        "~$story.docx",
        "story.tmp",
        "page.html.part",
        "page.html.crdownload",
        "Thumbs.db",
    ],
)
def test_what_editors_leave_behind_is_no_source(tmp_path: Path, name: str) -> None:
    """Hidden files, backups, locks and half-written downloads are passed over."""
    _fill(tmp_path, "story.md", name)

    assert _paths(tmp_path) == ["story.md"]


def test_a_decomposed_file_name_is_listed_composed(tmp_path: Path) -> None:
    """A name that a Mac wrote in decomposed form gives the same path as the composed one."""
    _fill(tmp_path, unicodedata.normalize("NFD", "café.md"))

    assert _paths(tmp_path) == ["caf\u00e9.md"]


def test_two_names_that_differ_only_in_composition_are_both_kept(tmp_path: Path) -> None:
    """The composed name keeps its path, the decomposed one goes by its own."""
    composed, decomposed = "caf\u00e9.md", "cafe\u0301.md"
    _fill(tmp_path, composed, decomposed)
    found = {one.path: one.file.name for one in find_files(tmp_path, tmp_path)[0]}

    assert {composed: composed, decomposed: decomposed} == found


def test_a_link_that_loops_lists_every_file_once(tmp_path: Path) -> None:
    """A folder that links to its own parent is no way to hang a build."""
    _fill(tmp_path, "a/story.md")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "again.md").symlink_to(tmp_path / "a" / "story.md")

    assert _paths(tmp_path) == ["a/story.md"]


def test_a_link_inside_the_project_is_followed(tmp_path: Path) -> None:
    """Clippings kept elsewhere in the project can be linked in."""
    _fill(tmp_path, "content/a.md", "inbox/b.md")
    (tmp_path / "content" / "more").symlink_to(tmp_path / "inbox")

    assert _paths(tmp_path / "content", tmp_path) == ["a.md", "more/b.md"]


def test_a_link_out_of_the_project_is_reported_not_published(tmp_path: Path) -> None:
    """A link to a file outside could publish what nobody wanted to; it is named instead."""
    _fill(tmp_path, "secret.txt", "project/content/a.md")
    content = tmp_path / "project" / "content"
    (content / "b.txt").symlink_to(tmp_path / "secret.txt")
    (content / "gone.txt").symlink_to(tmp_path / "nowhere")
    found, troubles = find_files(content, tmp_path / "project")

    assert (
        [one.path for one in found],
        [(one.path, one.name) for one in troubles],
    ) == (["a.md"], [("b.txt", "source-unreadable"), ("gone.txt", "source-unreadable")])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_reported_without_being_opened(tmp_path: Path) -> None:
    """Reading a pipe could wait for ever, so it is only named."""
    os.mkfifo(tmp_path / "pipe.txt")
    found, troubles = find_files(tmp_path, tmp_path)

    assert (
        found,
        [f"{one.path}: {one.message}" for one in troubles],
    ) == ((), ["pipe.txt: is neither a file nor a folder"])


def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    """A file name in some forgotten encoding is named with its odd bytes escaped."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_text("text", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    _, troubles = find_files(tmp_path, tmp_path)

    assert [one.path for one in troubles] == ["caf\\udce9.md"]


def test_output_folders_are_never_entered(tmp_path: Path) -> None:
    """A link to the built site does not feed the site to itself."""
    _fill(tmp_path, "content/a.md", "output/index.html")
    (tmp_path / "content" / "site").symlink_to(tmp_path / "output")
    found, troubles = find_files(tmp_path / "content", tmp_path, (tmp_path / "output",))

    assert ([one.path for one in found], troubles) == (["a.md"], ())


def test_a_source_carries_its_bytes_and_their_hash(tmp_path: Path) -> None:
    """What was read can be proved later by its SHA-256."""
    (tmp_path / "a.txt").write_bytes(b"abc")
    source = load_source(Found(path="a.txt", file=tmp_path / "a.txt"), 10)
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    assert Source(path="a.txt", data=b"abc", sha256=expected) == source


@pytest.mark.parametrize(("name", "expected"), [("gone.txt", "source-unreadable"), ("big.txt", "source-too-large")])
def test_a_source_that_cannot_be_had_says_why(tmp_path: Path, name: str, expected: str) -> None:
    """A file that vanished, or is larger than a clipping can be, is reported by name."""
    (tmp_path / "big.txt").write_bytes(b"12345678901")
    trouble = load_source(Found(path=name, file=tmp_path / name), 10)

    assert isinstance(trouble, Diagnostic)
    assert (name, expected) == (trouble.path, trouble.name)


def test_hidden_files_and_backups_are_listed_as_left_out(tmp_path: Path) -> None:
    """The ledger names what was passed over by its name, a hidden folder once; what an editor holds is gone anyway."""
    _fill(tmp_path, "a.md", ".comment.html", ".git/config", ".git/HEAD", "sub/old.md~", ".#a.md", "a.md.swp")
    _, troubles = find_files(tmp_path, tmp_path)

    assert [(one.path, one.name) for one in troubles] == [
        (".comment.html", "hidden-file"),
        (".git/", "hidden-file"),
        ("sub/old.md~", "hidden-file"),
    ]


def test_dayfold_s_own_hidden_folder_is_not_listed(tmp_path: Path) -> None:
    """A cache inside the content folder would make the second build differ from the first."""
    _fill(tmp_path, "a.md", ".dayfold/clippings.msgpack")

    assert find_files(tmp_path, tmp_path, (tmp_path / ".dayfold",))[1] == ()


def test_a_side_car_is_found_beside_its_article(tmp_path: Path) -> None:
    """`ferry.meta` goes with `ferry.md`, in its own folder only, and is a file of its own besides."""
    _fill(tmp_path, "posts/ferry.md", "posts/ferry.meta", "other/ferry.md", "v1.0/dam")
    found = find_files(tmp_path, tmp_path)[0]

    assert [(one.path, one.sidecar.path if one.sidecar else None) for one in found] == [
        ("other/ferry.md", None),
        ("posts/ferry.md", "posts/ferry.meta"),
        ("posts/ferry.meta", None),
        ("v1.0/dam", None),
    ]


def test_a_source_carries_the_bytes_of_its_side_car(tmp_path: Path) -> None:
    """Its own hash stays that of its own bytes."""
    _fill(tmp_path, "ferry.md", "ferry.meta")
    source = load_source(find_files(tmp_path, tmp_path)[0][0], 100)

    assert isinstance(source, Source)
    assert (source.data, source.sidecar, source.sidecar_path) == (b"ferry.md", b"ferry.meta", "ferry.meta")

"""What a commit does to an output folder, and what it never does."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import DayfoldError, diagnose
from generator.publish.planned import Standing
from generator.records import Artifact
from generator.store.manifest import MANIFEST_NAME, hash_of, load_manifest
from generator.store.output import Changes, commit, list_output

_Site = Mapping[str, bytes]


def _artifacts(site: _Site) -> list[Artifact]:
    return [Artifact(path=path, data=data) for path, data in site.items()]


def _commit(folder: Path, site: _Site) -> Changes:
    return commit(_artifacts(site), folder)


def _tree(folder: Path) -> dict[str, bytes | None]:
    """All that stands in a folder: a file's bytes, None for a folder."""
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() if one.is_file() else None
        for one in sorted(folder.rglob("*"))
    }


def _names(changes: Changes) -> list[tuple[str, str]]:
    return [(one.path, one.name) for one in changes.diagnostics]


def test_a_first_build_writes_every_file_and_its_books(tmp_path: Path) -> None:
    """The folder is made, and holds the files and a list of them; no stage is left."""
    changes = _commit(tmp_path / "new" / "output", {"index.html": b"home", "a/b/index.html": b"page"})

    assert (changes.written, changes.unchanged, changes.removed, changes.diagnostics) == (2, 0, 0, ())
    assert list(_tree(tmp_path / "new" / "output")) == [MANIFEST_NAME, "a", "a/b", "a/b/index.html", "index.html"]
    assert list_output(tmp_path / "new" / "output") == ("a/b/index.html", "index.html")


def test_a_file_with_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    """Unchanged pages keep their time and inode, so that a sync to the web copies only what changed."""
    _commit(tmp_path, {"index.html": b"home", "a.html": b"one"})
    before = {path: (tmp_path / path).stat().st_ino for path in ("index.html", MANIFEST_NAME)}
    changes = _commit(tmp_path, {"index.html": b"home", "a.html": b"one"})

    assert (changes.written, changes.unchanged, changes.removed, changes.diagnostics) == (0, 2, 0, ())
    assert before == {path: (tmp_path / path).stat().st_ino for path in before}


def test_what_is_made_no_longer_is_removed_with_its_empty_folders(tmp_path: Path) -> None:
    """A deleted clipping leaves no page and no empty folder behind."""
    _commit(tmp_path, {"index.html": b"home", "2020/10/18/index.html": b"day"})
    changes = _commit(tmp_path, {"index.html": b"home"})

    assert (1, {MANIFEST_NAME, "index.html"}) == (changes.removed, set(_tree(tmp_path)))


def test_foreign_files_are_never_removed(tmp_path: Path) -> None:
    """CNAME, verification files and whole foreign folders survive every build."""
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known" / "token").write_bytes(b"t")
    (tmp_path / "CNAME").write_bytes(b"example.org")
    _commit(tmp_path, {"2020/index.html": b"year"})
    (tmp_path / "2020" / "mine.html").write_bytes(b"mine")
    _commit(tmp_path, {})

    assert {".well-known", ".well-known/token", "CNAME", "2020", "2020/mine.html", MANIFEST_NAME} == set(
        _tree(tmp_path)
    )


def test_a_foreign_file_in_the_way_is_kept_and_reported(tmp_path: Path) -> None:
    """A page does not overwrite a file that somebody else put there; the rest is built."""
    (tmp_path / "index.html").write_bytes(b"mine")
    changes = _commit(tmp_path, {"index.html": b"home", "a.html": b"page"})

    assert (_names(changes), (tmp_path / "index.html").read_bytes()) == ([("index.html", "page-blocked")], b"mine")
    assert list(load_manifest(tmp_path)) == ["a.html"]


def test_a_foreign_file_or_link_where_a_folder_should_go_is_kept(tmp_path: Path) -> None:
    """A link out of the output folder is not written through, a file is not made into a folder."""
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / "2020").symlink_to(outside)
    (folder / "topics").write_bytes(b"mine")
    changes = _commit(folder, {"2020/index.html": b"year", "topics/index.html": b"topics"})

    assert _names(changes) == [("2020", "page-blocked"), ("topics", "page-blocked")]
    assert list(outside.iterdir()) == []


def test_a_foreign_folder_or_link_where_a_page_should_go_is_kept(tmp_path: Path) -> None:
    """Neither a folder with somebody's files nor a link is replaced by a page."""
    (tmp_path / "404.html").mkdir()
    (tmp_path / "404.html" / "mine").write_bytes(b"mine")
    (tmp_path / "a.html").symlink_to("nowhere")
    changes = _commit(tmp_path, {"404.html": b"not found", "a.html": b"page"})

    assert _names(changes) == [("404.html", "page-blocked"), ("a.html", "page-blocked")]


def test_an_edited_page_is_made_anew_with_a_warning(tmp_path: Path) -> None:
    """A page edited by hand is overwritten, for the site must show its sources; the editor is told."""
    _commit(tmp_path, {"index.html": b"home"})
    (tmp_path / "index.html").write_bytes(b"edited")
    changes = _commit(tmp_path, {"index.html": b"home"})

    assert (_names(changes), (tmp_path / "index.html").read_bytes()) == ([("index.html", "edit-overwritten")], b"home")


def test_an_edited_page_that_is_made_no_longer_is_kept(tmp_path: Path) -> None:
    """What is no longer as dayfold made it is not dayfold's to remove."""
    _commit(tmp_path, {"a.html": b"page"})
    (tmp_path / "a.html").write_bytes(b"edited")
    changes = _commit(tmp_path, {})

    assert (
        _names(changes),
        changes.removed,
        (tmp_path / "a.html").read_bytes(),
    ) == ([("a.html", "foreign-file-kept")], 0, b"edited")


def test_a_page_that_was_deleted_by_hand_comes_back(tmp_path: Path) -> None:
    """The output heals."""
    _commit(tmp_path, {"a.html": b"page"})
    (tmp_path / "a.html").unlink()

    assert ((changes := _commit(tmp_path, {"a.html": b"page"})).written, changes.diagnostics) == (1, ())


def test_a_page_may_become_a_folder_and_a_folder_a_page(tmp_path: Path) -> None:
    """Files that dayfold made itself do not stand in its own way."""
    _commit(tmp_path, {"a": b"file", "b/c": b"inside"})
    changes = _commit(tmp_path, {"a/b": b"inside", "b": b"file"})

    assert (changes.written, changes.removed, changes.diagnostics) == (2, 2, ())
    assert {MANIFEST_NAME, "a", "a/b", "b"} == set(_tree(tmp_path))


@pytest.mark.parametrize(
    "path",
    [
        "../evil.html",
        "/etc/evil.html",
        "a/../../evil.html",
        "a//b.html",
        "a\\b.html",
        "c:evil.html",
        "nul.txt",
        "ends-in-dot.",
        "x" * 256,
        ".dayfold-manifest.json",
        "tab\t.html",
    ],
)
def test_an_artifact_that_cannot_be_a_file_everywhere_is_refused(tmp_path: Path, path: str) -> None:
    """No path leads out of the folder, and none breaks the site on another system; the rest is built."""
    changes = _commit(tmp_path / "output", {path: b"evil", "a.html": b"page"})

    assert [(path, "address-unusable")] == _names(changes)
    assert [one.name for one in tmp_path.iterdir()] == ["output"]


@pytest.mark.parametrize(
    ("first", "second"), [("a.html", "A.html"), ("caf\u00e9", "cafe\u0301"), ("a", "a/b"), ("A/b", "a"), ("a", "a")]
)
def test_two_artifacts_that_meet_on_some_file_system_are_refused(tmp_path: Path, first: str, second: str) -> None:
    """Names that differ only in case or composition, or a page and a folder of one name: the first is kept."""
    changes = commit([Artifact(path=first, data=b"1"), Artifact(path=second, data=b"2")], tmp_path)

    assert [(second, "address-unusable")] == _names(changes)
    assert (first,) == list_output(tmp_path)


def test_a_failure_while_rendering_leaves_the_old_site_untouched(tmp_path: Path) -> None:
    """A template error on the last page does not leave the first ones changed."""

    def broken() -> Iterator[Artifact]:
        yield Artifact(path="index.html", data=b"new")
        raise DayfoldError(diagnose("template-error", "base.html", "broken"))

    _commit(tmp_path, {"index.html": b"old", "gone.html": b"old"})
    before = _tree(tmp_path)
    with pytest.raises(DayfoldError, match="broken"):
        commit(broken(), tmp_path)

    assert before == _tree(tmp_path)


def test_an_output_folder_that_cannot_be_is_reported_with_the_reason(tmp_path: Path) -> None:
    """A file where the folder should be, or on the way to it, is named."""
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(DayfoldError) as caught:
            _commit(folder, {"index.html": b"home"})

        assert [(str(folder), "output-unwritable")] == [(one.path, one.name) for one in caught.value.diagnostics]


def test_a_list_of_files_from_a_stranger_removes_nothing_outside(tmp_path: Path) -> None:
    """A forged list cannot make a build remove files elsewhere, not even through a link."""
    folder = tmp_path / "output"
    _commit(folder, {"x/a.html": b"page"})
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "a.html").write_bytes(b"page")
    (folder / "x" / "a.html").unlink()
    (folder / "x").rmdir()
    (folder / "x").symlink_to(tmp_path / "precious")
    manifest = (folder / MANIFEST_NAME).read_text(encoding="utf-8")
    (folder / MANIFEST_NAME).write_text(manifest.replace("x/a.html", "../precious/a.html"), encoding="utf-8")
    _commit(folder, {})
    (folder / MANIFEST_NAME).write_text(manifest, encoding="utf-8")
    _commit(folder, {})

    assert (tmp_path / "precious" / "a.html").read_bytes() == b"page"


def _standing(path: str, data: bytes) -> Standing:
    return Standing(path=path, sha256=hash_of(data), make=lambda: data)


def test_a_file_that_looks_as_it_did_is_not_read(tmp_path: Path) -> None:
    """Whoever could edit a file without a trace in what the system tells of it would be believed."""
    before = _commit(tmp_path, {"a.html": b"page", "b.html": b"page"})
    (tmp_path / "a.html").write_bytes(b"edit")
    edited = (tmp_path / "a.html").lstat()
    looks_alike = (edited.st_size, edited.st_mtime_ns, edited.st_ctime_ns, edited.st_ino)
    standing = [_standing("a.html", b"page"), _standing("b.html", b"page")]
    changes = commit(standing, tmp_path, {**before.sights, "a.html": looks_alike})

    assert (changes.written, changes.unchanged, (tmp_path / "a.html").read_bytes()) == (0, 2, b"edit")


def test_a_file_that_looks_another_is_asked_for_its_bytes(tmp_path: Path) -> None:
    """An edit is seen although its size and its times of modification are those of before; so is one that undid it."""
    before = _commit(tmp_path, {"a.html": b"page", "b.html": b"page", "c.html": b"page"})
    for path, data in (("a.html", b"edit"), ("b.html", b"page")):
        times = (tmp_path / path).stat().st_atime_ns, (tmp_path / path).stat().st_mtime_ns
        (tmp_path / path).write_bytes(data)
        os.utime(tmp_path / path, ns=times)
    (tmp_path / "c.html").unlink()
    standing = [_standing(path, b"page") for path in ("a.html", "b.html", "c.html")]
    changes = commit(standing, tmp_path, before.sights)

    assert (changes.written, changes.unchanged, _names(changes)) == (2, 1, [("a.html", "edit-overwritten")])
    assert {path: (tmp_path / path).read_bytes() for path in changes.sights} == dict.fromkeys(before.sights, b"page")
    assert commit(standing, tmp_path, changes.sights).unchanged == 3


def test_what_somebody_else_made_is_not_taken_for_ours(tmp_path: Path) -> None:
    """A sight says that a file is untouched, the manifest whose it is."""
    sights = _commit(tmp_path, {"a.html": b"page"}).sights
    (tmp_path / MANIFEST_NAME).unlink()
    changes = commit([_standing("a.html", b"new")], tmp_path, sights)

    assert (_names(changes), (tmp_path / "a.html").read_bytes()) == ([("a.html", "page-blocked")], b"page")


def test_a_damaged_list_makes_every_file_a_foreign_one(tmp_path: Path) -> None:
    """Without the list nothing is removed or overwritten; pages with the right bytes are taken over again."""
    _commit(tmp_path, {"a.html": b"page", "b.html": b"page"})
    (tmp_path / MANIFEST_NAME).write_bytes(b"<<<<<<< HEAD")
    changes = _commit(tmp_path, {"a.html": b"page", "b.html": b"other"})

    assert (_names(changes), list(load_manifest(tmp_path))) == ([("b.html", "page-blocked")], ["a.html"])


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX modes")
def test_files_have_ordinary_modes(tmp_path: Path) -> None:
    """A web server that runs as somebody else can read the pages."""
    mask = os.umask(0o022)
    try:
        _commit(tmp_path / "output", {"a/index.html": b"page"})
    finally:
        os.umask(mask)
    modes = [(tmp_path / "output" / path).stat().st_mode & 0o777 for path in ("a", "a/index.html", MANIFEST_NAME)]

    assert modes == [0o755, 0o644, 0o644]


_paths = st.sampled_from(["index.html", "a", "a/index.html", "a/b/c.html", "b/index.html", "B", "d.html"])
_sites = st.dictionaries(_paths, st.sampled_from([b"one", b"two", b""]), max_size=6)


@given(st.lists(_sites, min_size=1, max_size=5))
def test_any_sequence_of_builds_ends_like_a_fresh_one(sites: list[dict[str, bytes]]) -> None:
    """However often and whatever was built before, the folder equals one built afresh, its books included."""
    with tempfile.TemporaryDirectory() as folder:
        used, fresh = Path(folder, "used"), Path(folder, "fresh")
        for site in sites:
            _commit(used, site)
        _commit(fresh, sites[-1])

        assert _tree(fresh) == _tree(used)

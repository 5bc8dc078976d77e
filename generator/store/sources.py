"""The clippings on disk: in: a content folder, out: its sources one by one, in an order that no machine changes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, diagnose
from generator.records import SIDECAR_SUFFIX, Record, Source

__all__ = ["Found", "find_files", "is_left_out", "load_source"]

_TEMPORARY = re.compile(
    r"""
      \.\#.* | ~\$.* | \#.*\#           # locks and autosaves of emacs, locks of office programs
    | 4913 | .*___jb_.*                 # probes and temporaries of vim and JetBrains editors
    | \.goutputstream-.*
    | .*\.(sw[a-z]|tmp|part|crdownload) # half-written files
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names of files that last as long as somebody types or downloads: nobody is told of them."""

_HIDDEN = re.compile(
    r"""
      \..*                      # hidden
    | .*~                       # backups
    | thumbs\.db | desktop\.ini # droppings of file managers
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names of files that stay and that nobody means to publish: the ledger lists them."""


class Found(Record, frozen=True, kw_only=True):
    """A file in the content folder that is a source."""

    path: str
    """Relative to the content folder, POSIX, in Unicode's composed form (NFC), so that macOS and Linux agree."""
    file: Path
    sidecar: Found | None = None
    """The file of fields beside it."""


def is_left_out(name: str) -> bool:
    """
    Tell whether a file or folder is hidden or an editor's temporary.

    >>> is_left_out(".git"), is_left_out("story.md~"), is_left_out("story.md")
    (True, True, False)
    """
    return bool(_TEMPORARY.fullmatch(name) or _HIDDEN.fullmatch(name))


def find_files(
    content: Path, within: Path, leave_out: Collection[Path] = (), heed: Callable[[], None] = lambda: None
) -> tuple[tuple[Found, ...], tuple[Diagnostic, ...]]:
    """
    List every source below the content folder, sorted by path, and what is left out by name or could not be listed.

    Hidden files and backups are notes, `hidden-file`, and a hidden folder is one note. Editors' temporaries are passed
    over in silence: they are gone before anybody could look at them. `post.meta` is the side-car of `post.md`.

    Links are followed as long as they lead to a place inside `within` (the project): a link that leads out could
    publish a stranger's files, so it is reported as `source-unreadable`. A file or folder is listed once, under its
    own name if it has one below the content folder: that makes loops harmless. `leave_out` are resolved folders that
    are never entered, such as the output. `heed` is called for each file; it may raise, to break the listing off.
    """
    walk = _Walk(content.resolve(), within.resolve(), frozenset(leave_out), heed)
    walk.enter(walk.content, "")
    walk.follow_links()
    return walk.found(), tuple(sorted(walk.troubles))


def load_source(found: Found, max_bytes: int) -> Source | Diagnostic:
    """
    Read a source's bytes, or say why they are not to be had.

    *Errors*: `source-unreadable`; `source-too-large`, told by the size alone, so that a film that strayed in
    costs neither time nor memory.
    """
    try:
        size = found.file.stat().st_size
        data = found.file.read_bytes() if size <= max_bytes else b""
        sidecar = _load_sidecar(found.sidecar, max_bytes) if found.sidecar else b""
    except OSError as error:
        return _unreadable(found.path, f"cannot be read: {error.strerror or error}")
    if size > max_bytes:
        return diagnose(
            "source-too-large",
            found.path,
            f"the file has {size / 1e6:.1f} MB and a clipping at most {max_bytes / 1e6:.1f} MB; it was not read",
            hint="split it into one file an article, or raise max-source-mb in the configuration",
        )
    return Source(
        path=found.path,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        sidecar=sidecar,
        sidecar_path=found.sidecar.path if found.sidecar else "",
    )


def _load_sidecar(sidecar: Found, max_bytes: int) -> bytes:
    """A side-car that is no file of fields but something huge is none."""
    return sidecar.file.read_bytes() if sidecar.file.stat().st_size <= max_bytes else b""


class _Walk:
    """One pass over a content folder: real files and folders first, then what links add to them."""

    def __init__(self, content: Path, within: Path, leave_out: frozenset[Path], heed: Callable[[], None]) -> None:
        self.content = content
        self.within = within
        self.leave_out = leave_out
        self.heed = heed
        self.files: list[tuple[str, Path]] = []
        self.links: list[tuple[str, Path]] = []
        self.seen: set[Path] = set()
        self.troubles: list[Diagnostic] = []

    def enter(self, folder: Path, prefix: str) -> None:
        """List a real folder, and those below it, under the relative path `prefix`."""
        if folder in self.seen or folder in self.leave_out:
            return
        self.seen.add(folder)
        try:
            items = sorted(os.scandir(folder), key=lambda item: item.name)
        except OSError as error:
            self.troubles.append(_unreadable(prefix or ".", f"cannot be listed: {error.strerror or error}"))
            return
        for item in items:
            if _TEMPORARY.fullmatch(item.name):
                continue
            path = f"{prefix}{item.name}"
            try:
                path.encode()
            except UnicodeEncodeError:
                shown = path.encode("utf-8", "backslashreplace").decode()
                self.troubles.append(_unreadable(shown, "the file's name is not valid UTF-8", hint="rename it"))
                continue
            if _HIDDEN.fullmatch(item.name):
                if folder / item.name not in self.leave_out:
                    self.troubles.append(_hidden(path, is_folder=item.is_dir(follow_symlinks=False)))
            elif item.is_symlink():
                self.links.append((path, folder / item.name))
            elif item.is_dir(follow_symlinks=False):
                self.enter(folder / item.name, f"{path}/")
            else:
                self.add(path, folder / item.name)

    def add(self, path: str, file: Path) -> None:
        """Take in a real file; a pipe or device is reported, for opening it could wait for ever."""
        self.heed()
        if file in self.seen:
            return
        self.seen.add(file)
        try:
            mode = file.lstat().st_mode
        except OSError as error:
            self.troubles.append(_unreadable(path, f"cannot be read: {error.strerror or error}"))
            return
        if stat.S_ISREG(mode):
            self.files.append((path, file))
        else:
            self.troubles.append(_unreadable(path, "is neither a file nor a folder"))

    def follow_links(self) -> None:
        """Go where links lead, also those that are met on the way; every place is entered once."""
        while self.links:
            pending, self.links = sorted(self.links), []
            for path, link in pending:
                self._follow(path, link)

    def _follow(self, path: str, link: Path) -> None:
        try:
            target = link.resolve(strict=True)
        except (OSError, RuntimeError):
            self.troubles.append(_unreadable(path, "is a link that leads nowhere", hint="remove it or mend it"))
            return
        if not target.is_relative_to(self.within):
            self.troubles.append(
                _unreadable(path, f"is a link out of the project, to {str(target)!r}", hint="copy the clippings in")
            )
        elif target.is_dir():
            self.enter(target, f"{path}/")
        else:
            self.add(path, target)

    def found(self) -> tuple[Found, ...]:
        """
        Name the files in composed form and sort them.

        Two names that differ in nothing but their form keep both files: the second goes by its name on disk.
        """
        named: dict[str, Path] = {}
        for path, file in sorted(self.files, key=lambda one: (not unicodedata.is_normalized("NFC", one[0]), one)):
            composed = unicodedata.normalize("NFC", path)
            named[path if composed in named else composed] = file
        return tuple(_found(path, named) for path in sorted(named))


def _found(path: str, named: Mapping[str, Path]) -> Found:
    stem, dot, suffix = path.rpartition(".")
    beside = f"{stem if dot and '/' not in suffix else path}{SIDECAR_SUFFIX}"
    if beside not in named or path == beside:
        return Found(path=path, file=named[path])
    return Found(path=path, file=named[path], sidecar=Found(path=beside, file=named[beside]))


def _hidden(path: str, *, is_folder: bool) -> Diagnostic:
    what = "a hidden folder; nothing in it is read" if is_folder else "a hidden file or a backup"
    return diagnose("hidden-file", path + "/" * is_folder, f"is {what}")


def _unreadable(path: str, message: str, hint: str = "check the file and its permissions") -> Diagnostic:
    return diagnose("source-unreadable", path, message, hint=hint)

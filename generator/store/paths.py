"""Names for output files that every file system and server takes; in: a path, out: what is wrong with it."""

from __future__ import annotations

import re
import unicodedata

from generator.diagnostics import Diagnostic, diagnose

__all__ = ["OWN_PREFIX", "Addresses", "problem_with"]

OWN_PREFIX = ".dayfold-"
"""Names in the output folder that dayfold keeps for its own books."""

_LONGEST_BYTES = 255
"""Of one part of a path: the limit of ext4, APFS and NTFS."""
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Windows opens a device instead, whatever the ending (Microsoft, Naming Files, Paths, and Namespaces)."""


def problem_with(path: str) -> str | None:
    """
    Say why a relative POSIX path cannot be an output file; None when it can.

    >>> problem_with("2020/10/18/index.html")
    >>> problem_with("../index.html")
    "leads out of its folder by the part '..'"
    """
    for part in path.split("/"):
        if part in ("", ".", ".."):
            return f"leads out of its folder by the part {part!r}"
        if _FORBIDDEN.search(part) or part.endswith((".", " ")) or _RESERVED.fullmatch(part):
            return f"has the part {part!r}, which Windows does not take"
        if len(part.encode()) > _LONGEST_BYTES:
            return f"has a part of more than {_LONGEST_BYTES} bytes"
        if part.startswith(OWN_PREFIX):
            return f"has the part {part!r}, which dayfold keeps for itself"
    return None


class Addresses:
    """The output paths given away so far; no two may meet on a file system that ignores case or composition."""

    def __init__(self) -> None:
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def refuse(self, path: str) -> Diagnostic | None:
        """Give a path away, or say why it cannot be (`address-unusable`): no name for a file, or met by another one."""
        problem, hint = problem_with(path), "rename the file it is made from"
        outcome = "it was not written"
        if not problem and (met := self.take(path)):
            problem, outcome = f"meets {met!r}", "the first is kept"
            hint = "rename one of the two; case and accents' composition do not tell files apart everywhere"
        if not problem:
            return None
        return diagnose("address-unusable", path, f"the output path {path!r} {problem}; {outcome}", hint=hint)

    def take(self, path: str) -> str | None:
        """Give a path away; if it meets another one, as a file or as its folder, name that one instead."""
        folded = unicodedata.normalize("NFC", path).casefold()
        parts = folded.split("/")
        folders = ["/".join(parts[:length]) for length in range(1, len(parts))]
        met = self._files.get(folded) or self._folders.get(folded)
        met = met or next((self._files[folder] for folder in folders if folder in self._files), None)
        if met is None:
            self._files[folded] = path
            for folder in folders:
                self._folders.setdefault(folder, path)
        return met

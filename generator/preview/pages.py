"""Pages on demand: in: planned files, out: bytes by path, made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.publish.planned import PlannedFile

__all__ = ["Pages"]


class Pages(Mapping[str, bytes]):
    """
    The files of a site by output path.

    To list them is cheap, to ask for one makes it. *Errors*: `DayfoldError` with a `template-error` when that fails.
    """

    def __init__(self, files: Iterable[PlannedFile], under: Pages | None = None) -> None:
        """`under` are the pages that these are laid over. Of two files with one path the first counts."""
        self._files: dict[str, PlannedFile] = {}
        self._made: dict[str, bytes] = {}
        if under is not None:
            self._files |= under._files
            self._made |= under._made
        own = {file.path: file for file in reversed(tuple(files))}
        self._files |= own
        for path in own:
            self._made.pop(path, None)

    def __getitem__(self, path: str) -> bytes:
        file = self._files[path]
        if file.kind:  # kept already by whoever planned it
            return file.make()
        if path not in self._made:
            self._made[path] = file.make()
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

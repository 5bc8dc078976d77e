"""Pages on demand: in: planned files, out: bytes by path, made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.publish.planned import PlannedFile
from generator.publish.urls import SEARCH_INDEX

__all__ = ["Pages"]


class Pages(Mapping[str, bytes]):
    """
    The files of a site by output path.

    To list them is cheap, to ask for one makes it. *Errors*: `DayfoldError` with a `template-error` when that fails.
    """

    def __init__(
        self,
        files: Iterable[PlannedFile],
        under: Pages | None = None,
        index: Callable[[], Mapping[str, bytes]] = dict,
    ) -> None:
        """
        `under` are the pages that these are laid over. Of two files with one path the first counts. `index` makes the
        search index, which is not listed: it is asked when somebody searches, and how it is named is not known before.
        """
        self._files = {file.path: file for file in reversed(tuple(files))}
        self._made: dict[str, bytes] = {}
        self._under: Mapping[str, bytes] = {} if under is None else under
        self._index = index

    def __getitem__(self, path: str) -> bytes:
        file = self._files.get(path)
        if file is None:
            return self._under[path] if path in self._under else self._searched(path)[path]
        if file.kind:  # kept already by whoever planned it
            return file.make()
        if path not in self._made:
            self._made[path] = file.make()
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._files or path in self._under or path in self._searched(path)

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._under), **self._files})

    def __len__(self) -> int:
        return len(self._files.keys() | self._under.keys())

    def _searched(self, path: object) -> Mapping[str, bytes]:
        """Give the files among which a path of the search index may be; no other path is a reason to make them."""
        return self._index() if str(path).startswith(SEARCH_INDEX) else {}

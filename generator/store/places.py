"""Where a site lives: in: what the command line names, out: checked folders that a build may read and write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import DayfoldError, Diagnostic, diagnose
from generator.records import Record

__all__ = ["CACHE_NAME", "CONFIG_NAME", "Places", "check_content", "check_places", "find_places"]

CONFIG_NAME = "dayfold.toml"
CACHE_NAME = ".dayfold"


class Places(Record, frozen=True, kw_only=True):
    """The folders of one site, absolute, links resolved."""

    root: Path
    """The project: the folder of the configuration, else the one that holds the content folder."""
    content: Path
    output: Path
    cache: Path
    templates: Path
    """The site's own templates; need not exist."""
    config: Path | None
    """None when the site has no configuration file and the defaults serve."""

    def shown(self, path: Path) -> str:
        """Write a path for people: relative to the project when it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def find_places(
    here: Path, *, content: Path | None = None, output: Path | None = None, config: Path | None = None
) -> Places:
    """
    Decide where everything is, seen from the current folder `here`.

    With a configuration file (named, or `dayfold.toml` in `here`) `content/` and `output/` are taken beside it;
    without one, in `here`. What the command line names is relative to `here` in any case.

    *Errors*: `DayfoldError` with `config-missing` when a configuration file is named and is not there.
    """
    found = _find_config(here, config)
    base = found.parent if found else here.resolve()
    content_folder = (here / content if content else base / "content").resolve()
    root = found.parent if found else content_folder.parent
    return Places(
        root=root,
        content=content_folder,
        output=(here / output if output else base / "output").resolve(),
        cache=root / CACHE_NAME,
        templates=(root / "templates").resolve(),
        config=found,
    )


def check_content(places: Places) -> None:
    """
    Make sure that there is a folder to read, and that it can be.

    *Errors*: `DayfoldError` with `content-missing`.
    """
    shown = places.shown(places.content)
    if not places.content.is_dir():
        raise DayfoldError(
            diagnose(
                "content-missing",
                shown,
                f"there is no folder {shown!r} to read clippings from",
                hint="name it with --content DIR, or start a site with dayfold init",
            )
        )
    try:
        os.scandir(places.content).close()
    except OSError as error:  # a share that is away for a moment must not empty the site
        raise DayfoldError(
            diagnose(
                "content-missing",
                shown,
                f"the folder {shown!r} cannot be listed: {error.strerror or error}",
                hint="check the folder and its permissions",
            )
        ) from None


def check_places(places: Places, home: Path) -> None:
    """
    Refuse an output or cache folder that could bury something precious.

    *Errors*: `DayfoldError` with `output-refused`, one for each reason. *Source*: builds of other generators that
    emptied an unrelated folder, or the project itself, because it was named as the output folder.
    """
    refused = (*_refuse_output(places, home.resolve()), *_refuse_cache(places))
    if refused:
        raise DayfoldError(*refused)


def _find_config(here: Path, named: Path | None) -> Path | None:
    if named is None:
        usual = here / CONFIG_NAME
        return usual.resolve() if usual.is_file() else None
    if not (here / named).is_file():
        raise DayfoldError(
            diagnose(
                "config-missing",
                str(named),
                f"there is no configuration file {str(named)!r}",
                hint="leave out --config to build with the defaults, or write one with dayfold init",
            )
        )
    return (here / named).resolve()


def _refuse_output(places: Places, home: Path) -> Iterator[Diagnostic]:
    output = places.output
    if home.is_relative_to(output):
        yield _refusal(places, output, "is, or holds, your home folder")
    elif places.root.is_relative_to(output):
        yield _refusal(places, output, "is, or holds, the project folder")
    for folder, what in (
        (places.content, "the content folder"),
        (places.templates, "the templates folder"),
        (places.cache, "the cache folder"),
    ):
        if _overlap(output, folder):
            yield _refusal(places, output, f"is, lies in, or holds {what} {places.shown(folder)}")


def _refuse_cache(places: Places) -> Iterator[Diagnostic]:
    for folder, what in ((places.content, "the content folder"), (places.templates, "the templates folder")):
        if _overlap(places.cache, folder):
            yield diagnose(
                "output-refused",
                places.shown(places.cache),
                f"the cache folder would lie in {what} {places.shown(folder)}",
                hint=f"keep the clippings in a folder of their own beside {CONFIG_NAME}",
            )


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _refusal(places: Places, output: Path, reason: str) -> Diagnostic:
    return diagnose(
        "output-refused",
        places.shown(output),
        f"the output folder {str(output)!r} {reason}",
        hint="give --output a folder of its own",
    )

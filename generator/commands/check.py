"""`dayfold check`: say what is wrong with a site and with what it is made of, and how to mend it; it is not written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from generator.commands.build import exit_code
from generator.commands.github import github_lines
from generator.commands.site import SiteOptions, open_site, today_in
from generator.commands.terminal import Form, print_json, print_lines, say, show
from generator.diagnostics import Severity
from generator.pipeline import check_theme, gather, loud, open_memory, render_site
from generator.publish.mending import BYSTANDERS, Errand, errands, mendable
from generator.read.decoding import decode
from generator.store.paths import Addresses
from generator.store.places import Places
from generator.store.sources import find_files
from generator.verify.links import Links

__all__ = ["check_site"]

_HEAD_BYTES = 2000
"""Enough of a file to tell in which form its fields are written."""

_WORST_FIRST: tuple[Severity, ...] = ("error", "warning", "note")


def check_site(options: SiteOptions, *, strict: bool, form: Form, external: Path | None, **overrides: Any) -> int:
    """
    Read and render everything, report what was found, worst first.

    Nothing is written but, to the file `external`, the addresses outside of the site that it links to; nobody is asked
    whether they are there.
    """
    places, config = open_site(options, **overrides)
    memory = open_memory(places, config)
    digest = gather(places, config, memory, today=today_in(config))
    links, addresses = Links(config.base_url), Addresses()
    refused = []
    # Nothing leads to a social card but what shares its page, and to draw them takes longer than to check the rest.
    for artifact in render_site(places, msgspec.structs.replace(config, cards=False), digest):
        refused.append(addresses.refuse(artifact.path))
        links.add(artifact.path, artifact.data)
    if external:
        _list_external(external, links.external)
    theme = check_theme(places, config, digest)
    found = loud((*digest.diagnostics, *mendable(digest), *theme, *links.broken(), *filter(None, refused)), config)
    head_of = _heads(places)
    to_mend = errands(found, digest, head_of)
    if form == "github":
        print_lines(github_lines(found, places))
    elif form == "json":
        print_json(
            {
                "sources": len(digest.clippings),
                "entries": len(digest.entries),
                "diagnostics": found,
                "files": to_mend,
            }
        )
    else:
        for errand in to_mend:
            show(errand.diagnostics)
            if errand.lines:
                say(f"  {errand.where} {errand.path}:")
                for line in errand.lines:
                    say(line)
        say(_counted(to_mend, len(digest.clippings), sum(one.name in BYSTANDERS for one in found)))
    return exit_code(found, strict=strict)


def _list_external(file: Path, external: Mapping[str, str]) -> None:
    """
    Write the addresses, an address and the page it is first linked from a line.

    *Errors*: `click.UsageError` when the file cannot be written.
    """
    try:
        file.write_text("".join(f"{address}\t{page}\n" for address, page in sorted(external.items())), encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"cannot write {file}: {error.strerror or error}") from None


def _heads(places: Places) -> Callable[[str], str]:
    """Make the function that gives the first characters of a source, by path; empty for what cannot be read."""
    files = {one.path: one.file for one in find_files(places.content, within=places.root)[0]}

    def head_of(path: str) -> str:
        try:
            with files[path].open("rb") as file:
                return decode(file.read(_HEAD_BYTES)).text
        except (KeyError, OSError):
            return ""

    return head_of


def _counted(to_mend: tuple[Errand, ...], sources: int, bystanders: int) -> str:
    found = [one for errand in to_mend for one in errand.diagnostics]
    counts = [(sum(one.severity == severity for one in found), severity) for severity in _WORST_FIRST]
    told = " · ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)
    where = f" in {len(to_mend)} file{'' if len(to_mend) == 1 else 's'}" if told else ""
    passed = f" · {bystanders} passed over, see the ledger" if bystanders else ""
    return f"{sources} source{'' if sources == 1 else 's'} · {told or 'nothing to mend'}{where}{passed}"

"""What one build of a site leaves to the next: in: a cache folder, out: remembered work, ready to be used, and left."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from generator.config import RefineSettings
from generator.diagnostics import Diagnostic
from generator.publish import Printed, Prints
from generator.recall import Recall, Share
from generator.store.code import code_of_all
from generator.store.compiled import load_codes, save_codes
from generator.store.memory import Memory, load_memory, make_stamp
from generator.store.printed import load_prints, save_prints
from generator.store.recollection import load_recollection, save_recollection
from generator.store.sights import Sight, load_sights, save_sights

__all__ = ["Past", "leave_digest", "leave_output", "open_past"]


class Past(NamedTuple):
    """What is known of a site from building it before."""

    memory: Memory
    recall: Recall
    printed: Printed
    codes: dict[str, CodeType]
    """Compiled templates, by key; whoever compiles another one adds it."""
    notes: tuple[Diagnostic, ...] = ()
    """What was damaged."""
    sights: Mapping[str, Sight] = {}
    """What files of the site looked like when the last build left them, by path."""


def open_past(
    folder: Path,
    settings: RefineSettings,
    *,
    output: Path | None = None,
    forget: bool = False,
    heed: Callable[[], None] | None = None,
    share: Share | None = None,
) -> Past:
    """
    Fetch what these settings can use; with `forget` nothing. `heed` and `share` are those of `Recall`.

    Without `output`, the bytes of every file there have to be asked what they are.
    """
    stamp, notes = make_stamp(settings), list[Diagnostic]()
    if forget:
        return Past(Memory(stamp), Recall(heed=heed, share=share), Prints(), {})
    memory = load_memory(folder, stamp)
    held = load_recollection(folder, _stamp_of_digest(stamp), memory.known(), notes)
    prints, codes = load_prints(folder, code_of_all(), notes), load_codes(folder, notes)
    recall = Recall(held, heed=heed, share=share)
    sights = load_sights(folder, _stamp_of_output(output), notes) if output else {}
    return Past(memory, recall, prints, codes, (*memory.notes, *notes), sights)


def leave_digest(folder: Path, past: Past) -> Diagnostic | None:
    """Leave what this build's digest was made of; say why where nothing can be left."""
    stamp = _stamp_of_digest(past.memory.stamp)
    return save_recollection(folder, stamp, past.memory.clippings(), past.recall.asked_for())


def leave_output(folder: Path, past: Past, output: Path, sights: Mapping[str, Sight]) -> Diagnostic | None:
    """
    Leave what this build has printed, by which templates, and what it looks like; say why where nothing can be left.
    """
    troubles = [save_codes(folder, past.codes), save_sights(folder, _stamp_of_output(output), sights)]
    if isinstance(past.printed, Prints):
        troubles.append(save_prints(folder, code_of_all(), past.printed))
    return next(filter(None, troubles), None)


def _stamp_of_digest(stamp_of_memory: str) -> str:
    return hashlib.sha256(f"{stamp_of_memory} {code_of_all()}".encode()).hexdigest()


def _stamp_of_output(output: Path) -> str:
    return f"{output} {code_of_all()}"

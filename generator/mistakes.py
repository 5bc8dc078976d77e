"""Mistakes of the program itself: in: an exception that nobody expected, out: what to tell whoever met it."""

from __future__ import annotations

import traceback
from pathlib import PurePath

from generator.diagnostics import Diagnostic, diagnose

__all__ = ["own_mistake"]


def own_mistake(error: Exception) -> Diagnostic:
    """Turn an exception that nobody expected into words, with the place in the program where it was raised."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f" ({PurePath(frame.filename).name}, line {frame.lineno})" for frame in last)
    return diagnose(
        "internal-error",
        "dayfold",
        f"dayfold failed with {type(error).__name__}: {error}{place}",
        hint="this is a mistake in dayfold: please report it; what stood in the output folder stands there still",
    )

"""Where one showing takes the place of the other: in: builds as they end, out: what requests are answered from."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from generator.preview.builder import attempt
from generator.preview.showing import Showing

__all__ = ["Stage"]


class Stage:
    """Holds the one `Showing` that is current; swapped in one step by the builder, read by every request."""

    def __init__(self) -> None:
        self.showing = Showing(build=0)
        self.is_closed = False

    def rebuild(self, make: Callable[[], Showing]) -> Showing:
        """Show what `make` makes; when that fails keep the last good pages and say what is wrong."""
        last = self.showing
        made = attempt(make)
        if isinstance(made, Showing):
            self.showing = msgspec.structs.replace(made, build=last.build + 1)
        else:
            self.showing = msgspec.structs.replace(last, build=last.build + 1, is_stale=True, diagnostics=made)
        return self.showing

"""The press: in: a plan, out: its files, made share by share, in this process or in others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.diagnostics import DayfoldError, Diagnostic
from generator.publish.plan import Plan
from generator.publish.templating import TemplateError
from generator.records import Artifact

__all__ = ["Made", "Press", "print_all"]

Made = list[Artifact | tuple[Diagnostic, ...]]
"""Files, and in the place of one whose template failed, why."""


class Press:
    """Prints a plan, here or in another process."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._failed: set[str] = set()

    def __len__(self) -> int:
        """Count the files."""
        return len(self._plan.files)

    def __call__(self, numbers: Iterable[int]) -> Made:
        """Make files, by number in the plan. Each kind is tried until its template fails, and no more."""
        made: Made = []
        for number in numbers:
            file = self._plan.files[number]
            if file.kind in self._failed:
                continue
            try:
                made.append(Artifact(path=file.path, data=file.make()))
            except TemplateError as error:
                self._failed.add(file.kind)
                made.append(error.diagnostics)
        return made


def print_all(
    press: Press,
    spread: Callable[[Callable[[Sequence[int]], Made], Sequence[Sequence[int]]], Iterable[Made]] = map,
    shares: Sequence[Sequence[int]] = (),
) -> Iterator[Artifact]:
    """
    Make every file of a site, in the order of the plan.

    `spread` applies the press to each of the `shares`, which together are all numbers of the plan, in order; without
    any, files are made here, one after the other, and a site of any size streams through.

    *Errors*: `DayfoldError` after the last, with a `template-error` for every kind of page that failed.
    """
    failed: set[Diagnostic] = set()
    for made in spread(press, shares or [(number,) for number in range(len(press))]):
        for one in made:
            if isinstance(one, Artifact):
                yield one
            else:
                failed.update(one)
    if failed:
        raise DayfoldError(*sorted(failed))

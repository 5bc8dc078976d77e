"""The press: in: a plan, out: its files, made share by share, in this process or in others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from generator.diagnostics import DayfoldError, Diagnostic
from generator.publish.impression import Print
from generator.publish.plan import Plan
from generator.publish.planned import Standing
from generator.publish.templating import TemplateError
from generator.records import Artifact

__all__ = ["Made", "Press", "print_all"]


class Made(NamedTuple):
    """A share of files."""

    files: list[Artifact | tuple[Diagnostic, ...]]
    """In the place of one whose template failed, why; of those that fail for the same reason only the first says so."""
    prints: Mapping[str, Print]
    """What was noted of them."""


def _one_by_one(numbers: Sequence[int]) -> list[Sequence[int]]:
    return [(number,) for number in numbers]


class Press:
    """Prints a plan, here or in another process."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._failed: set[str] = set()

    def __call__(self, numbers: Iterable[int]) -> Made:
        """Make files, by number in the plan. Each kind is tried until its template fails, and no more."""
        made: list[Artifact | tuple[Diagnostic, ...]] = []
        for number in numbers:
            file = self.plan.files[number]
            if file.kind in self._failed:
                made.append(())
                continue
            try:
                made.append(Artifact(path=file.path, data=file.make()))
            except TemplateError as error:
                self._failed.add(file.kind)
                made.append(error.diagnostics)
        return Made(made, self.plan.impression.noted(one.path for one in made if isinstance(one, Artifact)))


def print_all(
    press: Press,
    spread: Callable[[Callable[[Sequence[int]], Made], Sequence[Sequence[int]]], Iterable[Made]] = map,
    cut: Callable[[Sequence[int]], Sequence[Sequence[int]]] = _one_by_one,
) -> Iterator[Artifact | Standing]:
    """
    Make every file of a site but those known to stand, in the order of the plan.

    `cut` cuts numbers of files into shares, and `spread` applies the press to each of these; without them, files are
    made here, one after the other, and a site of any size streams through.

    *Errors*: `DayfoldError` after the last, with a `template-error` for every kind of page that failed.
    """
    files, failed = press.plan.files, set[Diagnostic]()
    standing = {number: sha256 for number, file in enumerate(files) if (sha256 := file.standing())}
    shares = spread(press, cut([number for number in range(len(files)) if number not in standing]))
    made = chain.from_iterable(_unpack(share, press.plan) for share in shares)
    for number, file in enumerate(files):
        if number in standing:
            yield Standing(path=file.path, sha256=standing[number], make=file.make)
            continue
        one = next(made)
        if isinstance(one, Artifact):
            yield one
        else:
            failed.update(one)
    if failed:
        raise DayfoldError(*sorted(failed))


def _unpack(made: Made, plan: Plan) -> list[Artifact | tuple[Diagnostic, ...]]:
    plan.impression.note(made.prints)
    return made.files

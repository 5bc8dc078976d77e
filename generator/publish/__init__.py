"""The whole site as files: in: a digest, the settings and a theme, out: every file, planned; or all of them, made."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config
from generator.publish.plan import Plan, Printed, plan_site
from generator.publish.planned import PlannedFile, Standing
from generator.publish.press import Press, print_all
from generator.publish.prints import Prints
from generator.publish.reprints import Reprints
from generator.publish.theme import Theme
from generator.records import Artifact, Digest

__all__ = [
    "Plan",
    "PlannedFile",
    "Press",
    "Printed",
    "Prints",
    "Reprints",
    "Standing",
    "plan_site",
    "print_all",
    "publish",
]


def publish(digest: Digest, config: Config, theme: Theme) -> Iterator[Artifact]:
    """
    Make every file of a site: pages, assets, feeds, data, and what hosts and crawlers ask for.

    The order is stable, and nothing is held back: a site of any size streams through.

    *Errors*: `DayfoldError` with a `template-error` for every template that does not compile, before the first
    artifact; as `print_all` after the last.
    """
    made = print_all(Press(plan_site(digest, config, theme)))
    yield from (one for one in made if isinstance(one, Artifact))

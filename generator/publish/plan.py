"""The whole site, planned: in: a digest, the settings and a theme, out: every file, and how to make it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, MutableMapping
from functools import partial
from types import CodeType
from typing import NamedTuple

from generator.config import Config
from generator.publish import urls
from generator.publish.assets import asset_hrefs, plan_assets
from generator.publish.cards import look_over_cards, plan_cards
from generator.publish.citations import plan_citations
from generator.publish.data import plan_data
from generator.publish.edition import Edition, make_edition
from generator.publish.feeds import plan_feeds
from generator.publish.impression import Impression
from generator.publish.masthead import site_view
from generator.publish.overrides import look_over
from generator.publish.pages import PlannedPage, plan_pages, render_page
from generator.publish.planned import PlannedFile
from generator.publish.prints import Prints
from generator.publish.reprints import Reprints
from generator.publish.search_cards import search_cards
from generator.publish.selection import has_search_index, select
from generator.publish.site_files import plan_site_files
from generator.publish.styling import styled
from generator.publish.templating import Renderer
from generator.publish.theme import Theme
from generator.publish.urls import Urls
from generator.records import Artifact, Digest

__all__ = ["Plan", "Printed", "plan_site"]

Printed = Prints | Reprints
"""What is known of a site from printing it before, in another process or in this one."""


class _Contents(NamedTuple):
    """What a site is to print, whatever it will look like."""

    digest: Digest
    config: Config
    urls: Urls
    edition: Edition
    pages: tuple[PlannedPage, ...]
    rest: tuple[PlannedFile, ...]
    """Feeds, data and all else that is made without a theme."""


class Plan:
    """A site that can be printed, file by file, in any order."""

    def __init__(
        self,
        contents: _Contents,
        theme: Theme,
        before: Printed | None = None,
        codes: MutableMapping[str, CodeType] | None = None,
    ) -> None:
        """As `plan_site`."""
        self._contents = contents
        self._theme = theme
        self._is_traced = isinstance(before, Prints)
        digest, config, addresses, self.edition, pages, rest = contents
        self.diagnostics = (*look_over(theme, config), *look_over_cards(digest, config, theme))
        """What the site overrides in vain."""
        theme = styled(theme, config)
        site = site_view(digest, config, addresses, asset_hrefs(theme, addresses))
        known = {"site": site, "path": addresses.path, "absolute": addresses.absolute}
        self.renderer = Renderer(theme, known, codes)
        self.impression = before.impression(self.edition, (theme, site)) if before else Impression(self.edition)
        printed = (_planned(page, self.renderer, self.impression) for page in pages)
        others = (_traced(file, self.impression) for file in (*plan_cards(digest, config, theme), *rest))
        self.files: tuple[PlannedFile, ...] = (*printed, *plan_assets(theme), *others)
        """In a stable order. That two of them want one path is for the receiver to see (`store.output.commit` does)."""
        assets = hashlib.sha256(b"\0".join(asset.name.encode() + b"\0" + asset.data for asset in theme.assets))
        self.assets = assets.hexdigest()
        """A hash of all assets: what a page may depend on beside its own bytes."""

    def __reduce__(self) -> tuple[object, ...]:
        """Sent to another process a plan takes along what it was made from, and is made anew there."""
        prints = Prints() if self._is_traced else None
        return plan_site, (self._contents.digest, self._contents.config, self._theme, prints)

    def search_cards(self) -> Iterator[Artifact]:
        """Make what the search engine is to read; nothing where the site is not to be searched."""
        if has_search_index(self._contents.config):
            yield from search_cards(self.edition, self._contents.digest)

    def with_theme(self, theme: Theme, before: Printed | None = None) -> Plan:
        """Plan the same contents for another theme, at once: nothing is looked up again. *Errors*: as `plan_site`."""
        return Plan(self._contents, theme, before)


def plan_site(
    digest: Digest,
    config: Config,
    theme: Theme,
    before: Printed | None = None,
    codes: MutableMapping[str, CodeType] | None = None,
) -> Plan:
    """
    Plan every file of a site. `before` is what is known of it from printing it before, in this process (`Reprints`:
    pages that nothing has changed for are given as they were) or in another one (`Prints`: they are known to stand);
    `codes` is what was compiled of the theme before, and is added to.

    *Errors*: `DayfoldError` with a `template-error` for every template that does not compile. A file whose template
    fails raises `TemplateError` when it is made.
    """
    digest = select(digest, config)
    addresses = Urls(config.base_url)
    edition = make_edition(digest, config, addresses)
    pages = tuple(plan_pages(edition, digest))
    listed = [(page.path, page.changed) for page in pages if page.is_listed]
    rest = (
        *plan_feeds(digest, config, addresses),
        *(plan_citations(digest, addresses) if "citations" in config.pages else ()),
        *plan_data(digest, config, addresses),
        *plan_site_files(digest, config, addresses, pages=listed),
    )
    return Plan(_Contents(digest, config, addresses, edition, pages, rest), theme, before, codes)


def _planned(page: PlannedPage, renderer: Renderer, impression: Impression) -> PlannedFile:
    path, about = urls.file_of(page.path), (page.make, page.title, *page.about)
    return PlannedFile(
        path=path,
        make=partial(impression.made, path, about, partial(render_page, page, renderer)),
        kind=page.make.__module__ + page.make.__name__,
        standing=partial(impression.standing, path, about),
    )


def _traced(file: PlannedFile, impression: Impression) -> PlannedFile:
    """Let what a file is about tell whether it stands; it asks the edition nothing."""
    about = file.about
    if about is None:
        return file
    return file._replace(
        make=lambda: impression.made(file.path, about(), lambda _: file.make(), is_of_site=file.is_of_site),
        standing=lambda: impression.standing(file.path, about()),
    )

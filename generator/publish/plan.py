"""The whole site, planned: in: a digest, the settings and a theme, out: every file, and how to make it."""

from __future__ import annotations

import hashlib
from collections.abc import MutableMapping
from functools import partial
from types import CodeType

from generator.config import Config
from generator.publish import urls
from generator.publish.assets import asset_hrefs, plan_assets
from generator.publish.citations import plan_citations
from generator.publish.data import plan_data
from generator.publish.edition import Edition, make_edition
from generator.publish.feeds import plan_feeds
from generator.publish.masthead import site_view
from generator.publish.pages import PlannedPage, plan_pages, render_page
from generator.publish.planned import PlannedFile
from generator.publish.reprints import Impression, Reprints
from generator.publish.selection import select
from generator.publish.site_files import plan_site_files
from generator.publish.templating import Renderer
from generator.publish.theme import Theme
from generator.publish.urls import Urls
from generator.records import Digest

__all__ = ["Plan", "plan_site"]


class Plan:
    """A site that can be printed, file by file, in any order."""

    def __init__(
        self, files: tuple[PlannedFile, ...], impression: Impression, edition: Edition, renderer: Renderer, assets: str
    ) -> None:
        self.files = files
        """In a stable order. That two of them want one path is for the receiver to see (`store.output.commit` does)."""
        self.impression = impression
        self.edition = edition
        self.renderer = renderer
        self.assets = assets
        """A hash of all assets: what a page may depend on beside its own bytes."""


def plan_site(
    digest: Digest,
    config: Config,
    theme: Theme,
    reprints: Reprints | None = None,
    codes: MutableMapping[str, CodeType] | None = None,
) -> Plan:
    """
    Plan every file of a site. With `reprints`, files that nothing has changed for are given as they were made before;
    `codes` is what was compiled of the theme before, and is added to.

    *Errors*: `DayfoldError` with a `template-error` for every template that does not compile. A file whose template
    fails raises `TemplateError` when it is made.
    """
    digest = select(digest, config)
    addresses = Urls(config.base_url)
    edition = make_edition(digest, config, addresses)
    site = site_view(digest, config, addresses, asset_hrefs(theme, addresses))
    renderer = Renderer(theme, {"site": site, "path": addresses.path, "absolute": addresses.absolute}, codes)
    impression = reprints.impression(edition, (theme, site)) if reprints else Impression(edition)
    pages = tuple(plan_pages(edition, digest))
    listed = [(page.path, page.changed) for page in pages if page.is_listed]
    files = (
        *(_planned(page, renderer, impression) for page in pages),
        *plan_assets(theme),
        *plan_feeds(digest, config, addresses),
        *(plan_citations(digest, addresses) if "citations" in config.pages else ()),
        *plan_data(digest, config, addresses),
        *plan_site_files(digest, config, addresses, pages=listed),
    )
    assets = hashlib.sha256(b"\0".join(asset.name.encode() + b"\0" + asset.data for asset in theme.assets))
    return Plan(files, impression, edition, renderer, assets.hexdigest())


def _planned(page: PlannedPage, renderer: Renderer, impression: Impression) -> PlannedFile:
    render = partial(render_page, page, renderer)
    about = (page.make, page.title, *page.about)
    return PlannedFile(
        path=urls.file_of(page.path),
        make=partial(impression.made, page.path, about, render),
        kind=page.make.__module__ + page.make.__name__,
    )

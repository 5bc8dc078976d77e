"""The whole site as files: in: a digest, the settings and a theme, out: artifacts, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from generator.config import Config
from generator.diagnostics import DayfoldError, Diagnostic
from generator.publish import urls
from generator.publish.assets import asset_hrefs, make_assets
from generator.publish.citations import make_citations
from generator.publish.data import make_data
from generator.publish.edition import Edition, make_edition
from generator.publish.feeds import make_feeds
from generator.publish.masthead import site_view
from generator.publish.pages import PAGES, Page
from generator.publish.site_files import make_site_files
from generator.publish.templating import Renderer, TemplateError
from generator.publish.theme import Theme
from generator.publish.urls import Urls
from generator.records import Artifact, Digest

__all__ = ["publish"]


def publish(digest: Digest, config: Config, theme: Theme) -> Iterator[Artifact]:
    """
    Make every file of a site: pages, assets, feeds, data, and what hosts and crawlers ask for.

    The order is stable, and nothing is held back: a site of any size streams through. That two artifacts want one
    path is for the receiver to see (`store.output.commit` does).

    *Errors*: `DayfoldError` with a `template-error` for every template that does not compile, before the first
    artifact; or for every page kind that fails, once each, after the last page.
    """
    addresses = Urls(config.base_url)
    edition = make_edition(digest, config, addresses)
    site = site_view(edition, asset_hrefs(theme, addresses))
    renderer = Renderer(theme, {"site": site, "path": addresses.path, "absolute": addresses.absolute})
    listed: list[tuple[str, str | None]] = []
    yield from _make_pages(edition, renderer, listed)
    yield from make_assets(theme)
    yield from make_feeds(digest, config, addresses)
    yield from make_citations(digest, addresses)
    yield from make_data(digest, config, addresses)
    yield from make_site_files(digest, config, addresses, pages=listed)


def _make_pages(edition: Edition, renderer: Renderer, listed: list[tuple[str, str | None]]) -> Iterator[Artifact]:
    """Render every page and note those that may be found; a page kind that fails is not tried again."""
    found: dict[Diagnostic, None] = {}
    seen: set[str] = set()
    for kind in PAGES:
        try:
            for page in _with_distinct_titles(kind(edition), seen):
                html = renderer.render(page.template, head=page.head, page=page.view)
                if page.head.is_listed:
                    listed.append((page.path, page.changed))
                # Half of a surrogate pair, which JSON front matter can spell, is the one thing UTF-8 cannot hold.
                yield Artifact(path=urls.file_of(page.path), data=html.encode("utf-8", "ignore"))
        except TemplateError as error:
            found.update(dict.fromkeys(error.diagnostics))
    if found:
        raise DayfoldError(*sorted(found))


def _with_distinct_titles(pages: Iterable[Page], seen: set[str]) -> Iterator[Page]:
    """Give each page a title of its own: two clippings of one outlet may well have the same headline."""
    for page in pages:
        title = page.head.title
        if title in seen:
            title = f"{title} ({page.path.rstrip('/').rpartition('/')[2]})"
            page = msgspec.structs.replace(page, head=msgspec.structs.replace(page.head, title=title))
        seen.add(title)
        yield page

"""The links of a site: in: its files, one after the other, out: which lead nowhere, and which lead away."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.etree import ParserError

from generator.diagnostics import Diagnostic, diagnose
from generator.publish.urls import file_of
from generator.verify.documents import find_addresses, find_markup, is_page

__all__ = ["Links"]

_WEB = ("http", "https")


class Links:
    """Collects what the files of a site link to, without holding the files."""

    def __init__(self, base_url: str) -> None:
        """`base_url` is the site's own address, sub-path included."""
        self._base = base_url if base_url.endswith("/") else f"{base_url}/"
        self._files: set[str] = set()
        self._anchors: set[tuple[str, str]] = set()
        self._inside: dict[tuple[str, str], str] = {}
        """Where each file and anchor, empty for none, is first linked from."""
        self._repeated: list[Diagnostic] = []
        self.external: dict[str, str] = {}
        """Where each address outside of the site is first linked from."""

    def add(self, path: str, data: bytes) -> None:
        """
        Take in a file: what it links to and, of a page, its ids.

        *Errors*: `ValueError` for a file that is not what its name and its first bytes say.
        """
        self._files.add(path)
        for address in find_addresses(path, data):
            self._take_link(path, address)
        for markup in find_markup(path, data):
            try:
                root = html.document_fromstring(markup)
            except ParserError:  # nothing but white space
                continue
            if is_page(path):
                self._take_ids(path, root)
            for _, _, link, _ in html.iterlinks(root):
                self._take_link(path, link)

    def broken(self) -> Iterator[Diagnostic]:
        """Tell, once all files are taken in, what leads nowhere (`link-broken`) and ids given twice (`id-repeated`)."""
        yield from self._repeated
        for (path, anchor), source in sorted(self._inside.items()):
            if path not in self._files:
                yield _nowhere(source, path, f"{path!r} is not a file of the site")
            elif anchor and is_page(path) and (path, anchor) not in self._anchors:
                yield _nowhere(source, f"{path}#{anchor}", f"{path!r} has no element with the id {anchor!r}")

    def _take_ids(self, path: str, root: html.HtmlElement) -> None:
        for element in root.iter():
            one = element.get("id") if isinstance(element.tag, str) else None
            if one and (path, one) in self._anchors:
                message = f"the id {one!r} stands on the page more than once, so links to it lead to the first"
                self._repeated.append(diagnose("id-repeated", path, message, hint="mend the template that prints it"))
            elif one:
                self._anchors.add((path, one))

    def _take_link(self, path: str, link: str) -> None:
        address = urljoin(urljoin(self._base, path), link.strip())
        parts = urlsplit(address)
        if not address.startswith(self._base):
            if parts.scheme in _WEB:
                self.external.setdefault(address, path)
            return
        inside = unquote(parts.path.removeprefix(urlsplit(self._base).path))
        anchor = unquote(parts.fragment.partition(":~:")[0])
        self._inside.setdefault((file_of(inside), anchor), path)


def _nowhere(source: str, target: str, why: str) -> Diagnostic:
    hint = "mend the template, clipping or redirect that the link comes from; one to another site needs a whole address"
    return diagnose("link-broken", source, f"the link to {target!r} leads nowhere: {why}", hint=hint)

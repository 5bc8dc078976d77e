"""What a built page prints: in: its HTML, out: quotations, headlines, footnote links, anchors, and stray text."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from generator.records import Record

__all__ = ["Counted", "Printed", "Words", "read_printed"]

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without an end tag (HTML, 13.1.2)."""

_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)"""
    r"""|<(?P<raw>script|style)\b[^>]*>.*?(?:</(?P=raw)\b[^>]*>|\Z)"""
    r"""|</(?P<end>[a-z][^\s/>]*)[^>]*>"""
    r"""|<(?P<name>[a-z][^\s/>]*)(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>"""
    r"""|<[!?][^>]*>""",
    re.I | re.S,
)
"""A tag, or what is no text: comments, declarations, scripts and styles. A tag without an end is text."""

_ATTRIBUTE = re.compile(r"""([^\s"'>/=][^\s>/=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?""")

_ROLES = (
    "quotation",
    "headline",
    "credit",
    "link",
    "stray",
    "marker",
    "count",
    "figure",
    "note",
    "extract",
    "footnotes",
)
"""What an element can be to us."""

_MARKER = re.compile(r"[\s\[\]\d.,?–-]*")
"""What may stand raised behind a sentence; the question mark stands for a footnote that leads nowhere."""


class Words(Record, frozen=True, kw_only=True):
    """A stretch of a page that says where it comes from, or should."""

    reference: str
    """`cite` of a quotation, `href` of a link, `data-headline`, `data-figure` and `data-note` of theirs; else empty."""
    text: str
    line: int
    """In the page, from 1."""


class Counted(Record, frozen=True, kw_only=True):
    """A count, as a page prints it."""

    reference: str
    """The address of what is counted."""
    text: str
    line: int
    listed: int
    """How many headlines stand before it in its list."""


class Printed(Record, frozen=True, kw_only=True):
    quotations: tuple[Words, ...]
    headlines: tuple[Words, ...]
    credits: tuple[Words, ...]
    """Who says so, in words inside an extract."""
    links: tuple[Words, ...]
    """To footnotes and back, those with a fragment."""
    strays: tuple[Words, ...]
    """Text of an extract that is neither quotation, marker nor credit."""
    figures: tuple[Words, ...]
    """Numbers and what they count; the reference is that of their sentence."""
    notes: tuple[Words, ...]
    """The editor's words, without markers and credits; the reference is the path of the note."""
    counts: tuple[Counted, ...]
    anchors: frozenset[str]


@lru_cache(maxsize=512)  # an item stands in up to three formats of the site's feed and of each of its topics
def read_printed(markup: str) -> Printed:
    """
    Take from a page what has to be proved, in one pass.

    Lenient like a browser: an end tag closes what stands open inside its element, and one that closes nothing is
    passed over. What is not seen as a quotation here is no quotation to a browser either.
    """
    reader = _Reader(markup)
    reader.read()
    return Printed(
        quotations=tuple(reader.found["quotation"]),
        headlines=tuple(reader.found["headline"]),
        credits=tuple(reader.found["credit"]),
        links=tuple(reader.found["link"]),
        strays=tuple(reader.found["stray"]),
        figures=tuple(reader.found["figure"]),
        notes=tuple(reader.found["note"]),
        counts=tuple(reader.counts),
        anchors=frozenset(reader.anchors),
    )


class _Open:
    """An element that has begun and means something to us, and the text it holds so far."""

    __slots__ = ("line", "reference", "role", "tag", "texts")

    def __init__(self, tag: str, role: str, reference: str, line: int) -> None:
        self.tag = tag
        self.role = role
        self.reference = reference
        self.line = line
        self.texts: list[str] = []


class _Reader:
    def __init__(self, markup: str) -> None:
        self.found: dict[str, list[Words]] = {role: [] for role in _ROLES}
        self.counts: list[Counted] = []
        self.anchors: set[str] = set()
        self._listed = 0
        self._markup = markup
        self._open: list[_Open | str] = []  # an element that means nothing is only its name
        self._meant: list[_Open] = []  # those among them that mean something
        self._place, self._line = 0, 1

    def read(self) -> None:
        done = 0
        for tag in _TAG.finditer(self._markup):
            if self._meant and done < tag.start():
                self._text(done, tag.start())
            done = tag.end()
            if name := tag["end"]:
                self._end(name.lower())
            elif name := tag["name"]:
                self._start(name.lower(), tag["attributes"], tag.start())
        if self._meant:
            self._text(done, len(self._markup))
        while self._open:  # what the page left open
            self._close()

    def _start(self, name: str, written: str, place: int) -> None:
        role, reference = "", ""
        if name == "ul":
            self._listed = 0
        if written or name in ("q", "sup"):
            attributes = _attributes(written)
            if identity := attributes.get("id"):
                self.anchors.add(identity)
            role, reference = self._role(name, attributes)
        if name in _VOID:
            return
        if not role:
            self._open.append(name)
            return
        element = _Open(name, role, reference, self._line_of(place))
        self._open.append(element)
        self._meant.append(element)

    def _end(self, name: str) -> None:
        if self._open and self._name_of(self._open[-1]) == name:
            self._close()
        elif any(self._name_of(element) == name for element in self._open):
            while self._close() != name:
                pass

    def _text(self, start: int, end: int) -> None:
        written = self._markup[start:end]
        text = html.unescape(written) if "&" in written else written
        is_beside = self._is_in("marker", "credit")
        for element in self._meant:
            if element.role != "note" or not is_beside:
                element.texts.append(text)
        if self._is_in("extract") and not self._is_in("quotation", "marker", "credit") and text.strip():
            self.found["stray"].append(Words(reference="", text=text.strip(), line=self._line_of(start)))

    def _role(self, tag: str, attributes: dict[str, str]) -> tuple[str, str]:
        if tag == "q":
            return "quotation", attributes.get("cite", "")
        if "data-headline" in attributes:
            return "headline", attributes["data-headline"]
        if "data-figure" in attributes:
            return "figure", attributes["data-figure"]
        if "data-note" in attributes:
            return "note", attributes["data-note"]
        if "data-of" in attributes:
            return "count", attributes["data-of"]
        classes = attributes.get("class", "").split()
        if tag == "a" and self._is_footnote_link(classes, attributes):
            return "link", attributes["href"]
        if self._is_in("extract", "note"):
            if tag == "sup":
                return "marker", ""
            return ("credit" if {"credit", "says"} & set(classes) else ""), ""
        if "extract" in classes:
            return "extract", ""
        return ("footnotes" if "footnotes" in classes or attributes.get("role") == "doc-endnotes" else ""), ""

    def _is_footnote_link(self, classes: list[str], attributes: dict[str, str]) -> bool:
        if "#" not in attributes.get("href", ""):
            return False
        is_marked = attributes.get("role") in ("doc-noteref", "doc-backlink") or bool(
            {"footnote", "reversefootnote"} & set(classes)
        )
        return is_marked or self._is_in("footnotes")

    def _is_in(self, *roles: str) -> bool:
        return any(element.role in roles for element in self._meant)

    def _close(self) -> str:
        """Close the innermost element and say what it was."""
        element = self._open.pop()
        if isinstance(element, str):
            return element
        self._meant.pop()
        words = Words(reference=element.reference, text="".join(element.texts), line=element.line)
        if element.role == "marker" and not _MARKER.fullmatch(words.text):
            self.found["stray"].append(words)
        if element.role == "count":
            counted = Counted(reference=words.reference, text=words.text, line=words.line, listed=self._listed)
            self.counts.append(counted)
        self._listed += element.role == "headline"
        self.found[element.role].append(words)
        return element.tag

    def _line_of(self, place: int) -> int:
        """Count lines from the last place that was asked for; places come in order."""
        self._line += self._markup.count("\n", self._place, place)
        self._place = place
        return self._line

    @staticmethod
    def _name_of(element: _Open | str) -> str:
        return element if isinstance(element, str) else element.tag


@lru_cache(maxsize=4096)  # every page has the same menu and footer
def _attributes(written: str) -> dict[str, str]:
    """Read a start tag's attributes; the first of a name counts. The value is shared: nobody may change it."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found

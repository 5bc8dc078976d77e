"""Template code: in: a draft, out: the draft without what a site generator was to replace, all of it accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from generator.records import Block, Draft, Field, Image, Link, Span
from generator.text.passages import cut_passage, slice_passage

__all__ = ["may_hold_template_code", "without_template_code"]

_RULE = "template-code"

_OPENINGS = {
    "{": ("{{", "{%", "{#", "{:", "{."),
    "<": ("<%", "<<."),
    "[": ("[/", '="', "=\u201d", "[gallery", "[toc", "[TOC", "link:"),
}
"""
What stands in every text that holds template code, by a character that must be there too.

Single characters are looked for first, so that a text without any costs next to nothing.
"""

_TAG = re.compile(
    r"""
    \$?\{\{ (?:(?!\{\{|\}\}).){0,2000} \}\}+                  # Liquid, Jinja, Handlebars, Hugo, GitHub
    | \{%   (?:(?!\{%|%\}).){0,2000} %\}                      # Liquid, Jinja, Nunjucks, Twig
    | \{\#  (?:(?!\{\#|\#\}).){0,2000} \#\}                   # their comments
    | <%    (?:(?!<%|%>).){0,2000} %>                         # ERB, EJS, Templater
    | <<\.[\w-]+ (?:(?!<<|>>).){0,500} >>                     # Dendron-like includes
    | \{:\s*(?=[.\#:]|toc\b|[\w-]+=["'\u201c]) [^{}]{0,200} \}  # kramdown's attribute lists
    | \[[a-z][\w-]*                                            # shortcodes of WordPress
        (?:\s+[\w-]+=(?:"[^"\]]*"|'[^'\]]*'|[\u201c\u201d][^\u201c\u201d\]]*[\u201d\u2033]))+\s*/?\]
    | \[(?:gallery|toc|TOC)\]
    """,
    re.X | re.S,
)
"""A stretch that stands for something else. None runs over another opening, so that looking is linear."""

_ATTRIBUTES = re.compile(r"\{[#.][A-Za-z][^{}]{0,100}\}$")
"""What Pandoc, Hugo and kramdown let stand behind a heading: `{#anchor .class}`."""

_TEMPLATED_LINK = re.compile(r"(!?)\[([^\[\]]{0,500})\]\((?=[^()]{0,500}(?:\{\{|\{%))[^()]{0,1000}\)")
"""`[text]({{ site.url }}/x)`: blanks in the address make it text for a reader of Markdown."""

_ASCIIDOC_LINK = re.compile(r"\blink:(\S{1,2000}?)\[([^\[\]]{0,500})\]")
_CLOSING_SHORTCODE = re.compile(r"\[/([A-Za-z][\w-]*)\]")

_WHOLE_PAIR = {
    "code": re.compile(r"(?:\{%-?|\{\{[<%])\s*(end|/)?\s*(?:highlight|codeblock|code)\b"),
    "hidden": re.compile(r"\{%-?\s*(end)?comment\b"),
}
"""Pairs that say what stands between them: code to be shown as it is, and notes that nobody is to see."""

_AROUND_CODE = re.compile(r"(?:\{%-?|\{\{[<%])\s*(?:end|/)?\s*(?:highlight|codeblock|code|raw|endraw)\b")

_UNCLOSED = re.compile(r"(\{\{[<%]|\{\{|\{%|<%)(?:(?!\{\{|\{%|<%|\}\}|%\}|%>).){0,500}$", re.S)
_CLOSINGS = {"{{<": ">}}", "{{%": "%}}", "{{": "}}", "{%": "%}", "<%": "%>"}
_FARTHEST = 12
"""Blocks within which code that was broken over lines must close: a shortcode with an attribute a line."""


def may_hold_template_code(text: str) -> bool:
    """Say whether a closer look is worth its time."""
    return any(first in text and any(opening in text for opening in _OPENINGS[first]) for first in _OPENINGS)


def without_template_code(draft: Draft) -> Draft:
    """
    Cut template code out of a draft's text, fields, links and images.

    What it stood for is unknown, so nothing takes its place. Text between paired codes stays. Code blocks are left as
    they are: there it is what the article is about. Each cut is a block of its own that is set aside, behind all
    others, so that it is accounted for and stands in nobody's way.
    """
    cutter = _Cutter(draft.blocks)
    cutter.walk()
    return msgspec.structs.replace(
        draft,
        blocks=(*cutter.kept, *cutter.cut),
        fields=tuple(_cut_fields(draft.fields)),
        links=(*_cut_links(draft.links), *cutter.links),
        images=tuple(Image(src=one.src, alt=_rest(one.alt)) for one in draft.images if not _TAG.search(one.src)),
    )


class _Cutter:
    """Walks the blocks of one draft; pairs and codes that were broken over lines reach over several of them."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.kept: list[Block] = []
        self.cut: list[Block] = []
        self.links: list[Link] = []
        self._blocks = blocks
        closed = {name for block in blocks for name in _CLOSING_SHORTCODE.findall(block.passage.text)}
        self._pair = re.compile(rf"\[/?(?:{'|'.join(sorted(closed))})\]") if closed else None
        self._inside = ""
        self._closing = ""

    def walk(self) -> None:
        for number, block in enumerate(self._blocks):
            is_free = not (self._inside or self._closing)
            if block.kind == "code" or block.aside or (is_free and not may_hold_template_code(block.passage.text)):
                self.kept.append(block)
            elif self._closing:
                self._look_for_closing(block)
            else:
                self._look_into(number, block)

    def _look_for_closing(self, block: Block) -> None:
        text = block.passage.text
        end = text.find(self._closing)
        if end < 0:
            self._split(block, [Span(0, len(text))])
            return
        end += len(self._closing)
        self._closing = ""
        self._split(block, [Span(0, end), *self._find_code(block, end)])

    def _look_into(self, number: int, block: Block) -> None:
        text = block.passage.text
        before = self._inside
        for state, pattern in _WHOLE_PAIR.items():
            for found in pattern.finditer(text):
                self._inside = "" if found[1] else state
        if "hidden" in (before, self._inside):
            self._split(block, [Span(0, len(text))])
        elif "code" in (before, self._inside) or _WHOLE_PAIR["code"].match(text):
            code = msgspec.structs.replace(block, kind="code", level=0)
            self._split(code, [Span(*one.span()) for one in _TAG.finditer(text) if _AROUND_CODE.match(one[0])])
        else:
            self._split(block, [*self._find_code(block), *self._find_unclosed(number, text)])

    def _find_unclosed(self, number: int, text: str) -> Iterator[Span]:
        """Yield what opens here and closes in one of the next blocks."""
        unclosed = _UNCLOSED.search(text)
        if unclosed is None or "/" in unclosed[0][:4]:
            return
        closing = _CLOSINGS[unclosed[1]]
        if any(closing in block.passage.text for block in self._blocks[number + 1 : number + 1 + _FARTHEST]):
            self._closing = closing
            yield Span(unclosed.start(), len(text))

    def _find_code(self, block: Block, start: int = 0) -> Iterator[Span]:
        """Yield the stretches that are to go, in order."""
        text = block.passage.text
        holes = [Span(*found.span()) for found in _TAG.finditer(text, start)]
        for found in _TEMPLATED_LINK.finditer(text, start):
            holes += [Span(*found.span())] if found[1] else _around(found, 2)
        for found in _ASCIIDOC_LINK.finditer(text, start) if "link:" in text else ():
            self.links.append(Link(href=found[1], text=" ".join(found[2].split())))
            holes += _around(found, 2 if found[2].strip() else 1)
        if self._pair:
            holes += [Span(*found.span()) for found in self._pair.finditer(text, start)]
        if block.kind == "heading" and (attributes := _ATTRIBUTES.search(text, start)):
            holes.append(Span(*attributes.span()))
        end = start
        for hole in sorted(holes):
            if hole.end > end:
                yield Span(max(hole.start, end), hole.end)
                end = hole.end

    def _split(self, block: Block, holes: list[Span]) -> None:
        """Keep what is left of a block, and set aside each stretch that is cut out of it."""
        rest = cut_passage(block.passage, holes)
        if any(character.isalnum() for character in rest.text):
            self.kept.append(msgspec.structs.replace(block, passage=rest))
        elif rest.text:
            holes = [Span(0, len(block.passage.text))]
        for hole in holes:
            passage = slice_passage(block.passage, hole.start, hole.end)
            if passage.text:
                self.cut.append(Block(kind="paragraph", passage=passage, marks=block.marks, aside=_RULE))


def _around(found: re.Match[str], group: int) -> list[Span]:
    return [Span(found.start(), found.start(group)), Span(found.end(group), found.end())]


def _cut_fields(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        if not any(may_hold_template_code(value) for value in field.values):
            yield field
            continue
        values = tuple(rest for value in field.values if (rest := _rest(value)) or not value)
        if values:
            yield msgspec.structs.replace(field, values=values)


def _rest(value: str) -> str:
    """
    Take the longest stretch of a value around the code in it.

    A stretch, because a title must stand in its source as it is printed.
    """
    return max((piece.strip() for piece in _TAG.split(value)), key=len)


def _cut_links(links: Iterable[Link]) -> Iterator[Link]:
    for link in links:
        if not _TAG.search(link.href) and "%7B%7B" not in link.href.upper() and "%7B%25" not in link.href.upper():
            yield Link(href=link.href, text=_rest(link.text))

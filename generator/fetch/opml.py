"""Lists of feeds: in: OPML, or a settings file's text, out: subscriptions, and the text with them added."""

from __future__ import annotations

from collections.abc import Sequence
from xml.parsers import expat

from generator.config import Subscription, is_web_address
from generator.diagnostics import Diagnostic, diagnose

__all__ = ["read_opml", "with_subscriptions"]


def read_opml(data: bytes, name: str) -> tuple[tuple[Subscription, ...], tuple[Diagnostic, ...]]:
    """
    List the feeds of an OPML document in its order, each once, folders opened.

    `name` is how messages call it. *Errors*: `opml-invalid`, with the feeds before a break. *Source*: OPML 2.0,
    "Subscription lists": a feed is an outline with `xmlUrl`, its name in `text` or `title`.
    """
    found: dict[str, Subscription] = {}
    roots: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        roots.append(element.lower())
        said = {key.lower(): " ".join(value.split()) for key, value in attributes.items()}
        if roots[-1] == "outline" and is_web_address(url := said.get("xmlurl", "")):
            found.setdefault(url, Subscription(url=url, title=said.get("title") or said.get("text", "")))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = error.lineno if isinstance(error, expat.ExpatError) else 0
        message = f"the list breaks here ({error}); {len(found)} feeds before it were read"
        return tuple(found.values()), (diagnose("opml-invalid", name, message, hint="export it again", line=line),)
    if roots[0] != "opml" or not found:
        hint = "export the subscriptions of your reader as OPML"
        return (), (diagnose("opml-invalid", name, "it is no list that names a feed's address", hint=hint),)
    return tuple(found.values()), ()


def with_subscriptions(settings: str, wanted: Sequence[Subscription]) -> tuple[str, int]:
    """
    Add subscriptions to the text of a settings file, all else in it kept; say how many were new.

    *Errors*: `ValueError` when the text is not TOML, or has subscriptions in another form than `[[subscriptions]]`.
    """
    import tomlkit
    from tomlkit.items import AoT

    document = tomlkit.parse(settings)
    there = document.get("subscriptions")
    if there is not None and not isinstance(there, AoT):
        raise ValueError("subscriptions is not written as [[subscriptions]]")
    known = {one.get("url") for one in there or ()}
    fresh = [one for one in wanted if one.url not in known]
    blocks = tomlkit.aot()
    for one in fresh:
        block = tomlkit.table()
        block.add("url", one.url)
        if one.title:
            block.add("title", one.title)
        block.add(tomlkit.nl())
        blocks.append(block)
    if not fresh:
        return settings, 0
    gap = "\n" if settings.strip() else ""
    # Behind everything else: an array of tables may go on later in a file (TOML 1.0, Array of Tables).
    added = tomlkit.dumps({"subscriptions": blocks}).rstrip("\n")
    return f"{settings.rstrip()}\n{gap}{added}\n".lstrip("\n"), len(fresh)

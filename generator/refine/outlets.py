"""Outlets: in: fields, addresses, notices and words of the page, out: who published, with the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.config import OutletSettings
from generator.records import Draft, Evidence, Finding
from generator.refine import fields
from generator.refine.hosts import host_of, is_platform, known_spelling, name_of_host, original_address
from generator.refine.own_words import outlet_in_words
from generator.refine.picture_hosts import outlet_of_pictures
from generator.refine.site_names import fold
from generator.refine.tables import load_table

__all__ = ["find_outlet", "find_url", "settings_for"]

_LONGEST = 80
"""Characters of an outlet's name in a field; what is longer says something else."""


def find_url(draft: Draft) -> Finding | None:
    """
    Take the address of the original: the first field of that meaning that is an address.

    An address in an archive is that of the page it kept. Other addresses that the source gives are told as evidence.
    """
    found: list[tuple[str, Evidence]] = []
    for given in fields.find_fields(draft, fields.URL):
        address = given.value.strip("<>")
        if bracketed := re.match(r"\[[^\]]*\]\((\S+)\)", address):
            address = bracketed[1]
        if re.match(r"https?://[^\s/]+\.[^\s/]+", address):
            found.append((original_address(address), Evidence(rule="field", quote=given.quote)))
    if not found:
        return None
    value, evidence = found[0]
    others = {other: why for other, why in reversed(found) if other != value}
    against = tuple(Evidence(rule="less-trusted-field", quote=why.quote) for why in others.values())
    return Finding(value=value, evidence=evidence, against=against)


def find_outlet(
    draft: Draft,
    url: Finding | None,
    notices: Sequence[tuple[str, str]],
    known: Mapping[str, OutletSettings],
    title_cut: str = "",
) -> Finding | None:
    """
    Name who published a clipping: by a field, the host of its address, a notice or words of its site, its pictures.

    `notices` are `(line, outlet)` of removed lines that name their site, `title_cut` is what was split off the title.
    What the source does not say itself is a guess: an outlet read from pictures, links or words, and a bare host.
    Names that others of these would have given are told as evidence.
    """
    ways = (
        _from_fields(draft, known),
        _from_address(url, known),
        _from_notices(notices),
        _from_title(title_cut),
        outlet_in_words(draft),
        outlet_of_pictures(draft, known),
    )
    best: Finding | None = None
    against: dict[str, Evidence] = {}
    for number, way in enumerate(ways):
        if best and number > 3:
            break  # the costly ways are asked only when nobody else knows
        for found in way:
            if best is None:
                best = found
            elif not _is_same(found.value, best.value):
                rule = f"outranked-by-{best.evidence.rule}"
                against.setdefault(fold(found.value), Evidence(rule=rule, quote=found.evidence.quote))
    if best is None:
        return None
    return Finding(value=best.value, evidence=best.evidence, is_guess=best.is_guess, against=tuple(against.values()))


def settings_for(
    outlet: Finding | None, url: Finding | None, known: Mapping[str, OutletSettings]
) -> OutletSettings | None:
    """Find what the site's configuration says about an outlet, by host or by name."""
    labels = host_of(url.value).split(".") if url else []
    for start in range(max(len(labels) - 1, 0)):
        if (domain := ".".join(labels[start:])) in known:
            return known[domain]
    if outlet:
        for key, settings in known.items():
            if outlet.value.casefold() in (key.casefold(), settings.name.casefold()):
                return settings
    return None


def _is_same(one: str, other: str) -> bool:
    """Say whether two names are one outlet's: `BBC` and `BBC News` are not worth a word of evidence."""
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    return longer.removeprefix("the").startswith(shorter.removeprefix("the"))


def _from_fields(draft: Draft, known: Mapping[str, OutletSettings]) -> Iterator[Finding]:
    nobody = load_table("people")["nobody"]
    for given in fields.find_fields(draft, fields.OUTLET):
        written = given.value.removeprefix("[[").removesuffix("]]").strip("\"'")
        if re.match(r"https?://|\[", written) or len(written) > _LONGEST or written.casefold() in nobody:
            continue
        name = _known_name(written, known) or known_spelling(written, only_known=True)
        name = name or _agency_names().get(written, written)
        yield Finding(value=name, evidence=Evidence(rule="field", quote=given.quote))


def _from_address(url: Finding | None, known: Mapping[str, OutletSettings]) -> Iterator[Finding]:
    host = host_of(url.value) if url else ""
    if url and host:
        name = name_of_host(host, known)
        if name or not is_platform(host):
            evidence = Evidence(rule="address-host", quote=url.value[:200])
            yield Finding(value=name or host, evidence=evidence, is_guess=name is None)


def _from_notices(notices: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    for line, notified in notices:
        yield Finding(value=known_spelling(notified), evidence=Evidence(rule="site-notice", quote=line[:200]))


def _from_title(cut: str) -> Iterator[Finding]:
    """Take the name behind a title, when it is an outlet's that the table knows."""
    for part in re.split(r"\s+(?:[|–—·•«»]|-{1,2}|::)\s+|\s*[|｜]\s*|:\s", f" {cut} "):
        name = part.strip(" |｜–—-·•«»:")
        if name and (spelling := known_spelling(name, only_known=True)):
            yield Finding(value=spelling, evidence=Evidence(rule="title-suffix", quote=cut[:200]), is_guess=True)


def _known_name(written: str, known: Mapping[str, OutletSettings]) -> str | None:
    """Let a configured key, or a host that was written instead of a name, stand for the name to print."""
    for key, settings in known.items():
        if written.casefold() == key.casefold() and settings.name:
            return settings.name
    return name_of_host(host_of(f"https://{written}"), known) if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", written) else None


@cache
def _agency_names() -> Mapping[str, str]:
    """Agencies' full names by the short forms that are capital letters alone, such as `AFP`."""
    table: dict[str, list[str]] = load_table("agencies")
    return {form: name for name, forms in reversed(table.items()) for form in forms if re.fullmatch("[A-Z]{2,4}", form)}

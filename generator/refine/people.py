"""People: in: fields and credit lines, out: who wrote a text and who helped, by name; nobody is made up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.records import Draft, Evidence, Finding
from generator.refine import fields
from generator.refine.agencies import Agencies
from generator.refine.credits import CreditLine
from generator.refine.person_names import names_in
from generator.refine.site_names import fold

__all__ = ["find_authors"]

_HELPERS = re.compile(r"\(?\b(?:edited|translated|compiled) by\s+(?P<names>[^()]+?)\)?\s*$", re.I)


def find_authors(
    draft: Draft, credit_lines: Sequence[tuple[str, CreditLine]], agencies: Agencies, outlet: Finding | None
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """
    Name who wrote the text and who contributed, from fields and credit lines.

    An agency is no person. The outlet's own name is one only where nobody else is named.
    """
    authors: dict[str, Finding] = {}
    contributors: dict[str, Finding] = {}
    for given in fields.find_fields(draft, fields.AUTHOR):
        for value in given.values:
            evidence = Evidence(rule="field", quote=f"{given.field.name}: {value}"[:200])
            written, helpers = _split_helpers(value)
            _add(authors, names_in(written), evidence)
            _add(contributors, names_in(helpers), evidence)
    for given in fields.find_fields(draft, fields.CONTRIBUTOR):
        for value in given.values:
            _add(contributors, names_in(value), Evidence(rule="field", quote=f"{given.field.name}: {value}"[:200]))
    for line, credit in credit_lines:
        evidence = Evidence(rule="credit-line", quote=line[:200])
        _add(authors, credit.authors, evidence)
        _add(contributors, credit.contributors, evidence)
    people = [one for one in authors.values() if one.value.casefold() not in agencies.full_names]
    others = [one for one in people if outlet is None or fold(one.value) != fold(outlet.value)]
    return tuple(others or people), tuple(contributors.values())


def _split_helpers(written: str) -> tuple[str, str]:
    found = _HELPERS.search(written)
    return (written[: found.start()], found["names"]) if found else (written, "")


def _add(people: dict[str, Finding], names: Sequence[str], evidence: Evidence) -> None:
    for name in names:
        people.setdefault(name.casefold(), Finding(value=name, evidence=evidence))

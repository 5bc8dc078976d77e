"""Wikipedia's template: in: a reference, out: one `{{cite news}}` line that can be copied into an article."""

from __future__ import annotations

import re

from generator.publish.citations.bibliography import Reference

__all__ = ["cite_news"]

_ESCAPES = {one: f"&#{ord(one)};" for one in "|{}[]<>~"}
"""What would end a parameter, open a template, a link or a tag, or sign the page."""

_MONTHS = "January February March April May June July August September October November December".split()
"""English, as the template wants them whatever the language of the site."""


def cite_news(reference: Reference) -> str:
    """
    Write the line; what is not known is left out.

    An inferred date carries a comment that says so. The archive is named only when its day is known, for the
    template calls an `archive-url` without `archive-date` an error. *Source*: Wikipedia, Template:Cite news.
    """
    has_archive = bool(reference.url and reference.archived)
    remark = "<!-- inferred -->" if reference.is_date_guess else ""
    fields = (
        *((f"author{place}", _escape(author)) for place, author in enumerate(reference.authors, 1)),
        ("title", _escape(reference.title)),
        ("work", _escape(reference.outlet)),
        ("agency", _escape(reference.agency)),
        ("date", f"{_date(reference.date)}{remark}" if reference.date else ""),
        ("url", _address(reference.url)),
        ("archive-url", _address(reference.archive_url) if has_archive else ""),
        ("archive-date", _date(tuple(map(int, reference.archived.split("-")))) if has_archive else ""),
        ("language", "" if reference.language.split("-")[0] == "en" else reference.language),
    )
    return "{{cite news " + " ".join(f"|{name}={value}" for name, value in fields if value) + "}}"


def _date(parts: tuple[int, ...]) -> str:
    """
    >>> _date((2020, 10, 18)), _date((2020, 10)), _date((2020,))
    ('18 October 2020', 'October 2020', '2020')
    """
    year, month, day = (*parts, 0, 0)[:3]
    words = (str(day) if day else "", _MONTHS[month - 1] if month else "", str(year))
    return " ".join(word for word in words if word)


def _escape(text: str) -> str:
    plain = "".join(_ESCAPES.get(one, one) for one in text)
    return re.sub("'{2,}", lambda run: "&#39;" * len(run[0]), plain)


def _address(url: str) -> str:
    return re.sub(r"[|{}\[\]<>]|'(?=')|(?<=')'", lambda one: f"%{ord(one[0]):02X}", url)

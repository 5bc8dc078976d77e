"""What sources call things: in: a draft's fields, out: the values behind a meaning, whatever name they go by."""

from __future__ import annotations

import re
from functools import cache

from generator.diagnostics import line_and_column
from generator.records import Draft, Field, Record

__all__ = [
    "AGENCY",
    "ARCHIVE",
    "AUTHOR",
    "CAPTURED",
    "CONTRIBUTOR",
    "IDENTITY",
    "IMAGE",
    "LABELS",
    "LANGUAGE",
    "OUTLET",
    "PUBLISHED",
    "RIGHTS",
    "STANDFIRST",
    "TITLE",
    "URL",
    "Given",
    "find_field",
    "find_fields",
    "is_switched",
    "place_of",
]

# In order of trust, most telling first. The names are those of the site generators, clippers, feeds and pages that
# clippings come from.
TITLE = (
    "title",
    "headline",
    "newstitle",
    "full title",
    "structured_data.headline",
    "jsonld.headline",
    "og:title",
    "dc.title",
    "twitter:title",
    "html.title",
)
PUBLISHED = (
    "published",
    "date_published",
    "date published",
    "published date",
    "structured_data.datepublished",
    "structured_data.date_published",
    "datepublished",
    "pub_date",
    "pubdate",
    "publish_date",
    "published_at",
    "publishdate",
    "page.published",
    "page.date-guess",
    "article:published_time",
    "jsonld.date-published",
    "time.published",
    "meta.datepublished",
    "meta.date",
    "meta.pubdate",
    "meta.publish_date",
    "meta.publication_date",
    "date",
    "posted",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
)
CAPTURED = (
    "created",
    "created_at",
    "clipped",
    "date_saved",
    "saved",
    "slurped",
    "retrieved",
    "accessed",
    "created_time",
    "user_created_time",
    "date_added",
    "date_read",
    "imported_at",
)
URL = (
    "url",
    "source_url",
    "link",
    "source",
    "canonical_url",
    "external_url",
    "external_link",
    "original_url",
    "article_url",
    "permalink_url",
    "read original",
    "original",
    "canonical",
    "og:url",
    "guid",
)
OUTLET = (
    "outlet",
    "publication",
    "publisher",
    "site_name",
    "site",
    "jsonld.publisher",
    "og:site_name",
    "source",
    "source_name",
    "application-name",
    "channel.title",
)
AGENCY = ("agency", "wire", "news_agency", "provider")
AUTHOR = (
    "author",
    "authors",
    "byline",
    "author.name",
    "structured_data.author",
    "structured_data.author.name",
    "extra.author",
    "extra.authors",
    "creator",
    "dc:creator",
    "dc.creator",
    "jsonld.author",
    "article:author",
    "parsely-author",
)
CONTRIBUTOR = (
    "contributor",
    "contributors",
    "translator",
    "translators",
    "editor",
    "editors",
    "extra.editors",
    "dc.contributor",
)
LABELS = (
    "tags",
    "categories",
    "category",
    "topics",
    "topic",
    "tag",
    "keywords",
    "document tags",
    "tag-line",
    "article:tag",
    "news_keywords",
    "taxonomies.tags",
    "taxonomies.categories",
)
LANGUAGE = ("lang", "language", "locale", "html.lang")
RIGHTS = ("rights",)
LICENCE = ("licence", "license")
EMBARGO = ("embargo",)
IDENTITY = ("id",)
IMAGE = ("image", "cover", "thumbnail", "og:image", "featured_image")
ARCHIVE = ("archive", "archive_url", "archived")
STANDFIRST = ("standfirst", "subtitle", "dek")

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ufeff]")
_LONGEST = 4000
"""Characters of a value that are looked at: no name, title or address is as long, and only damage makes it so."""

_SAYS_YES = frozenset({"true", "yes", "on", "1"})
_SAYS_NO = frozenset({"false", "no", "off", "0"})

_SWITCH_OR_DATE = "published"
"""A date to clippers, a switch to Jekyll and Jigsaw: what says yes or no there is no date."""


class Given(Record, frozen=True, kw_only=True):
    """A field that has something to say."""

    field: Field
    values: tuple[str, ...]
    """Those that are not empty, at least one, fit to print."""

    @property
    def value(self) -> str:
        """The first of them."""
        return self.values[0]

    @property
    def quote(self) -> str:
        """How the field reads in the source, for evidence."""
        stated = f"{self.field.name}: {self.value}"[:200]
        return f"{self.field.origin}: {stated}" if self.field.origin else stated


def find_fields(draft: Draft, names: tuple[str, ...]) -> list[Given]:
    """List the fields with one of these names that are not empty, in the order of the names."""
    places = _places(names)
    asked = {field.name: field for field in draft.fields if field.name in places}
    given = []
    for name in sorted(asked, key=places.__getitem__) if len(asked) > 1 else asked:
        values = tuple(value for value in map(_printable, asked[name].values) if value not in ("", "~", "null"))
        if not values or (name == _SWITCH_OR_DATE and len(names) > 1 and _says(values[0], _SAYS_YES | _SAYS_NO)):
            continue
        given.append(Given(field=asked[name], values=values))
    return given


def find_field(draft: Draft, names: tuple[str, ...]) -> Given | None:
    """Take the most telling of these fields; None when all are missing or empty."""
    return next(iter(find_fields(draft, names)), None)


def place_of(given: Given, text: str) -> tuple[int, int]:
    """
    Say in which line and column of a decoded source a field stands, both from 1.

    (0, 0) for one that stands elsewhere: in a side-car, or nowhere, because a program guessed it.
    """
    span = given.field.span
    if given.field.origin or span.start >= span.end:
        return 0, 0
    stated = text[span.start : span.end]
    return line_and_column(text, span.start + len(stated) - len(stated.lstrip()))


@cache
def _places(names: tuple[str, ...]) -> dict[str, int]:
    """Number the names, for a draft has few fields and a meaning many names."""
    return {name: number for number, name in enumerate(names)}


def _printable(value: str) -> str:
    """Fold white space, drop the characters that no page or feed may hold (XML 1.0, 2.2), and cut what has no end."""
    return " ".join(_UNPRINTABLE.sub("", value[:_LONGEST]).split())


def is_switched(draft: Draft, name: str, *, on: bool) -> bool:
    """Say whether a yes-or-no field is set that way; YAML 1.1's words for it count."""
    given = find_field(draft, (name,))
    return given is not None and _says(given.value, _SAYS_YES if on else _SAYS_NO)


def _says(value: str, words: frozenset[str]) -> bool:
    return re.sub(r"\W", "", value).casefold() in words

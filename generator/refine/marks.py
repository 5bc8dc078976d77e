"""What the HTML around a block says of it: in: marks such as `p.credit`, out: furniture, caption, credit or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

__all__ = ["is_caption", "is_furniture", "is_picture_credit"]

_FURNITURE_ELEMENTS = frozenset("nav footer aside form button menu dialog select option".split())
_ARTICLE_ELEMENTS = frozenset({"html", "body", "main", "article"})
"""Their names and classes describe the whole page: `body.has-sidebar` does not make its text a side bar."""


def _names(*words: str) -> re.Pattern[str]:
    """Match one of the words as a part of a mark: between dots, hashes, hyphens and underscores."""
    return re.compile(rf"(?:^|[.#_-])(?:{'|'.join(words)})(?:$|[.#_-])", re.I)


_FURNITURE = _names(
    *(
        "nav",
        "navbar",
        "menu",
        "sidebar",
        "footer",
        "comments?",
        "share",
        "sharing",
        "social",
        "newsletter",
        "subscribe",
    ),
    *("promo", "related", "recommended", "breadcrumbs?", "cookie", "banner", "ad", "ads", r"advert\w*", "paywall"),
    r"sponsor\w*",
)
_CAPTION = _names("caption", "figcaption", "wp-caption-text", "image_data", "img-caption")
_PICTURE_CREDIT = _names("credit", "credits", "photo-credit", "image-credit", "copyright")


@lru_cache(maxsize=4096)
def is_furniture(marks: tuple[str, ...]) -> bool:
    """
    Say whether a block belongs to the page and not to its article.

    A `header` is the site's own unless it stands in the article, whose header holds the headline. Answers are
    remembered, for the blocks of a page share their marks.

    >>> is_furniture(("html", "body", "nav.main")), is_furniture(("article", "header", "h1"))
    (True, False)
    """
    around: set[str] = set()
    for mark in marks:
        element = re.split(r"[.#]", mark, maxsplit=1)[0]
        if element in _FURNITURE_ELEMENTS or (element == "header" and not around & {"main", "article"}):
            return True
        if element not in _ARTICLE_ELEMENTS and _FURNITURE.search(mark):
            return True
        around.add(element)
    return False


def is_caption(marks: Sequence[str]) -> bool:
    """Say whether a block describes a picture."""
    return any(_CAPTION.search(mark) for mark in marks)


def is_picture_credit(marks: Sequence[str]) -> bool:
    """Say whether a block names who made a picture."""
    return any(_PICTURE_CREDIT.search(mark) for mark in marks)

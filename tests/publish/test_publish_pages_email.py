"""A day as an e-mail is one file that a newsletter tool takes as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from newsroom import make_digest, make_entry, make_story
from publish_reading import Tree, attribute, text_of
from publish_samples import default_theme
from selectolax.lexbor import LexborHTMLParser

from generator.config import Config
from generator.publish import publish
from generator.records import Digest

HOME = "https://digest.example/news/"
EMAIL = "2020/10/18/email.html"
DAY = "2020/10/18/index.html"


@dataclass(frozen=True)
class Mailed:
    files: dict[str, bytes]

    def tree(self, path: str = EMAIL) -> Tree:
        return LexborHTMLParser(self.files[path].decode())


def build(digest: Digest, **settings: Any) -> Mailed:
    config = Config(**({"title": "Morning", "base_url": HOME, "pages": ("email",)} | settings))
    return Mailed({one.path: one.data for one in publish(digest, config, default_theme(Path(__file__).parents[2]))})


@pytest.fixture(scope="module")
def mailed() -> Mailed:
    courier = make_entry("courier", url="https://courier.example.org/dam")
    herald = make_entry("herald", outlet="Coast Herald", agency="NWA")
    return build(make_digest(make_story(courier, herald, extract=[[(0, 1), (1, 1)], [(1, 2)]])))


def test_a_site_has_e_mails_only_when_it_asks_for_them() -> None:
    """Their style attributes are none of a page's, so the usual kinds leave them out, and the day links none."""
    files = build(make_digest(make_story(make_entry("dam"))), pages=Config().pages).files

    assert EMAIL not in files
    assert b"email.html" not in files[DAY]


def test_the_day_leads_to_its_e_mail(mailed: Mailed) -> None:
    """Whoever sends it finds it below the stories."""
    assert [attribute(a, "href") for a in mailed.tree(DAY).css(".as-email a")] == [f"/news/{EMAIL}"]


def test_an_e_mail_stands_alone(mailed: Mailed) -> None:
    """It loads nothing: no style sheet, script or picture, and every element is styled in its place."""
    tree = mailed.tree()

    assert [node.tag for node in tree.css("link[rel=stylesheet], script, style, img, iframe")] == []
    assert [node.tag for node in tree.css("body, h1, h2, p, a, ol, li, sup") if not attribute(node, "style")] == []


def test_every_address_of_an_e_mail_is_absolute(mailed: Mailed) -> None:
    """In a mail program there is no page that an address could be relative to."""
    addresses = [attribute(node, name) for name in ("href", "cite") for node in mailed.tree().css(f"[{name}]")]

    assert len(addresses) > 5
    assert [address for address in addresses if not address.startswith("https://")] == []


def test_an_e_mail_quotes_and_credits_like_the_day(mailed: Mailed) -> None:
    """Sentences, footnotes and who says so are all there."""
    text = text_of(mailed.tree().body)

    assert [q.text() for q in mailed.tree().css("p.extract q")] == ["The dam held.", "Nobody was hurt."]
    assert "(NWA via Coast Herald)" in text
    assert len(mailed.tree().css(".footnotes > ol > li")) == 2


def test_search_engines_leave_e_mails_alone(mailed: Mailed) -> None:
    """They repeat the day: no search engine lists them, the sitemap neither."""
    robots = mailed.tree().css_first("meta[name=robots]")

    assert attribute(robots, "content") == "noindex"
    assert b"email.html" not in mailed.files["sitemap.xml"]


def test_a_day_too_long_for_an_e_mail_is_cut_between_stories() -> None:
    """Below 100 kB mail programs show all of a message; the rest is a link to the day."""
    long = "A very long sentence about rain & wind. " * 300
    stories = [make_story(make_entry(f"{n}", title=f"Story {n}", sentences=[long])) for n in range(12)]
    made = build(make_digest(*stories))
    headlines = made.tree().css("h2")

    assert len(made.files[EMAIL]) < 100_000
    assert 0 < len(headlines) < 12
    assert re.search("There was more than fits", text_of(made.tree().body))
    assert len(made.tree().css("p.extract")) == len(headlines)


def test_a_headline_that_looks_like_markup_stays_text() -> None:
    """Styles are put on our own elements alone."""
    made = build(make_digest(make_story(make_entry("odd", title="Rain <p and <a href='x'>"))))

    assert text_of(made.tree().css_first("h2")) == "Rain <p and <a href='x'>"

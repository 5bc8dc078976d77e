"""Whole saved pages: the article is told from what stands around it, and the page's own description is read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.read.page import read_page
from generator.records import Entry, Reading

Read = Callable[..., Reading]
Refine = Callable[..., Entry]

PROSE = [
    f"On the {count} day the river Ostrel rose by another metre, and the people of the lower town, who had slept in "
    f"the school since the weekend, carried sandbags to the {place} until the fire brigade sent them home at night."
    for count, place in (("first", "mill"), ("second", "old bridge"), ("third", "market"), ("fourth", "station"))
]
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Politics", "Sport", "Weather", "Floods"))
DESCRIPTION = (
    '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Northline"}, {"@type": '
    '["NewsArticle"], "headline": "River rises &amp; rises", "datePublished": "2026-03-04T10:00:00Z", '
    '"author": [{"@type": "Person", "name": "Ada Fenn"}], "publisher": {"name": "The Northline"}}]}'
)


def page(article: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>River rises | The Northline</title>{head}</head><body>'
        f"<nav><ul>{MENU}</ul></nav><main><article>{article}</article></main>"
        "<footer><p>Copyright The Northline, 1 High Street</p></footer></body></html>"
    )


def article() -> str:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PROSE)
    return f"<h1>River rises</h1>{first}<h2>Floods</h2>{''.join(rest)}"


def values(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in reading.drafts[0].fields}


def test_menu_and_footer_stand_beside_the_article(read_text: Read) -> None:
    """A word of the menu that equals a cross-head stays out, and the cross-head stays in."""
    blocks = read_text(page(article()), "a.html").drafts[0].blocks
    inside = [block.passage.text for block in blocks if not block.aside]

    assert [text for text in inside if text != "River rises"] == [PROSE[0], "Floods", *PROSE[1:]]
    assert {block.aside for block in blocks if block.passage.text == "Politics"} == {"outside-main-text"}


def test_what_is_beside_the_article_is_accounted_for(refine_text: Refine) -> None:
    """Menus are listed as removed with the rule's name; nothing disappears."""
    removed = {one.text: one.rule for one in refine_text(page(article()), "a.html").removed}

    assert removed["Politics"] == "page-furniture"


def test_json_ld_describes_the_article(read_text: Read) -> None:
    """Headline, day, author and publisher of the article in a graph are fields that point at the script."""
    text = page(article(), f'<script type="application/ld+json">{DESCRIPTION}</script>')
    reading = read_text(text, "a.html")
    field = next(one for one in reading.drafts[0].fields if one.name == "jsonld.headline")

    assert field.values == ("River rises & rises",)
    assert text[field.span.start : field.span.end] == DESCRIPTION
    assert values(reading)["jsonld.author"] == ("Ada Fenn",)
    assert values(reading)["jsonld.publisher"] == ("The Northline",)


def test_broken_json_ld_costs_nothing(read_text: Read) -> None:
    """A script that is no JSON is passed over."""
    reading = read_text(page(article(), '<script type="application/ld+json">{"@type": </script>'), "a.html")

    assert not any(name.startswith("jsonld.") for name in values(reading))
    assert values(reading)["html.title"] == ("River rises | The Northline",)


def test_day_that_two_sources_name_is_sure(refine_text: Refine) -> None:
    """Metadata and the judge of pages agree: the day is no guess."""
    head = '<meta property="article:published_time" content="2026-03-04T10:00:00Z">'
    dating = refine_text(page(article(), head), "a.html").dating

    assert (dating.day, dating.is_guess) == ("2026-03-04", False)


def test_day_that_stands_alone_is_a_guess(refine_text: Refine) -> None:
    """A day that is only found among the words of a page is marked and its rule named."""
    text = page(f'<h1>River rises</h1><p class="date">Published: 4 March 2026 by the desk</p>{article()}')
    dating = refine_text(text, "a.html").dating

    assert (dating.day, dating.is_guess, dating.evidence[0].rule) == ("2026-03-04", True, "htmldate")


def test_single_file_names_where_and_when(read_text: Read) -> None:
    """The comment of SingleFile gives the address and the moment of saving; pictures inside the page are no images."""
    text = page(f'{article()}<img src="data:image/png;base64,{"A" * 500}">')
    address, moment = "https://example.org/river", "Wed Mar 04 2026 11:00:00"
    saved = f"<!--\n Page saved with SingleFile \n url: {address} \n saved date: {moment} \n-->"
    reading = read_text(text.replace("<head>", f"<head>{saved}"), "a.html")

    assert values(reading)["url"] == (address,)
    assert values(reading)["saved"] == (moment,)
    assert reading.drafts[0].images == ()


def test_shell_without_text_is_reported(read_text: Read) -> None:
    """A page that a script would have filled in says so, and how to save it."""
    reading = read_text(page("<div id=app>Loading</div>"), "a.html")
    (found,) = reading.drafts[0].diagnostics

    assert (found.name, found.path) == ("page-without-text", "a.html")
    assert found.hint


def test_very_large_page_is_read_by_its_elements(read_text: Read) -> None:
    """A page beyond all measure is read without the libraries, its text complete, and says so."""
    reading = read_text(
        page("<p>It rained a <b>little</b> more in the valley today, people said.</p>" * 15_000), "a.html", 9_000_000
    )

    assert [one.name for one in reading.drafts[0].diagnostics] == ["page-not-judged"]
    assert sum("It rained" in block.passage.text for block in reading.drafts[0].blocks) == 15_000


@pytest.mark.parametrize("hostile", ["<div>" * 30_000, "<a '\">" * 30_000, "<!--" * 30_000, "&amp" * 30_000])
def test_hostile_markup_is_read(hostile: str) -> None:
    """Depth, open quotation marks and open comments raise nothing and take no time to speak of."""
    text = f"<html><body><p>It rained.</p>{hostile}"

    assert read_page("a.html", text, 0, len(text)).blocks[0].passage.text.startswith("It rained.")


def test_libraries_for_pages_load_with_the_first_page(project: Path) -> None:
    """Reading anything else imports none of them."""
    heavy = ("trafilatura", "htmldate", "lxml")
    code = f"import sys, generator.read; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"

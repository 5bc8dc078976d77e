"""Every count that a page prints is counted again from the data."""

from __future__ import annotations

import pytest
from small_site import Site, build_site

from generator.verify.counts import count_again

SITE = build_site()
STORY = next(
    path
    for path in sorted(SITE.files)
    if path.startswith("2020/10/18/") and path.count("/") > 3 and path.endswith("index.html")
)


def found_with(markup: str) -> list[tuple[str, str, str]]:
    """Add a count to a story's page, as a template with a mistake would; say what is found."""
    site = Site(SITE.sources, SITE.files)
    site.files[STORY] += markup.encode()
    site.publish_as_is()
    return [(one.name, one.path, one.message) for one in site.verify().diagnostics]


@pytest.mark.parametrize(
    "markup",
    [
        '<p data-of="./">2 clippings · 2 origins</p>',
        '<p data-of="/news/">4 clippings · 3 stories · 3 days · 4 quotations in stories</p>',
        '<p data-of="/news/2020/">3 stories from 4 clippings on 3 days</p>',
        '<p data-of="/news/topics/climate/2020/10/">1 story</p>',
        '<p data-of="/news/sources/coast-wire/2020/10/">1 clipping</p>',
        '<ul><li><a href="#" data-headline="x"></a></li><li data-of="/news/2020/10/">2 more stories</li></ul>',
    ],
)
def test_a_true_count_is_proved(markup: str) -> None:
    """Of a story, the site, a year; and of what a list leaves out."""
    assert [one for one in found_with(markup) if one[0] == "count-wrong"] == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p data-of="./">3 clippings · 2 origins</p>',
        '<p data-of="./">2 clippings · 1 origin</p>',
        '<p data-of="./">a few clippings</p>',
        '<p data-of="./">2 topics</p>',
        '<p data-of="./">99 quotations on this page</p>',
        '<p data-of="/news/nowhere/">2 clippings</p>',
        '<p data-of="/news/topics/climate/2020/10/">2 stories</p>',
        '<p data-of="/news/sources/coast-wire/2020/11/">1 clipping</p>',
        '<p data-of="https://elsewhere.example/">2 clippings</p>',
        '<ul><li data-of="/news/2020/10/">2 more stories</li></ul>',
    ],
)
def test_a_wrong_count_is_found(markup: str) -> None:
    """One too many, one too few, of nothing that is known, of nothing at all: the page is named."""
    assert [one[:2] for one in found_with(markup)] == [("count-wrong", STORY)]


@pytest.mark.parametrize(
    "text", ["1,200 clippings", "1.200 clippings", "1\u202f200 clippings", "١٬٢٠٠ clippings", "1200"]
)
def test_numbers_are_read_as_people_write_them(text: str) -> None:
    """With the marks of any language; a number alone counts clippings."""
    assert count_again(text, {"clipping": 1200}, 0) == ""
    assert count_again(text, {"clipping": 1201}, 0) != ""

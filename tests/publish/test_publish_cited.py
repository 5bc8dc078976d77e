"""Primary documents on the pages of a story."""

from __future__ import annotations

from pathlib import Path

import msgspec
from publish_reading import text_of, tree_of
from publish_samples import build_site, sample_digest

from generator.publish import urls
from generator.records import Cited, Digest, Story


def with_documents(count: int) -> tuple[Digest, Story]:
    """The sample, its first story citing so many documents."""
    digest = sample_digest()
    day = digest.days[-1]
    story = day.stories[0]
    documents = tuple(
        Cited(address=f"https://un.org/{'a-long-way/' * 8}{place}", entry_ids=tuple(one.id for one in story.entries))
        for place in range(count)
    )
    citing = msgspec.structs.replace(story, cited=documents)
    stories = (citing, *day.stories[1:])
    return msgspec.structs.replace(
        digest, days=(*digest.days[:-1], msgspec.structs.replace(day, stories=stories))
    ), citing


def test_a_card_names_documents_and_who_cites_them(project: Path) -> None:
    """By address, cut when it is long, with the outlets that link to it; each outlet leads to its clipping."""
    digest, story = with_documents(1)
    site = build_site(project, digest)
    for page in (urls.day(story.day), urls.story(story)):
        row = tree_of(site, page).css_first(".cited li")
        links = row.css("a")

        assert links[0].attributes["href"] == story.cited[0].address
        assert links[0].attributes["rel"] == "noopener external nofollow"
        assert text_of(links[0]).startswith("un.org/a-long-way/")
        assert len(text_of(links[0])) <= 60
        assert len(links) == 1 + len(story.entries)


def test_a_card_stays_a_card(project: Path) -> None:
    """Five documents on a card, all on the story's own page, no heading where there are none."""
    digest, story = with_documents(8)
    site = build_site(project, digest)

    assert len(tree_of(site, urls.day(story.day)).css(f"#story-{story.id} .cited li")) == 5
    assert len(tree_of(site, urls.story(story)).css(".cited li")) == 8
    assert tree_of(build_site(project), urls.day(story.day)).css(".cited") == []

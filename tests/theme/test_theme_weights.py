"""What a page costs its reader: bytes as a host sends them, on the sample site and on a day of sixty stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.weights import build_busy_day, build_sample, weigh, weigh_site

MOST_OF_A_PAGE = 60_000
MOST_OF_A_DAY = 120_000
MOST_REQUESTS = 5


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, built."""
    return build_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def busy_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one day with sixty stories, built."""
    return build_busy_day(tmp_path_factory.mktemp("busy"))


def test_a_first_visit_is_light(sample: Path) -> None:
    """Whatever page of the sample a reader comes to first, at most 60 kB are sent in all."""
    kinds = dict(weigh_site(sample))

    assert {kind: one.total for kind, one in kinds.items() if one.total > MOST_OF_A_PAGE} == {}
    assert {kind: one.requests for kind, one in kinds.items() if one.requests > MOST_REQUESTS} == {}
    assert {"front page", "day", "story", "thread", "topic", "source", "claimant", "clipping"} <= set(kinds)


def test_a_busy_front_page_is_light(busy_day: Path) -> None:
    """The front page of a day of sixty stories leads to all of them in at most 60 kB."""
    front = weigh(busy_day, "")

    assert front.stories >= 60
    assert front.total <= MOST_OF_A_PAGE


def test_a_day_of_sixty_stories_is_light(busy_day: Path) -> None:
    """The page of that day tells each of them, with its footnotes, in at most 120 kB."""
    day = weigh(busy_day, "2024/01/02/")

    assert day.stories >= 60
    assert day.total <= MOST_OF_A_DAY


def test_all_that_a_page_asks_for_is_weighed(sample: Path) -> None:
    """A page is weighed with its style sheet, its script and its icon."""
    one = weigh(sample, "")

    assert (one.path, one.requests) == ("/", 4)
    assert 1_000 < one.html < one.total == one.html + one.others

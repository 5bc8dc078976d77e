"""A topic's page draws how many stories there were when, with a table of the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from publish_reading import attribute, text_of, tree_of
from publish_samples import build_site, sample_digest

from generator.publish.activity import chart_activity


def test_a_day_without_stories_is_a_gap() -> None:
    """Between the 16th and the 18th the chart leaves the place of the 17th free."""
    chart = chart_activity(["2031-05-18", "2031-05-16", "2031-05-18"], "en")

    assert chart is not None
    assert chart.title == "Stories by day, 16 to 18 May 2031"
    assert [(bar.label, bar.count) for bar in chart.bars] == [("Friday 16 May 2031", "1"), ("Sunday 18 May 2031", "2")]
    assert (chart.bars[1].x - chart.bars[0].x, chart.width) == (48, 72)


def test_the_tallest_bar_fills_the_chart_and_all_stand_on_its_ground() -> None:
    """Heights are in proportion to the tallest, and a bar is never too low to be seen."""
    chart = chart_activity(["2031-05-16"] + 100 * ["2031-05-17"], "en")

    assert chart is not None
    assert [(bar.height, bar.y + bar.height) for bar in chart.bars] == [(2, chart.height), (chart.height, chart.height)]


@pytest.mark.parametrize(
    ("last", "unit", "label"),
    [
        ("2031-02-28", "day", "Friday 28 February 2031"),
        ("2031-05-17", "week", "12 to 18 May 2031"),
        ("2034-05-17", "month", "May 2034"),
        ("2044-05-17", "year", "2044"),
    ],
)
def test_long_times_are_drawn_in_weeks_months_or_years(last: str, unit: str, label: str) -> None:
    """The bars stay sixty at most, so that the chart stays small."""
    chart = chart_activity(["2031-01-01", last], "en")

    assert chart is not None
    assert (chart.unit, chart.bars[-1].label) == (unit, label)
    assert chart.width <= 240


@pytest.mark.parametrize("days", [[], ["2031-05-16", "2031-05-16"]])
def test_stories_of_one_day_need_no_chart(days: list[str]) -> None:
    """It would be a single bar."""
    assert chart_activity(days, "en") is None


def test_the_last_day_of_the_calendar_has_a_chart() -> None:
    """There is no day after it to go on to."""
    chart = chart_activity(["9999-12-30", "9999-12-31"], "en")

    assert chart is not None
    assert [bar.count for bar in chart.bars] == ["1", "1"]


def test_a_topic_page_has_a_chart_and_says_the_same_in_a_table(project: Path) -> None:
    """The drawing has a name for those who do not see it; bars and rows are as many; nothing has a style of its own."""
    tree = tree_of(build_site(project, sample_digest()), "topics/skarholm/")
    chart = tree.css_first("svg.activity")
    rows = [text_of(row) for row in tree.css(".activity-table tbody tr")]

    assert attribute(chart, "role") == "img"
    assert attribute(chart, "aria-label") == text_of(tree.css_first(".activity-table summary"))
    assert len(chart.css("rect")) == len(rows) == 3
    assert not tree.css(".activity[style], .activity [style]")


def test_a_topic_page_counts_the_clippings_of_each_source(project: Path) -> None:
    """Those with most clippings come first."""
    tree = tree_of(build_site(project, sample_digest()), "topics/skarholm/")
    numbers = [int(text_of(node)) for node in tree.css(".tally span")]

    assert len(numbers) > 1
    assert numbers == sorted(numbers, reverse=True)

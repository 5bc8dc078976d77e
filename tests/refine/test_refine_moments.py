"""Dates are read in the forms and languages that people and programs write them."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.refine.moments import ImpossibleDateError, Moment, read_moment, read_moments, text_around


def read(written: str) -> str | None:
    """Write what was read as ISO 8601, in UTC where a zone was given."""
    moment = read_moment(written)
    if moment is None:
        return None
    instant = moment.instant(UTC)
    if instant is not None:
        return instant.strftime("%Y-%m-%dT%H:%M" + ("Z" if moment.zone is not None else ""))
    return "-".join(f"{part:02}" for part in (moment.year, moment.month, moment.day) if part is not None)


@pytest.mark.parametrize(
    "written",
    [
        "4 March 2026",
        "MARCH 4, 2026",
        "4th of March 2026",
        "March the 4th, 2026",
        "Mar. 4th, 2026",
        "Mittwoch, 4. März 2026",
        "le 4 mars 2026",
        "miércoles 4 de marzo de 2026",
        "mercoledì 4 marzo 2026",
        "quarta-feira, 4 de março de 2026",
        "woensdag 4 maart 2026",
        "onsdag 4. mars 2026",
        "onsdag den 4 mars 2026",
        "4. maaliskuuta 2026",
        "4 marca 2026",
        "4. března 2026",
        "2026. március 4.",
        "4 Mart 2026 Çarşamba",
        "4 MART 2026",
        "4 марта 2026 г.",
        "4 березня 2026 року",
        "4 Μαρτίου 2026",
        "الأربعاء 4 مارس 2026",
        "٤ مارس ٢٠٢٦",
        "الأربعاء، 4 آذار/مارس 2026",
        "2026年3月4日",
        "２０２６年３月４日（水）",
        "令和8年3月4日",
        "2026년 3월 4일 수요일",
        "2026. 3. 4.",
        "04.03.2026",
        "4.3.26",
        "2026 - 03 - 04",
        "2026/3/4",
        "3 / 14 / 2026",
        "4-Mar-2026",
        "4-Mar-26",
        "Mar 4 '26",
        "2026-W10-3",
        "20260304",
    ],
)
def test_a_day_is_read_in_many_languages(written: str) -> None:
    """Names of months with their cases, digits of other scripts, ordinals, eras and numbers alone."""
    assert read(written) == ("2026-03-14" if "14" in written else "2026-03-04")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("8 : 44AM BST 16 Sep 2026", "2026-09-16T07:44Z"),
        ("September 13, 2026 -- 15:32 GMT (16:32 BST)", "2026-09-13T15:32Z"),
        ("6 November 2026 20:37 (UTC+04:00)", "2026-11-06T16:37Z"),
        ("12 January 2026 @ 09:29 pm", "2026-01-12T21:29"),
        ("Dec 23 2026, 6:11p", "2026-12-23T18:11"),
        ("2 A.M.FEB. 4, 2026", "2026-02-04T02:00"),
        ("POSTED : 1052 GMT (1852 HKT), April 10, 2026", "2026-04-10T10:52Z"),
        ("7 : 00pm UK, Wednesday 06 May 2026", "2026-05-06T18:00Z"),
        ("4 / 28 / 26 07 : 35 PM ET EDT", "2026-04-28T23:35Z"),
        ("2026-07-18T13:25:41 (UTC -04:00)", "2026-07-18T17:25Z"),
        ("2026-07-18T13:25:41.123456+0530", "2026-07-18T07:55Z"),
        ("Sun Oct 18 11:56:00 EDT 2026", "2026-10-18T15:56Z"),
        ("Wed, 04 Mar 2026 11:56:00 +0100", "2026-03-04T10:56Z"),
        ("4. März 2026, 20.37 Uhr MEZ", "2026-03-04T19:37Z"),
        ("Updated Thu 7 May 2026, 9 : 03am AEST", "2026-05-06T23:03Z"),
        ("4 March 2026 18:00 AMT", "2026-03-04T14:00Z"),
        ("4 марта 2026, 18:00 МСК", "2026-03-04T15:00Z"),
        ("le 4 mars 2026 à 13h42", "2026-03-04T13:42"),
        ("4 marzo 2026, ore 15.32", "2026-03-04T15:32"),
        ("2026年3月4日 21時30分", "2026-03-04T21:30"),
        ("2026년 3월 4일 오후 3:05", "2026-03-04T15:05"),
        ("20260304T133000Z", "2026-03-04T13:30Z"),
        ("202603041330", "2026-03-04T13:30"),
        ("1772712060000", "2026-03-05T12:01Z"),
    ],
)
def test_the_clock_is_read_with_its_zone(written: str, expected: str) -> None:
    """Before or behind the date, by twelve or twenty-four hours, as tokenised text has it too."""
    assert read(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Updated 5 March 2026 9:00 pm, published 4 March 2026 8:00 pm", "2026-03-04T20:00"),
        ("Published: 4 March 2026 | Updated: 6 March 2026", "2026-03-04"),
        ("4 March 2026 Last updated at 11 : 11 GMT", "2026-03-04"),
        ("Last updated at 11 : 24, Tuesday, 3 March 2026", "2026-03-03T11:24"),
        ("Posted a year ago [downloaded on 4 March 2026]", None),
    ],
)
def test_the_day_of_publication_goes_before_others(written: str, expected: str | None) -> None:
    """A revision yields, its clock says nothing of the first day, and the day of a download is none."""
    assert read(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("04/05/2026 6:10 PM", "2026-04-05T18:10"),
        ("04/05/2026 18:10 EDT", "2026-04-05T22:10Z"),
        ("04/05/2026 6:10 PM AEST", "2026-05-04T08:10Z"),
        ("Monday 04/05/2026", "2026-05-04"),
        ("Publicado el 04/05/2026", "2026-05-04"),
        ("05/05/2026", "2026-05-05"),
        ("04/25/2026", "2026-04-25"),
        ("04/05/2026", None),
    ],
)
def test_day_and_month_in_numbers_are_told_by_what_stands_beside(written: str, expected: str | None) -> None:
    """A weekday, the twelve-hour clock, a zone or a word settles the order; without any the day stays open."""
    assert read(written) == expected


def test_an_open_day_has_two_readings() -> None:
    """Who knows more than the line may choose; the reading with the day first stands first."""
    assert [(one.month, one.day) for one in read_moments("04/05/2026")] == [(5, 4), (4, 5)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Mar 2026", "2026-03"), ("март 2026 г.", "2026-03"), ("2026年3月", "2026-03"), ("2026", "2026")],
)
def test_a_month_stays_a_month(written: str, expected: str) -> None:
    """No day is made up for a date that has none."""
    assert read(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "APR 28",
        "Oskola, Nov 11 -",
        "Updated 9 : 06 AM",
        "She was 91.",
        "He had 11 and 11, and had six blocks.",
        "In 2008 the dam was raised by 13,000 stones.",
        "Release 2012 R2 and 3.14.15 of the firmware",
        "Oskola Linux 20.10.18",
        "18 people died in 2026",
        "1969-12-31T19:00:00-05:00",
        "١٢",
        "²",
    ],
)
def test_what_is_no_day_gives_none(written: str) -> None:
    """Numbers, a clock, a day without its year and the zero of a counter are no date."""
    assert read(written) is None


def test_a_misspelt_month_is_understood() -> None:
    """One letter lost or two swapped leave no doubt which month is meant."""
    assert (read("Novemer 27, 2026"), read("Setpember 3, 2026")) == ("2026-11-27", "2026-09-03")


@pytest.mark.parametrize(
    "written", ["31 February 2026", "2026-13-01", "2026-10-0", "4 March 2026 25:61", "202602311200"]
)
def test_what_no_calendar_has_is_an_error(written: str) -> None:
    """A date in a known form with impossible numbers is told apart from no date."""
    with pytest.raises(ImpossibleDateError):
        read_moment(written)


@pytest.mark.parametrize(
    ("line", "is_dateline"),
    [
        ("Published 3:05 PM, Wednesday, Mar 4, 2026 | Updated 4:10 PM GMT (17:10 CET)", True),
        ("Mis à jour le 4 mars 2026 à 13h42", True),
        ("4 March 2026 was a wet day", False),
        ("The Northline, 4 March 2026", False),
    ],
)
def test_a_dateline_is_a_date_and_nothing_else(line: str, is_dateline: bool) -> None:
    """Weekday, clocks, zones and words such as `updated` belong to it; any other word does not."""
    assert (read_moment(line, whole=True) is not None) == is_dateline


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("The Sun, 4 March 2026", "The Sun"),
        ("Il Ponte, mercoledì 4 marzo 2026", "Il Ponte"),
        ("4 March 2026 – The Northline", "The Northline"),
        ("Published on Wednesday 4 March 2026 at 8 pm", ""),
        ("No date in here", None),
    ],
)
def test_what_stands_around_a_date_is_left(line: str, rest: str | None) -> None:
    """An outlet's article and a name that is a weekday too are not taken for parts of the date."""
    assert text_around(line) == rest


DAYS = st.builds("{:04}-{:02}-{:02}".format, st.integers(900, 3100), st.integers(0, 14), st.integers(0, 33))
CLOCKS = st.builds(
    "{}{:02}:{:02}:{:02}{}{}".format,
    st.sampled_from("T "),
    st.integers(0, 25),
    st.integers(0, 61),
    st.integers(0, 61),
    st.sampled_from(("", ".5", ".123456")),
    st.sampled_from(("", "Z", "+02:00", "-0530", "+14:00", "-12:45", "+25:00")),
)


@settings(max_examples=300)
@given(written=st.one_of(DAYS, st.builds(str.__add__, DAYS, CLOCKS)))
@example(written="1970-01-01T00:00:00Z")
@example(written="2026-03-04T24:00:00Z")
def test_dates_of_programs_mean_what_the_same_dates_mean_in_a_line(written: str) -> None:
    """`2026-03-04T11:56:00Z` is read by a short way, and comes out as it does behind a word of publication."""

    def moments(line: str) -> tuple[Moment, ...] | None:
        try:
            return read_moments(line)
        except ImpossibleDateError:
            return None

    assert moments(written) == moments(f"Published {written}")

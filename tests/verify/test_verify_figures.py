"""Figures are proved: on pages against the data, and in the data against the sentences they stand in."""

from __future__ import annotations

import json

import pytest
from small_site import Site, build_site

from generator.records import Span
from generator.verify.figures import stands_in

PAGE = "figures/index.html"

FLOOD = (
    b" date 2020-10-18 Dam on the Ash river holds after a night of rain.\n\n"
    b"The dam on the Ash river held through the night. The water rose by more than two metres, engineers said.\n"
)


def site_with(printed: str) -> Site:
    """A site with one more page that prints a figure of its only clipping."""
    site = build_site({"courier.txt": FLOOD})
    rows = json.loads(site.files["data/digest.json"])["entries"]
    (entry,) = rows
    number = entry["figures"][0]["number"]
    site.files[PAGE] = f'<!doctype html><td data-figure="{entry["id"]}:s{number}">{printed}</td>'.encode()
    site.publish_as_is()
    return site


@pytest.mark.parametrize("printed", ["more than two metres", "The water rose by"])
def test_a_figure_as_printed_is_proved(printed: str) -> None:
    """The number and what it is of are slices of the sentence."""
    assert site_with(printed).verify().diagnostics == ()


@pytest.mark.parametrize("printed", ["more than three metres", "two", "metres"])
def test_a_changed_number_is_found(printed: str) -> None:
    """Not even a part of the number as printed will do."""
    (found,) = site_with(printed).verify().diagnostics

    assert (found.name, found.path) == ("quotation-unproved", PAGE)


def test_a_number_that_its_source_does_not_hold_is_found() -> None:
    """Even where page and data agree, the source has the last word."""
    site = site_with("more than nine metres")
    site.files["data/digest.json"] = site.files["data/digest.json"].replace(b"more than two", b"more than nine")
    site.publish_as_is()
    (found,) = site.verify().diagnostics

    assert (found.name, found.path) == ("quotation-unproved", "data/digest.json")
    assert "“more than nine metres” does not stand in sentence" in found.message


@pytest.mark.parametrize(
    ("text", "is_there"),
    [("710", True), ("about 710", True), ("710 people", True), ("71 people", False), ("", False)],
)
def test_a_slice_may_span_stretches(text: str, is_there: bool) -> None:
    """Sentences stand in several stretches of a source where markup parts them."""
    source = "<b>about 7</b>10 <i>people</i>"
    spans = (Span(3, 10), Span(14, 17), Span(20, 26))

    assert stands_in(source, spans, text) is is_there

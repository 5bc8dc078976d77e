"""Side-cars: fields that stand in a file beside their article."""

from __future__ import annotations

import hashlib

import pytest

from generator.clippings import make_clipping
from generator.config import RefineSettings
from generator.read.sidecar import read_sidecar
from generator.records import Clipping, Source

_POST = b"The ferry to Aldersund was late again on Saturday, its captain said on the quay.\n"


def _clip(settings: RefineSettings, sidecar: bytes, post: bytes = _POST) -> Clipping:
    digits = hashlib.sha256(post).hexdigest()
    source = Source(path="ferry.md", data=post, sha256=digits, sidecar=sidecar, sidecar_path="ferry.meta")
    return make_clipping(source, settings)


@pytest.mark.parametrize(
    "written",
    [
        b".. title: Ferry late again\n.. date: 2026-03-07 09:00\n.. slug: ferry\n",
        b"---\ntitle: Ferry late again\ndate: 2026-03-07 09:00\nslug: ferry\n---\n",
        b"title: Ferry late again\r\ndate: 2026-03-07 09:00\r\nslug: ferry\r\n",
    ],
)
def test_a_side_car_is_read_in_the_forms_it_comes_in(written: bytes) -> None:
    """Nikola's lines with dots, front matter and bare lines say the same."""
    fields = read_sidecar(written, "ferry.meta")

    assert [(one.name, one.values[0]) for one in fields] == [
        ("title", "Ferry late again"),
        ("date", "2026-03-07 09:00"),
        ("slug", "ferry"),
    ]


def test_a_side_car_gives_its_fields_to_the_article_beside_it(settings: RefineSettings) -> None:
    """Title and day come from `ferry.meta`, and the evidence names that file."""
    entry = _clip(settings, b".. title: Ferry late again\n.. date: 2026-03-07\n").entries[0]

    assert (entry.title.value, entry.dating.day) == ("Ferry late again", "2026-03-07")
    assert entry.title.evidence.quote == "ferry.meta: title: Ferry late again"


def test_an_article_s_own_head_wins_over_its_side_car(settings: RefineSettings) -> None:
    """What both name is taken from the article; what only the side-car names is added."""
    post = b"---\ntitle: The late ferry\n---\n\n" + _POST
    entry = _clip(settings, b".. title: Ferry late again\n.. date: 2026-03-07\n", post).entries[0]

    assert (entry.title.value, entry.dating.day) == ("The late ferry", "2026-03-07")


def test_a_side_car_of_bytes_that_are_no_text_gives_nothing(settings: RefineSettings) -> None:
    """A stray binary file of that name costs the article nothing."""
    clipping = _clip(settings, bytes(range(256)) * 4)

    assert ([one.path for one in clipping.entries], clipping.diagnostics[0].name) == (["ferry.md"], "undated")

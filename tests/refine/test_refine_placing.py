"""What a front matter says about an entry's place in the digest is read as it is meant."""

from __future__ import annotations

from collections.abc import Callable

from generator.records import Entry, Placing

Refine = Callable[..., Entry]


def test_placings_are_read_from_the_front_matter(refine_text: Refine) -> None:
    """A name, names to stay apart from, an original and a weight."""
    entry = refine_text(
        "---\ntitle: Dam holds\nstory: The flood\nnot-story: [b.txt, The storm]\ncopy-of: a.txt\nweight: 10\n---\n"
        "The dam at Tarvenne held on Sunday, the water board said.\n",
        name="c.md",
    )

    expected = Placing(
        story="The flood",
        not_stories=("b.txt", "The storm"),
        copy_of="a.txt",
        weight=10,
        not_stories_at=(4, 1),
        copy_at=(5, 1),
    )
    assert expected == entry.placing


def test_a_weight_that_is_no_number_is_told(refine_text: Refine) -> None:
    """It counts as none."""
    entry = refine_text(
        "---\ntitle: Dam holds\nweight: heavy\n---\nThe dam at Tarvenne held on Sunday, the water board said.\n",
        name="c.md",
    )

    assert entry.placing.weight == 0
    assert "placing-unknown" in [one.name for one in entry.diagnostics]

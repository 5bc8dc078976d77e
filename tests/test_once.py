"""What is worked out once per object is right for every object, and goes with it."""

from __future__ import annotations

import gc
import weakref

from generator.once import once_per_object


class Clipping:
    """A thing that cannot be hashed, as an entry should not be."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, text: str) -> None:
        self.text = text


def test_a_thing_is_worked_out_once_for_an_object_and_the_rest() -> None:
    """The same object with the same rest is not asked again; another rest is."""
    asked: list[tuple[str, int]] = []

    @once_per_object
    def first_words(one: Clipping, count: int) -> str:
        asked.append((one.text, count))
        return " ".join(one.text.split()[:count])

    clipping = Clipping("The dam held all night")
    assert [first_words(clipping, count) for count in (2, 2, 3)] == ["The dam", "The dam", "The dam held"]
    assert [(clipping.text, 2), (clipping.text, 3)] == asked


def test_objects_that_take_each_others_place_are_not_confused() -> None:
    """When an object goes, what was worked out for it goes too, and its address in memory may be another's."""

    @once_per_object
    def length(one: Clipping) -> int:
        return len(one.text)

    lengths = [length(Clipping("x" * count)) for count in range(200)]
    assert list(range(200)) == lengths


def test_keeping_a_value_keeps_nothing_else_alive() -> None:
    """An entry that an edit has replaced is let go."""

    @once_per_object
    def upper(one: Clipping) -> str:
        return one.text.upper()

    clipping = Clipping("gone")
    seen = weakref.ref(clipping)
    assert upper(clipping) == "GONE"
    del clipping
    gc.collect()
    assert seen() is None

"""Labels are learned from the site's own labelled entries, and given only where words clearly tell them."""

from __future__ import annotations

import pytest
from digest_samples import digest_of, make_entry

from generator.config import Config
from generator.digest.learned_labels import learn_labels, read_terms
from generator.records import Digest, Entry

WEATHER = "A storm with heavy rain and strong wind is forecast, and floods are feared in week {0}."
CHESS = "The grandmaster won the chess tournament with a bold opening of the queen in round {0}."


def labelled(count: int) -> list[Entry]:
    """So many entries about the weather and as many about chess, each with its label."""
    return [
        make_entry(f"{label}{number}.txt", text.format(number), title="notes of the day", labels=(label,))
        for label, text in (("Weather", WEATHER), ("Chess", CHESS))
        for number in range(count)
    ]


def plain(text: str) -> Entry:
    return make_entry("plain.txt", text, title="notes of the day")


def paths_by_topic(digest: Digest) -> dict[str, int]:
    return {topic.name: topic.entry_count for topic in digest.topics if topic.rule == "label"}


def learned(entries: list[Entry]) -> dict[str, dict[str, tuple[str, ...]]]:
    return learn_labels(entries, {entry.id: read_terms(entry) for entry in entries})


def test_an_entry_gets_the_label_of_entries_with_the_same_words() -> None:
    """The words that spoke for it stand with the topic, for its page and `explain`."""
    new = plain("Heavy rain and a strong wind: the storm brought floods.")
    digest = digest_of(*labelled(10), new)
    topic = next(topic for topic in digest.topics if topic.name == "Weather")

    assert (topic.rule, topic.entry_count) == ("label", 11)
    assert set(topic.why[new.id].quote.split(", ")) <= {"heavy", "rain", "strong", "wind", "storm", "floods"}


def test_nothing_is_learned_from_fewer_than_twenty_labelled_entries() -> None:
    """With nine of each the storm has no label; with ten it has."""
    new = plain("Heavy rain and a strong wind: the storm brought floods.")

    assert learned([*labelled(9), new]) == {}
    assert list(learned([*labelled(10), new])) == ["Weather"]


def test_an_entry_about_something_else_gets_no_label() -> None:
    """What no labelled entry speaks of stays without."""
    assert learned([*labelled(10), plain("The baker sold bread and cake to a long queue of neighbours.")]) == {}


def test_a_label_of_fewer_than_five_entries_is_not_learned() -> None:
    """Four entries about tea say too little about tea."""
    tea = [
        make_entry(f"tea{number}.txt", f"Green tea leaves and a porcelain pot, cup {number}.", labels=("Tea",))
        for number in range(4)
    ]

    assert "Tea" not in learned([*labelled(10), *tea, plain("Green tea leaves in a porcelain pot, a third cup.")])


def test_a_label_that_words_do_not_tell_is_not_learned() -> None:
    """Labels that stand on entries of every kind alike are right too seldom when they are tried."""
    mixed = [
        make_entry(
            f"{number}.txt", (WEATHER, CHESS)[number // 2 % 2].format(number), labels=(("Odd", "Even")[number % 2],)
        )
        for number in range(24)
    ]

    assert learned([*mixed, plain(WEATHER.format(99))]) == {}


def test_labels_are_not_learned_where_the_settings_say_so() -> None:
    """`learned-labels = false` leaves the storm without a label."""
    new = plain("Heavy rain and a strong wind: the storm brought floods.")
    digest = digest_of(*labelled(10), new, config=Config(learned_labels=False))

    assert paths_by_topic(digest) == {"Weather": 10, "Chess": 10}


@pytest.mark.parametrize("step", [3, 5, 8])
def test_no_order_changes_what_is_learned(step: int) -> None:
    """The entries in any order give equal labels with the same words."""
    entries = [*labelled(10), plain("Heavy rain and a strong wind: the storm brought floods.")]
    other = [entry for start in range(step) for entry in entries[start::step]]

    assert learned(entries) == learned(other)

"""Topics come from labels, from the site's rules and from names that recur; what spells the same is one topic."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from digest_samples import CHESS, digest_of, make_entry

from generator.config import Config, TopicRule
from generator.digest import tables
from generator.records import Digest, Topic


def topics_of(digest: Digest) -> dict[str, Topic]:
    return {topic.name: topic for topic in digest.topics}


def about(*sentences: str) -> Digest:
    """Digest one entry a sentence, each on a day of its own."""
    return digest_of(
        *(
            make_entry(f"{number}.txt", sentence, title="notes of the day", day=f"2031-05-{number + 1:02}")
            for number, sentence in enumerate(sentences)
        )
    )


def test_labels_that_spell_the_same_are_one_topic() -> None:
    """Capitals and hyphens make no difference; the most common spelling is the name."""
    digest = digest_of(
        make_entry("a.txt", labels=("Public Works",)),
        make_entry("b.txt", CHESS, labels=("public-works",)),
        make_entry("c.txt", CHESS, labels=("Public Works",), day=None),
    )
    topic = topics_of(digest)["Public Works"]

    assert (
        topic.slug,
        topic.rule,
        topic.spellings,
        topic.entry_count,
    ) == ("public-works", "label", ("Public Works", "public-works"), 3)
    assert [entry.path for entry in topic.undated] == ["c.txt"]


def test_a_rule_of_the_site_finds_whole_words_only() -> None:
    """The rule for "art" meets art and Art, and neither Bart nor article."""
    config = Config(topics={"Arts": TopicRule(words=("art", "still  life"))})
    texts = (
        "Art is long.",
        "Bart wrote an article.",
        "They bought a still\nlife by an unknown hand.",
        "No such thing.",
    )
    digest = digest_of(*(make_entry(f"{number}.txt", text) for number, text in enumerate(texts)), config=config)
    topic = topics_of(digest)["Arts"]

    assert (topic.rule, topic.entry_count) == ("configured", 2)


def test_a_rule_that_nothing_meets_makes_no_topic() -> None:
    """An empty page helps nobody."""
    digest = digest_of(make_entry("a.txt"), config=Config(topics={"Whales": TopicRule(words=("whale",))}))

    assert "Whales" not in topics_of(digest)


def test_a_name_in_three_entries_is_a_topic() -> None:
    """In two it is not yet."""
    twice = about("A walk along the Orne was pleasant.", "Boats left the Orne early.")
    thrice = about("A walk along the Orne was pleasant.", "Boats left the Orne early.", "Fish from the Orne are back.")

    assert "Orne" not in topics_of(twice)
    assert (topics_of(thrice)["Orne"].rule, topics_of(thrice)["Orne"].entry_count) == ("recurring-name", 3)


def test_a_name_that_begins_a_sentence_counts_where_another_entry_confirms_it() -> None:
    """Lisse begins a sentence in one of the three entries, and so does Yesterday, which nothing confirms."""
    digest = about(
        "Lisse has a new harbour. Yesterday it rained.",
        "Trains to Lisse were late. Yesterday it snowed.",
        "People in Lisse were glad. Yesterday it was dry.",
    )

    assert {name: topic.entry_count for name, topic in topics_of(digest).items()} == {"Lisse": 3}


def test_spelling_variants_of_a_name_are_one_topic() -> None:
    """One letter in a long word, hyphens and accents make no difference."""
    digest = about(
        "They met in Nagorno-Varabakh.",
        "They met in Nagorno Varabach.",
        "They met in Nagorno-Varabákh.",
        "No name here.",
    )
    (topic,) = digest.topics

    assert (topic.entry_count, topic.spellings) == (3, ("Nagorno Varabach", "Nagorno-Varabakh", "Nagorno-Varabákh"))


@pytest.mark.parametrize(("one", "other"), [("Austria", "Australia"), ("Slovakia", "Slovenia"), ("Mali", "Bali")])
def test_names_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    """A letter more, two letters changed, or a short word are two names."""
    digest = about(*(f"Trade with {name} grew in week {week}." for name in (one, other) for week in range(3)))

    assert {one: 3, other: 3} == {name: topic.entry_count for name, topic in topics_of(digest).items()}


def test_a_surname_joins_the_whole_name() -> None:
    """The whole name is the topic's name, even where the surname is more common."""
    digest = about(
        "The vote went to Ines Tolland. A friend of Tolland cheered.",
        "A speech by Ines Tolland was cut. Critics of Tolland left.",
        "A book by Ines Tolland came out.",
        "Critics of Tolland were silent.",
    )
    (topic,) = digest.topics

    assert (topic.name, topic.spellings, topic.entry_count) == ("Ines Tolland", ("Ines Tolland", "Tolland"), 4)


def test_a_surname_joins_the_longest_of_several_forms_of_a_name() -> None:
    """Ines Marie Tolland, Marie Tolland and Tolland are one person."""
    digest = about(
        "The vote went to Ines Marie Tolland. A friend said Marie Tolland slept. The rest was for Tolland.",
        "They saw Ines Marie Tolland. A friend of Marie Tolland cheered. The rest was for Tolland.",
        "They heard Ines Marie Tolland. A friend of Marie Tolland left. The rest was for Tolland.",
        "They like Tolland.",
    )

    assert {name: topic.entry_count for name, topic in topics_of(digest).items()} == {"Ines Marie Tolland": 4}


def test_a_surname_of_two_people_joins_neither() -> None:
    """Nobody is given another one's entries."""
    digest = about(
        *(f"The vote went to Ines Tolland, as critics of Tolland said in week {week}." for week in range(3)),
        *(f"The race went to Joris Tolland, as critics of Tolland said in week {week}." for week in range(3)),
    )

    assert {name: topic.entry_count for name, topic in topics_of(digest).items()} == {
        "Ines Tolland": 3,
        "Joris Tolland": 3,
        "Tolland": 6,
    }


def test_a_country_is_not_short_for_its_bank() -> None:
    """A name after "of" stands for itself."""
    digest = about(*(f"In week {week} the Bank of Sundmark lent more in Sundmark than before." for week in range(3)))

    assert {"Bank of Sundmark", "Sundmark"} == set(topics_of(digest))


def test_what_is_no_subject_makes_no_topic() -> None:
    """Days, titles, peoples, offices, the site's outlets, agencies and authors, and words also written small."""
    digest = digest_of(
        *(
            make_entry(
                f"{number}.txt",
                "On Friday, said President Moritz, the Swedish fleet and the Defence Ministry told Orne Herald and "
                "Delta Wire and Ana Ruiz of the Web. The web was down.",
                title="notes",
                outlet="Orne Herald",
                agency="Delta Wire",
                author="Ana Ruiz",
                day=f"2031-05-{number + 1:02}",
            )
            for number in range(3)
        )
    )

    assert [topic.name for topic in digest.topics] == ["Moritz"]


def test_a_label_a_rule_and_a_name_that_spell_the_same_are_one_topic() -> None:
    """Spelled as the settings spell it, and put down to the label."""
    digest = digest_of(
        make_entry("a.txt", "A walk along the Orne.", title="notes", labels=("orne",)),
        make_entry("b.txt", "Boats on the Orne.", title="notes"),
        make_entry("c.txt", "Fish in the Orne.", title="notes"),
        config=Config(topics={"ORNE": TopicRule(words=("walk",))}),
    )
    (topic,) = digest.topics

    assert (
        topic.name,
        topic.rule,
        topic.spellings,
        topic.entry_count,
    ) == ("ORNE", "label", ("ORNE", "Orne", "orne"), 3)


def test_two_topics_that_want_one_address_get_two() -> None:
    """The second is told apart by a few digits, and the report says so."""
    digest = digest_of(make_entry("a.txt", "Short.", labels=("C",)), make_entry("b.txt", "Short.", labels=("C+",)))

    assert [topic.slug.startswith("c") for topic in digest.topics] == [True, True]
    assert len({topic.slug for topic in digest.topics}) == 2
    assert [(one.path, one.name) for one in digest.diagnostics] == [("b.txt", "address-taken")]


def test_a_large_site_is_not_swamped_with_names() -> None:
    """The more entries a site has, the more of them a name must be in before it is a topic of its own."""
    few = about(*["We saw Bradaxus there."] * 3, *["Nothing happened at all."] * 6)
    many = about(*["We saw Bradaxus there."] * 3, *["We saw Clefenor there."] * 4, *["Nothing happened at all."] * 23)

    assert [topic.name for topic in few.topics] == ["Bradaxus"]
    assert [topic.name for topic in many.topics] == ["Clefenor"]


def test_a_topics_stories_are_newest_first() -> None:
    """Each story says which topics it belongs to."""
    digest = digest_of(
        *(make_entry(f"{day}.txt", CHESS, day=f"2031-05-0{day}", labels=("Chess",)) for day in (2, 1, 3))
    )
    topic = topics_of(digest)["Chess"]

    assert [story.day for story in topic.stories] == ["2031-05-03", "2031-05-02", "2031-05-01"]
    assert all("chess" in story.topics for story in topic.stories)


VACCINE = """
The vaccine protects against the fever in nine of ten patients, doctors at the hospital said.

The clinical trial had 300 patients. Nurses gave each of them two doses.
"""


def test_common_words_speak_for_a_general_topic() -> None:
    """An article about a clinical trial is about health, and the topic says which words say so."""
    entry = make_entry("a.txt", VACCINE, title="Vaccine halves fever cases")
    topic = topics_of(digest_of(entry))["Health"]

    assert (topic.slug, topic.rule, topic.entry_count) == ("health", "general", 1)
    assert topic.why[entry.id].rule == "common-words"
    assert {"vaccine", "patient", "hospital"} <= set(topic.why[entry.id].quote.split(", "))


def test_common_words_of_another_language_speak_for_nothing() -> None:
    """The table is English: a text in another language that shares a few words with it is left alone."""
    assert "Health" not in topics_of(digest_of(make_entry("a.txt", VACCINE, language="nl")))


def test_a_few_words_in_passing_make_no_general_topic() -> None:
    """A hospital and a doctor in a text about chess are no news of health."""
    text = "The champion left the hall for the hospital of a friend. Okell drew the game with the knight pawn."
    assert "Health" not in topics_of(digest_of(make_entry("a.txt", text, title="Okell draws")))


def test_a_label_by_another_name_is_the_general_topic() -> None:
    """A site that writes Medicine has one topic with what common words find, under its own name for it."""
    entries = (
        make_entry("a.txt", VACCINE, title="Vaccine halves fever cases"),
        make_entry("b.txt", CHESS, labels=("Medicine",), day="2031-06-01"),
    )
    topic = topics_of(digest_of(*entries))["Medicine"]

    assert (topic.rule, topic.entry_count) == ("label", 2)


@pytest.mark.parametrize(
    ("config", "names"),
    [
        (Config(general_topics=False), set()),
        (Config(topics={"Health": TopicRule(words=())}), set()),
        (Config(topics={"Health": TopicRule(words=("okell",))}), {"a.txt", "b.txt"}),
    ],
)
def test_a_site_changes_its_general_topics(config: Config, names: set[str]) -> None:
    """All of them are switched off by one setting, one of them by a rule without words; words of its own are added."""
    entries = (
        make_entry("a.txt", VACCINE, title="Vaccine halves fever cases"),
        make_entry("b.txt", CHESS, day="2031-06-01"),
    )
    found = topics_of(digest_of(*entries, config=config)).get("Health")

    assert {entry.path for story in found.stories for entry in story.entries} == names if found else names == set()


def test_every_word_of_the_table_of_general_topics_can_be_met() -> None:
    """A phrase is two words, and no word stands twice in one topic."""
    table = tomllib.loads((resources.files(tables) / "general_topics.toml").read_text("utf-8"))
    for lists in table.values():
        words = [*lists["words"], *lists["telling"]]

        assert [word for word in words if len(word.split()) > 2] == []
        assert [word for word in words if words.count(word) > 1] == []


def test_labels_of_programming_languages_are_different_topics() -> None:
    """C, C++ and C# differ in nothing but a sign, and each has a page and an address of its own."""
    entries = (make_entry(f"{number}.txt", labels=(name,)) for number, name in enumerate(["C", "C++", "C#"]))
    topics = topics_of(digest_of(*entries))

    assert {name: topics[name].slug for name in ("C++", "C#")} == {"C++": "c-plus-plus", "C#": "c-sharp"}

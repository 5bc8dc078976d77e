"""Laws of the whole room: nothing lost, order does not matter, every quotation is verbatim."""

from __future__ import annotations

from collections import Counter
from random import Random

from digest_samples import BRIDGE, BRIDGE_AGAIN, CHESS, DAY, make_clipping, make_entry, stories_of
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Config
from generator.digest import make_digest
from generator.records import Clipping, Entry

SENTENCES = sorted({line for text in (BRIDGE, BRIDGE_AGAIN, CHESS) for line in text.split("\n") if line} | {"He left."})


@st.composite
def entries(draw: st.DrawFn, path: str, part: int) -> Entry:
    """Entries that share sentences, ids, days and credits more often than any real ones."""
    lines = draw(st.lists(st.sampled_from(SENTENCES), max_size=5))
    return make_entry(
        path,
        "\n\n".join(lines),
        title=draw(st.sampled_from(["Crack closes bridge", "Okell wins", "He left."])),
        entry_id=draw(st.sampled_from(["", "", "", "x", "y"])) or f"{path}-{part}",
        part=part,
        day=draw(st.sampled_from([DAY, DAY, "2031-05-05", None])),
        instant=draw(st.sampled_from([None, "2031-05-04T05:00:00Z", "2031-05-04T06:00:00Z"])),
        outlet=draw(st.sampled_from(["", "Orne Herald", "ORNE Herald", "Lisse Post"])),
        agency=draw(st.sampled_from(["", "", "Delta Wire"])),
        language=draw(st.sampled_from(["en", "en", "en", "de", "und"])),
        labels=draw(st.sampled_from([(), ("Chess",), ("chess", "C++"), ("C",)])),
        is_inferred=draw(st.booleans()),
        kinds=draw(st.sampled_from([(), ("heading",), ("standfirst", "caption")])),
    )


@st.composite
def clippings(draw: st.DrawFn) -> list[Clipping]:
    paths = [f"{number}.txt" for number in range(draw(st.integers(0, 6)))]
    return [make_clipping(*(draw(entries(path, part)) for part in range(draw(st.integers(1, 2))))) for path in paths]


@given(clippings(), st.randoms(use_true_random=False))
def test_any_order_of_clippings_gives_the_same_digest(sample: list[Clipping], random: Random) -> None:
    """Files may be listed in any order."""
    shuffled = list(sample)
    random.shuffle(shuffled)

    assert make_digest(sample, Config(), "2031-05-04") == make_digest(shuffled, Config(), "2031-05-04")


@given(clippings())
def test_every_entry_is_in_one_story_or_undated_or_left_out(sample: list[Clipping]) -> None:
    """Nothing is lost and nothing is told twice."""
    digest = make_digest(sample, Config(), "2031-05-04")
    told = [(one.path, one.part) for story in stories_of(digest) for one in story.entries]
    shelved = [(one.path, one.part) for one in digest.undated]
    left_out = [(one.path, one.part) for one in digest.left_out]
    given_in = [(one.path, one.part) for clipping in sample for one in clipping.entries]

    assert Counter(given_in) == Counter(told + shelved + left_out)
    assert Counter((one.path, one.part) for one in digest.entries) == Counter(told + shelved)


@given(clippings())
def test_every_quotation_is_verbatim_in_its_first_source(sample: list[Clipping]) -> None:
    """And every further source is a sentence of an entry of the same story."""
    for story in stories_of(make_digest(sample, Config())):
        sentences = {
            (entry.id, sentence.number): sentence.text
            for entry in story.entries
            for paragraph in entry.paragraphs
            for sentence in paragraph.sentences
        }
        for quotation in story.extract:
            refs = [(ref.entry_id, ref.number) for ref in quotation.sources]

            assert quotation.text == sentences[refs[0]]
            assert sentences.keys() >= set(refs)


@given(clippings())
def test_ids_slugs_and_credits_are_consistent(sample: list[Clipping]) -> None:
    """No two entries share an id, no two topics a slug, and origins hold each entry of a story once."""
    digest = make_digest(sample, Config())

    assert len(digest.entries) == len({entry.id for entry in digest.entries})
    assert len(digest.topics) == len({topic.slug for topic in digest.topics})
    for story in stories_of(digest):
        assert sorted(entry.id for entry in story.entries) == sorted(
            one for origin in story.origins for one in origin.entry_ids
        )
        assert set(story.topics) <= {topic.slug for topic in digest.topics}
        assert not {copy.of_id for copy in story.copies} & {copy.entry_id for copy in story.copies}

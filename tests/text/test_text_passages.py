"""Passages fold white space and still know where every character came from; sentences cut them without loss."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.records import Span
from generator.text.passages import PassageBuilder, plain_passage, rebase, slice_passage, spans_between
from generator.text.sentences import split_sentences

TEXT = st.text(alphabet="ab .!\n\t\u00a0\u0007“”é中。", max_size=80)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f]+", "", text)


@given(TEXT)
def test_folding_keeps_every_character_that_shows(text: str) -> None:
    """Only white space and control characters are folded away."""
    passage = plain_passage(text, 0, len(text))

    assert squeezed(passage.text) == squeezed(text)
    assert passage.text == passage.text.strip()
    assert "  " not in passage.text


@given(TEXT, st.data())
def test_any_slice_is_spelled_by_its_spans(text: str, data: st.DataObject) -> None:
    """The spans of a slice hold exactly its characters."""
    passage = plain_passage(text, 0, len(text))
    start = data.draw(st.integers(0, len(passage.text)))
    end = data.draw(st.integers(start, len(passage.text)))
    spans = spans_between(passage, start, end)

    assert squeezed("".join(text[span.start : span.end] for span in spans)) == squeezed(passage.text[start:end])


def test_entities_have_a_span_of_their_own() -> None:
    """What stands for something else is not joined with the plain text beside it."""
    builder = PassageBuilder()
    builder.verbatim("salt ", 0)
    builder.standing_for("&", 5, 10)
    builder.verbatim(" pepper", 10)
    passage = builder.build()

    assert passage.text == "salt & pepper"
    assert spans_between(passage, 0, len(passage.text)) == (Span(0, 5), Span(5, 10), Span(10, 17))


def test_passage_of_a_passage_leads_back_to_the_source() -> None:
    """Text inside text is followed through both: `&lt;b&gt;Tea&lt;/b&gt; &amp; toast`."""
    source = "&lt;b&gt;Tea&lt;/b&gt; &amp; toast"
    outer = PassageBuilder()
    outer.standing_for("<", 0, 4)
    outer.verbatim("b", 4)
    outer.standing_for(">", 5, 9)
    outer.verbatim("Tea", 9)
    outer.standing_for("<", 12, 16)
    outer.verbatim("/b", 16)
    outer.standing_for(">", 18, 22)
    outer.verbatim(" ", 22)
    outer.standing_for("&", 23, 28)
    outer.verbatim(" toast", 28)
    inner = PassageBuilder()
    inner.verbatim("Tea", 3)
    inner.verbatim(" & toast", 10)
    passage = rebase(inner.build(), outer.build())

    assert passage.text == "Tea & toast"
    assert [source[s.start : s.end] for s in spans_between(passage, 0, 11)] == ["Tea", " ", "&amp;", " toast"]


def test_slice_drops_blanks_at_the_cut() -> None:
    """A cut passage begins and ends with text and still knows its place."""
    passage = slice_passage(plain_passage("One two three", 0, 13), 3, 8)

    assert passage.text == "two"
    assert spans_between(passage, 0, 3) == (Span(4, 7),)


@given(TEXT, st.sampled_from(["en", "de", "zh", "und", "tlh"]))
def test_sentences_cover_the_text(text: str, language: str) -> None:
    """Sentences are in order, do not overlap, and leave out nothing but white space."""
    bounds = split_sentences(text, language)
    gaps = "".join(
        text[a:b] for a, b in zip([0, *(e for _, e in bounds)], [*(s for s, _ in bounds), len(text)], strict=True)
    )

    assert all(start < end for start, end in bounds)
    assert not gaps.strip()


def test_sentences_of_the_news() -> None:
    """Abbreviations, clock times, quotation marks, hurried typing and other scripts."""
    cases = {
        "en": [
            "It was 7.30 p.m. ET in Gov. Hale’s office.",
            "The prime minister.. said nothing.",
            "“Go,” he said.",
            "Prices rose by 1.6 per cent on Sept. 27, he said.",
        ],
        "de": ["Am 10. Oktober um 1.00 Uhr brach der Damm.", "Niemand wurde verletzt."],
        "zh": ["停战了。", "雨停了。"],
    }
    for language, sentences in cases.items():
        text = ("" if language == "zh" else " ").join(sentences)

        assert [text[start:end] for start, end in split_sentences(text, language)] == sentences

"""Template code that a site generator was to replace does not reach a page, and is accounted for."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read import read
from generator.records import Draft, Reading, Source
from generator.text.passages import spans_between

Read = Callable[..., Reading]


def kept(draft: Draft) -> list[str]:
    return [block.passage.text for block in draft.blocks if not block.aside]


def removed(draft: Draft) -> list[tuple[str, str]]:
    return [(block.passage.text, block.aside) for block in draft.blocks if block.aside]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The dam {{ page.place }} held.", "The dam held."),
        ("The dam held{{< footnote 3 >}}.", "The dam held."),
        ("{% include banner.html %}The dam held.", "The dam held."),
        ("The dam {%- if x < 3 -%}held{%- endif -%}.", "The dam held."),
        ("{{< quote >}}The dam held.{{< /quote >}}", "The dam held."),
        ("The dam held. {# checked by the desk #}", "The dam held."),
        ("The dam held. <% tp.date.now() %>", "The dam held."),
        ("The dam held. <<.banner-credits name=Ida>>", "The dam held."),
        ("The dam held.{: .lead}", "The dam held."),
        ('[caption id="a_1" width="300"]The dam held.[/caption]', "The dam held."),
        ('The dam held. [gallery ids="1,2"]', "The dam held."),
        ("[box]The dam held.[/box]", "The dam held."),
        ("[The dam]({{ site.url }}/dam) held.", "The dam held."),
        ("link:https://example.org/dam[The dam] held.", "The dam held."),
        ("The dam held {% raw %}for a day{% endraw %}.", "The dam held for a day."),
    ],
)
def test_code_is_cut_out_of_a_paragraph(read_text: Read, written: str, shown: str) -> None:
    """Whatever language it is in, the code goes and the sentence around it stays."""
    reading = read_text(f"---\ntitle: Dam\n---\n{written}\n", "a.md")

    assert kept(reading.drafts[0]) == [shown]


def test_a_cut_paragraph_knows_where_it_stands(read_text: Read) -> None:
    """What is left of a paragraph is spelled by two stretches of the source, and the cut by the one between."""
    source = "---\ntitle: Dam\n---\nThe dam {{ place }} held.\n"
    draft = read_text(source, "a.md").drafts[0]
    passage = draft.blocks[0].passage
    spans = spans_between(passage, 0, len(passage.text))

    assert [source[span.start : span.end] for span in spans] == ["The dam ", "held."]
    assert removed(draft) == [("{{ place }}", "template-code")]


@pytest.mark.parametrize(
    "text",
    [
        "A set {a, b} and an empty one {}.",
        "He wrote [sic] and [citation needed].",
        "Prices fell by 5 % and rose by 3 %.",
        "She asked: is a link: shown?",
    ],
)
def test_what_only_looks_like_code_stays(read_text: Read, text: str) -> None:
    """Brackets and braces of running text are text."""
    assert kept(read_text(text).drafts[0]) == [text]


def test_code_blocks_of_articles_about_templates_stay(read_text: Read) -> None:
    """In a code block the code is what the article shows."""
    reading = read_text(
        "---\ntitle: Loops\n---\nWrite this:\n\n```\n{% for x in y %}{{ x }}{% endfor %}\n```\n", "a.md"
    )

    assert kept(reading.drafts[0]) == ["Write this:", "{% for x in y %}{{ x }}{% endfor %}"]


def test_highlighted_code_is_a_code_block(read_text: Read) -> None:
    """A generator's own fences around code make a code block, blank lines inside it included."""
    source = (
        "---\ntitle: Loops\n---\nWrite this:\n\n"
        "{% highlight text %}\na = {{ b }}\n\nc = d\n{% endhighlight %}\n\nDone.\n"
    )
    blocks = [block for block in read_text(source, "a.md").drafts[0].blocks if not block.aside]

    assert [(block.kind, block.passage.text) for block in blocks] == [
        ("paragraph", "Write this:"),
        ("code", "a = {{ b }}"),
        ("code", "c = d"),
        ("paragraph", "Done."),
    ]


def test_a_shortcode_over_several_lines_is_cut(read_text: Read) -> None:
    """One attribute a line makes as many paragraphs of a plain text, and none of them is shown."""
    source = 'It rained.\n{{< figure\n  src="rain.jpg"\n  title="Rain"\n>}}\nThe dam held.\n'

    assert kept(read_text(source).drafts[0]) == ["It rained.", "The dam held."]


def test_a_comment_for_editors_is_not_shown(read_text: Read) -> None:
    """What stands between comment tags was never meant to be read."""
    source = "It rained.\n{% comment %}\nAsk Ida again.\n{% endcomment %}\nThe dam held.\n"

    assert kept(read_text(source).drafts[0]) == ["It rained.", "The dam held."]


def test_fields_and_links_lose_their_code(read_text: Read) -> None:
    """A field that is nothing but code says nothing, and a link into a template leads nowhere."""
    source = (
        "---\ntitle: Dam {{ version }}\ndate: <% tp.date.now() %>\n---\n"
        '<p><a href="{{ site.url }}/x">The dam</a> <a href="https://example.org/">held</a>.</p>\n'
    )
    draft = read_text(source, "a.md").drafts[0]

    assert {field.name: field.values for field in draft.fields} == {"title": ("Dam",)}
    assert [link.href for link in draft.links] == ["https://example.org/"]


CODE = st.lists(
    st.sampled_from(
        ["{{", "}}", "{%", "%}", "{{<", ">}}", "<%", "%>", " ", "a", "dam", "\n", "\n\n", "[x]", "[/x]", "&amp;", "raw",
         "comment", "endcomment", "highlight", "link:u[", "]", "(", ")", '[b c="d"]', "{:.e}", "#"]
    ),
    max_size=40,
)  # fmt: skip


@given(CODE, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_cut_text_is_provable(pieces: list[str], name: str) -> None:
    """However codes are nested, what is kept and what is cut is spelled by the source, and nothing is lost."""
    source = "".join(pieces)
    for draft in read(Source(path=name, data=source.encode(), sha256=""), 1_000_000).drafts:
        for block in draft.blocks:
            spans = spans_between(block.passage, 0, len(block.passage.text))
            spelled = re.sub(r"\s+", "", "".join(source[span.start : span.end] for span in spans))

            assert re.sub(r"\s+", "", block.passage.text) in (spelled, html.unescape(spelled))

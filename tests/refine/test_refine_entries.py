"""Drafts become entries: dated, titled, credited and cleaned, with a reason for everything."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import OutletSettings, RefineSettings
from generator.read import read
from generator.read.decoding import decode
from generator.records import Entry, LeftOut, Reading, Source
from generator.refine import refine

Read = Callable[..., Reading]
Refine = Callable[..., Entry]

PROSE = (
    "The lower gate of the Oskola dam was opened on Wednesday evening, and by midnight the water stood a metre high in "
    "the streets of the old town. Nobody was hurt, the mayor said."
)


def removed(entry: Entry) -> dict[str, str]:
    return {one.text: one.rule for one in entry.removed}


def kinds(entry: Entry) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.sentences[0].text) for paragraph in entry.paragraphs]


def names(entry: Entry) -> list[str]:
    return [one.name for one in entry.diagnostics]


# ---------------------------------------------------------------- dates


def test_epoch_stamp_yields_to_the_weekday_in_the_lead(refine_text: Refine) -> None:
    """A fetch stamp early on Thursday in UTC is Wednesday evening elsewhere, and the text says Wednesday."""
    entry = refine_text(
        f"---\ntitle: Dam\ndate: 1772677800.5\n---\n{PROSE}", "a.md"
    )  # 2026-03-05 02:30 UTC, a Thursday

    assert (entry.dating.day, entry.dating.instant) == ("2026-03-04", None)
    assert [(one.rule, one.quote) for one in entry.dating.evidence] == [("weekday-in-lead", "on Wednesday")]
    assert [one.rule for one in entry.dating.against] == ["bare-stamp"]
    assert names(entry) == ["date-contested"]


def test_epoch_stamp_at_noon_is_not_contested(refine_text: Refine) -> None:
    """At noon in Greenwich it is the same day in nearly all the world: an event of the day before moves nothing."""
    entry = refine_text(f"---\ntitle: Dam\ndate: 1772712060\n---\n{PROSE}", "a.md")  # 2026-03-05 12:01 UTC

    assert (entry.dating.day, entry.dating.precision) == ("2026-03-05", "second")
    assert names(entry) == []


def test_day_follows_the_zone_of_the_site(refine_text: Refine, settings: RefineSettings) -> None:
    """A moment just after midnight in Greenwich is the evening before in New York."""
    in_new_york = msgspec.structs.replace(settings, timezone="America/New_York")
    source = "---\ntitle: Dam\ndate: 2026-03-05T01:00:00Z\n---\nThe dam held."

    assert refine_text(source, "a.md").dating.day == "2026-03-05"
    assert refine_text(source, "a.md", in_new_york).dating.day == "2026-03-04"


@pytest.mark.parametrize(
    ("written", "day", "instant", "precision"),
    [
        ("2026-03-04", "2026-03-04", None, "day"),
        ("2026-03-04 23:30:00 +0000", "2026-03-04", "2026-03-04T23:30:00Z", "second"),
        ("2026-03-04-19-55-27", "2026-03-04", "2026-03-04T19:55:27Z", "second"),
        ("Wed, 04 Mar 2026 11:56:00 EST", "2026-03-04", "2026-03-04T16:56:00Z", "second"),
        ("March 4, 2026 1:50 pm", "2026-03-04", "2026-03-04T13:50:00Z", "minute"),
        ("4. März 2026", "2026-03-04", None, "day"),
        ("202603041546", "2026-03-04", "2026-03-04T15:46:00Z", "minute"),
        ("20260304132933812", "2026-03-04", "2026-03-04T13:29:33Z", "second"),
        ("2026-03", None, None, "month"),
    ],
)
def test_forms_of_dates(
    refine_text: Refine, written: str, day: str | None, instant: str | None, precision: str
) -> None:
    """Dates are read in the forms that people and programs write, no more precisely than written."""
    dating = refine_text(f"---\ntitle: Dam\ndate: {written}\n---\nThe dam held.", "a.md").dating

    assert (dating.day, dating.instant, dating.precision) == (day, instant, precision)


@pytest.mark.parametrize(
    "written", ["0000-00-00", "2026-02-31", "31 February 2026", "2026-13-01", "9999-12-31T23:59:59-12:00"]
)
def test_impossible_date_is_reported_and_costs_nothing_else(refine_text: Refine, written: str) -> None:
    """A date that no calendar has puts the entry on the Undated shelf; its other fields are kept."""
    entry = refine_text(f"---\ntitle: Dam\ndate: {written}\nauthor: Ida Holm\n---\nThe dam held.", "a.md")

    assert names(entry) == ["date-impossible", "undated"]
    assert written in entry.diagnostics[0].message
    assert (entry.dating.day, entry.title.value, entry.authors[0].value) == (None, "Dam", "Ida Holm")


@pytest.mark.parametrize("written", ["Unknown", "null", "~", "Invalid date", "None", '""'])
def test_words_for_no_date(refine_text: Refine, written: str) -> None:
    """The ways programs leave a date open are no dates and no mistakes."""
    entry = refine_text(f"---\ntitle: Dam\ndate: {written}\n---\nThe dam held.", "a.md")

    assert names(entry) == ["undated"]


def test_unreadable_date_is_reported(refine_text: Refine) -> None:
    """A date in no known form is quoted back."""
    entry = refine_text("---\ntitle: Dam\ndate: last week\n---\nThe dam held.", "a.md")

    assert names(entry) == ["date-unreadable", "undated"]
    assert "last week" in entry.diagnostics[0].message


@pytest.mark.parametrize(
    ("path", "rule"),
    [("2026-03-04-dam.md", "file-name"), ("posts/2026/3/4/dam.md", "file-name"), ("dam.md", None)],
)
def test_date_in_the_name(refine_text: Refine, path: str, rule: str | None) -> None:
    """Without a field the file's name or folder dates an entry."""
    dating = refine_text("---\ntitle: Dam\n---\nThe dam held.", path).dating

    assert (dating.day, [one.rule for one in dating.evidence]) == (("2026-03-04", [rule]) if rule else (None, []))


def test_field_outranks_the_name(refine_text: Refine) -> None:
    """What lost is kept as evidence against."""
    dating = refine_text("---\ntitle: Dam\ndate: 2026-03-04\n---\nThe dam held.", "2026-03-06-dam.md").dating

    assert dating.day == "2026-03-04"
    assert [(one.rule, one.quote) for one in dating.against] == [("file-name", "2026-03-06-dam.md")]


def test_clip_day_is_not_publication_day(refine_text: Refine) -> None:
    """A web clipper's `created` says when somebody read it: it is shown, not believed."""
    dating = refine_text("---\ntitle: Dam\npublished:\ncreated: 2026-03-04\n---\nThe dam held.", "a.md").dating

    assert (dating.day, [one.quote for one in dating.against]) == (None, ["created: 2026-03-04"])


# ---------------------------------------------------------------- pasted pages

SCRAPED = f"""Stay up to date with notifications from The\u00a0 Northline

Notifications can be managed in your browser settings.

Water reaches old town of Tarvenne

Lower gate opened after two days of rain

Via AP news wire
Wednesday 4 March 2026 23:56 EST
Tarvenne flood
Tarvenne flood (Copyright 2026 The Associated Press. All rights reserved)

Your support keeps our boats on the river

We are on the ground for you.

Your donation will make a difference.

{PROSE}

Associated Press writer Ida Holm in Tarvenne contributed to this report.

Thank you for registering

Please refresh the page to be logged in
"""


def test_scraped_page(refine_text: Refine) -> None:
    """A page copied whole gives its article, its credits and its notices apart."""
    entry = refine_text(SCRAPED)

    assert (entry.title.value, entry.title.is_guess) == ("Water reaches old town of Tarvenne", False)
    assert (entry.outlet and entry.outlet.value, entry.agency and entry.agency.value) == (
        "The Northline",
        "Associated Press",
    )
    assert (entry.dating.instant, entry.dating.day) == ("2026-03-05T04:56:00Z", "2026-03-05")
    assert [one.value for one in entry.contributors] == ["Ida Holm"]
    assert kinds(entry) == [
        ("standfirst", "Lower gate opened after two days of rain"),
        ("credit", "Via AP news wire"),
        ("caption", "Tarvenne flood"),
        ("caption", "Tarvenne flood (Copyright 2026 The Associated Press. All rights reserved)"),
        ("paragraph", PROSE.split(". ")[0] + "."),
        ("credit", "Associated Press writer Ida Holm in Tarvenne contributed to this report."),
    ]
    assert removed(entry) == {
        "Stay up to date with notifications from The Northline": "notification-notice",
        "Notifications can be managed in your browser settings.": "notification-notice",
        "Your support keeps our boats on the river": "donation-appeal",
        "We are on the ground for you.": "donation-appeal",
        "Your donation will make a difference.": "donation-appeal",
        "Thank you for registering": "subscription",
        "Please refresh the page to be logged in": "subscription",
    }


def test_cross_heads_and_read_more_lines(refine_text: Refine) -> None:
    """Short lines between paragraphs are headings; pointers to other articles and comment boxes are removed."""
    entry = refine_text(f"{PROSE}\nREAD MORE: Why dams fail\nA long night\n{PROSE}\nDiscussion about this post")

    assert [kind for kind, _ in kinds(entry)] == ["paragraph", "heading", "paragraph"]
    assert set(removed(entry).values()) == {"read-more", "comments"}
    assert (entry.title.value, entry.title.is_guess) == (PROSE.split(". ")[0], True)


def test_broken_html_page(refine_text: Refine) -> None:
    """The headline in the body, picture buttons and picture credits are removed by their rules."""
    body = (
        '<p class="storytitle"><h1>Dam opened</h1></p><a href="x">Enlarge this image</a><p><b>toggle caption</b></p>'
        '<p class="credit">Ida Holm/AFP via Getty Images</p><p id="ad-top" class="ad-top">Buy now</p>'
        f'<nav><ul><li>Home page</li></ul></nav><p>{PROSE} <a href="https://example.org/a">More</a></p>'
    )
    entry = refine_text(f"---\ntitle: Dam opened\n---\n<div>{body}</div>", "a.md")

    assert removed(entry) == {
        "Dam opened": "headline-repeated",
        "Enlarge this image": "picture-furniture",
        "toggle caption": "picture-furniture",
        "Ida Holm/AFP via Getty Images": "photo-credit",
        "Buy now": "page-furniture",
        "Home page": "page-furniture",
    }
    assert entry.agency is None


def test_what_is_in_doubt_stays(refine_text: Refine) -> None:
    """Sentences that only begin like notices are the article's own."""
    lines = ("Share prices fell on Monday.", "Subscribe to nothing, he said.", "Read the room, she told them.")
    entry = refine_text("\n".join((PROSE, *lines)))

    assert entry.removed == ()


# ---------------------------------------------------------------- credits and outlets


@pytest.mark.parametrize(
    ("first", "last", "agency", "rule"),
    [
        (f"TARVENNE (AP) — {PROSE}", PROSE, "Associated Press", "dateline-mark"),
        (PROSE, f"{PROSE} dpa", "Deutsche Presse-Agentur", "closing-mark"),
        (PROSE, "(ANSA)", "ANSA", "credit-line"),
        (PROSE, f"Reuters reported the same. {PROSE}", None, None),
    ],
)
def test_agency_marks(refine_text: Refine, first: str, last: str, agency: str | None, rule: str | None) -> None:
    """An agency's mark in the dateline or at the end is its credit; being quoted in the text is not."""
    found = refine_text(f"---\ntitle: Dam\n---\n{first}\n\n{last}", "a.md").agency

    assert (found and found.value, found and found.evidence.rule) == (agency, rule)


def test_agency_marks_are_not_part_of_the_sentence(refine_text: Refine) -> None:
    """What is printed begins with the news; the mark is kept as a credit."""
    entry = refine_text("---\ntitle: Dam\n---\nTARVENNE (AP) — The dam held. It rained. dpa", "a.md")

    assert kinds(entry) == [("credit", "TARVENNE (AP) —"), ("paragraph", "The dam held."), ("credit", "dpa")]


def test_header_of_a_saved_page(refine_text: Refine) -> None:
    """The site's own header is furniture; the article's holds headline and byline."""
    page = (
        "<html><body><header>Radio Eight</header><article><header><h1>Dam opened</h1><p>By Ida Holm</p></header>"
        f"<p>{PROSE}</p></article></body></html>"
    )
    entry = refine_text(page, "a.html")

    assert (entry.title.value, [one.value for one in entry.authors]) == ("Dam opened", ["Ida Holm"])
    assert removed(entry) == {"Radio Eight": "page-furniture"}


def test_agency_in_a_byline_is_not_a_person(refine_text: Refine) -> None:
    """`By Ida Holm, Reuters` names one author and the wire."""
    entry = refine_text(f"Dam opened in the night\nBy Ida Holm, Reuters\n{PROSE}")

    assert ([one.value for one in entry.authors], entry.agency and entry.agency.value) == (["Ida Holm"], "Reuters")


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("March 4, 2026 – The Northline", "The Northline", "2026-03-04"),
        ("Süddeutsche Zeitung, 5. März 2026", "Süddeutsche Zeitung", "2026-03-05"),
        ("*Harbour Post*, Wednesday 4 March 2026", "Harbour Post", "2026-03-04"),
        ("The dam was opened on 4 March 2026 at night", None, None),
    ],
)
def test_outlet_and_date_noted_above_a_text(
    refine_text: Refine, line: str, outlet: str | None, day: str | None
) -> None:
    """People note where and when in one line; a sentence with a date in it is none of that."""
    entry = refine_text(f"Dam opened in the night\n\n{line}\n\n{PROSE}")

    assert (entry.outlet and entry.outlet.value, entry.dating.day) == (outlet, day)


def test_agency_of_the_sites_own(refine_text: Refine, settings: RefineSettings) -> None:
    """A site may name agencies that the table does not know."""
    own = msgspec.structs.replace(settings, agencies={"Meridian News Agency": ("MNA",)})
    entry = refine_text(f"---\ntitle: Dam\n---\nVia MNA news wire\n\n{PROSE}", "a.md", own)

    assert entry.agency is not None
    assert entry.agency.value == "Meridian News Agency"


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("[[Ida Holm]]", ["Ida Holm"]),
        ("By Ida Holm and Per Lund", ["Ida Holm", "Per Lund"]),
        ("Ida Holm <ida@example.org>", ["Ida Holm"]),
        ("Unknown", []),
        ("editor", []),
    ],
)
def test_author_fields(refine_text: Refine, field: str, expected: list[str]) -> None:
    """Names come out of the many ways to write them; words for nobody are nobody."""
    entry = refine_text(f'---\ntitle: Dam\nauthor: "{field}"\n---\nThe dam held.', "a.md")

    assert [one.value for one in entry.authors] == expected


@pytest.mark.parametrize(
    ("fields", "name", "rule", "is_guess"),
    [
        ("source: The Northline", "The Northline", "field", False),
        ("source: https://www.npr.org/2026/a", "NPR", "address-host", False),
        ("url: https://northline.example.com/a", "The Northline", "address-host", False),
        ("url: https://unheard.example.org/a", "unheard.example.org", "address-host", True),
        ("image: https://media.npr.org/a.jpg", "NPR", "picture-host", True),
        ("tags: [a]", None, None, None),
    ],
)
def test_outlets(
    refine_text: Refine,
    settings: RefineSettings,
    fields: str,
    name: str | None,
    rule: str | None,
    is_guess: bool | None,
) -> None:
    """An outlet is named by its field, its address, or its pictures, and nothing is made up without them."""
    known = msgspec.structs.replace(settings, outlets={"northline.example.com": OutletSettings(name="The Northline")})
    found = refine_text(f"---\ntitle: Dam\n{fields}\n---\nThe dam held.", "a.md", known).outlet

    assert (found and found.value, found and found.evidence.rule, found and found.is_guess) == (name, rule, is_guess)


def test_title_without_the_name_of_the_site(refine_text: Refine) -> None:
    """A site's name behind the title is split off, other dashes are part of the title."""
    source = "---\ntitle: Rain – and more of it | The Northline\nsource: The Northline\n---\nIt rained."

    assert refine_text(source, "a.md").title.value == "Rain – and more of it"


def test_title_without_control_characters(refine_text: Refine) -> None:
    """A bell or an escape in a title would make every feed invalid."""
    assert refine_text('---\ntitle: "Dam\\a\\e opened"\n---\nIt rained.', "a.md").title.value == "Dam opened"


def test_labels_leave_out_words_that_say_nothing(refine_text: Refine) -> None:
    """Tags, categories and keywords are topics; `news` and stop words are not."""
    source = (
        "---\ntitle: Dam\ntags: [Floods, news, '#dams']\ncategories: latest\nkeywords: the, Floods, Oskola\n---\nText."
    )

    assert refine_text(source, "a.md").labels == ("Floods", "dams", "Oskola")


def test_language(refine_text: Refine) -> None:
    """A field says it, or the words do; too few words say nothing."""
    german = "Der Damm hielt in der Nacht stand, und die Stadt war am Morgen nicht mehr von der Straße abgeschnitten."

    assert refine_text(german).language.value == "de"
    assert refine_text("---\ntitle: Dam\nlang: en_GB\n---\nThe dam held.", "a.md").language.value == "en-GB"
    assert refine_text("Oskola.").language.value == "und"


def test_language_that_cannot_be_told(refine_text: Refine) -> None:
    """A longer text in a language nobody knows is noted; a few words are not."""
    assert names(refine_text("Kavo telu mirana. " * 20, "2026-03-04-a.txt")) == ["language-unknown"]
    assert names(refine_text("Kavo telu mirana.", "2026-03-04-a.txt")) == []


# ---------------------------------------------------------------- rights, drafts, links, ids


def test_rights(refine_text: Refine, settings: RefineSettings) -> None:
    """The clipping's own policy wins, then its outlet's, then the site's; an unknown word is reported."""
    known = msgspec.structs.replace(settings, outlets={"The Northline": OutletSettings(rights="full")})
    source = "---\ntitle: Dam\nsource: The Northline\n{}---\nThe dam held."

    assert refine_text(source.format(""), "a.md").rights == "excerpt"
    assert refine_text(source.format(""), "a.md", known).rights == "full"
    assert refine_text(source.format("rights: quote\n"), "a.md", known).rights == "quote"
    assert names(refine_text(source.format("rights: mine\n"), "2026-03-04-a.md")) == ["rights-unknown"]


@pytest.mark.parametrize(
    ("path", "field", "reason"),
    [
        ("a.md", "draft: true", "it is marked as a draft"),
        ("a.md", "published: false", "it is marked as not published"),
        ("a.md", "status: draft", "its status is draft"),
        ("_drafts/a.md", "", "it is in a folder of drafts"),
        ("drafts/a.md", "draft: false", ""),
    ],
)
def test_unpublished_is_told(refine_text: Refine, path: str, field: str, reason: str) -> None:
    """Drafts are read like all else, and it is told how they are marked."""
    assert reason == refine_text(f"---\ntitle: Dam\n{field}\n---\nThe dam held.", path).unpublished


def test_an_empty_draft_is_no_trouble(read_text: Read, settings: RefineSettings) -> None:
    """A draft that nobody has written yet is left out as a draft, not as an empty file."""
    reading = read_text("---\ntitle: Dam\ndraft: true\n---\n", "a.md")
    result = refine(reading.drafts[0], reading.text, settings)

    assert isinstance(result, LeftOut)
    assert result.reason == "unpublished"


def test_fields_without_body(read_text: Read, refine_text: Refine, settings: RefineSettings) -> None:
    """A link without a text is an entry; fields that lead nowhere are left out."""
    reading = read_text("---\ntitle: Dam\ntags: [a]\n---\n", "a.md")
    result = refine(reading.drafts[0], reading.text, settings)
    link = refine_text("---\ntitle: Dam\nurl: https://example.org/dam\n---\n", "a.md")

    assert isinstance(result, LeftOut)
    assert result.reason == "front-matter-only"
    assert (link.title.value, link.paragraphs) == ("Dam", ())


def test_id_survives_editing(refine_text: Refine) -> None:
    """Moving, retitling and dating a clipping keeps its id; another text has another."""
    text = f"---\ntitle: {{}}\n{{}}---\n{PROSE}"
    first = refine_text(text.format("Dam", ""), "a.md").id

    assert refine_text(text.format("Dam opened", "date: 2026-03-04\n"), "b/c.md").id == first
    assert refine_text(f"---\ntitle: Dam\n---\nNo {PROSE}", "a.md").id != first


# ---------------------------------------------------------------- nothing is lost

LINES = st.lists(
    st.sampled_from(
        [
            PROSE,
            "READ MORE: a",
            "By Ida Holm",
            "A heading",
            "<p>Some <b>bold</b> text.</p>",
            "# Title",
            "- item &amp; more",
            "",
        ]
    ),
    min_size=1,
    max_size=12,
)


@given(LINES, st.sampled_from(["a.txt", "a.md", "a.html"]), st.booleans())
def test_pieces_tile_the_source(settings: RefineSettings, lines: list[str], name: str, has_front: bool) -> None:
    """Every character of a source is kept, removed by a rule, metadata or markup, and none is two of them."""
    text = ("---\ntitle: T\n---\n" if has_front else "") + "\n".join(lines)
    reading = read(Source(path=name, data=text.encode(), sha256=""), 1_000_000)
    for draft in reading.drafts:
        entry = refine(draft, reading.text, settings)
        if isinstance(entry, LeftOut):
            continue
        bounds = [(piece.span.start, piece.span.end) for piece in entry.pieces]

        assert bounds[0][0] == 0
        assert bounds[-1][1] == len(text)
        assert all(before[1] == after[0] for before, after in pairwise(bounds))


@given(LINES)
def test_only_white_space_of_a_plain_text_is_markup(settings: RefineSettings, lines: list[str]) -> None:
    """In a plain text no letter can hide as markup."""
    reading = read(Source(path="a.txt", data="\n".join(lines).encode(), sha256=""), 1_000_000)
    for draft in reading.drafts:
        entry = refine(draft, reading.text, settings)
        if draft.format == "plain" and isinstance(entry, Entry):
            hidden = [reading.text[p.span.start : p.span.end] for p in entry.pieces if p.role == "markup"]

            assert not re.search(r"\S", "".join(hidden))


def test_sentences_are_slices_of_the_source(refine_text: Refine) -> None:
    """What a sentence says stands at its spans, and numbers run through the entry."""
    source = f"---\ntitle: Dam\n---\n{PROSE}\n\n“We *saw* it,” said Ida. The prime minister.. said no more."
    entry = refine_text(source, "a.md")
    text = decode(source.encode()).text
    sentences = [sentence for paragraph in entry.paragraphs for sentence in paragraph.sentences]

    assert [one.number for one in sentences] == [1, 2, 3, 4]
    assert sentences[2].text == "“We saw it,” said Ida."
    assert "".join(text[span.start : span.end] for span in sentences[2].spans) == "“We saw it,” said Ida."
    assert sentences[3].text == "The prime minister.. said no more."


def test_a_date_behind_the_text_leaves_the_text_below_its_headline(refine_text: Refine) -> None:
    """A single paragraph between a headline and a date is the article, not what stands before one."""
    entry = refine_text(f"Dam holds after a night of rain\n\n{PROSE}\n\nOctober 18, 2020\n")

    assert (entry.title.value, entry.dating.day) == ("Dam holds after a night of rain", "2020-10-18")
    assert [kind for kind, _ in kinds(entry)] == ["paragraph"]


@pytest.mark.parametrize(
    ("headline", "dateline", "text"),
    [
        (
            "ダムは一晩の雨のあとも持ちこたえた",
            "2020年10月18日",
            "町の上にあるダムは月曜の夜も持ちこたえ、下に住む人々にけがはなかったと市長が述べた。",
        ),
        (
            "Плотина устояла",
            "18 октября 2020",
            "Плотина над городом выстояла в понедельник ночью после долгого дождя, и никто не пострадал, сказал мэр.",
        ),
        ("Rain", "The Northline, 18 October 2020", PROSE),
    ],
)
def test_short_headlines_above_a_date(refine_text: Refine, headline: str, dateline: str, text: str) -> None:
    """One or two words above a dateline are a headline, and scripts without blanks have words too."""
    entry = refine_text(f"{headline}\n\n{dateline}\n\n{text}\n")

    assert (entry.title.value, entry.title.is_guess, entry.dating.day) == (headline, False, "2020-10-18")

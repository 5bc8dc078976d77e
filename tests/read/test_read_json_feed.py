"""JSON Feeds: one article an item, text behind escapes proved from the file, broken files read up to the break."""

from __future__ import annotations

import json

from generator.read import read
from generator.read.bystanders import bystander_by_content
from generator.records import Draft, Reading, Source
from generator.text.passages import spans_between
from generator.verify.slices import spells

_ITEM = {
    "id": "https://northline.example.org/dam",
    "url": "https://northline.example.org/dam",
    "title": "Dam bursts above Ostwick",
    "content_html": '<p>The "old" dam <em>burst</em> &amp; took a caf\u00e9.</p><p>Nobody cheered \U0001f600 then.</p>',
    "date_published": "2020-10-18T09:30:00+02:00",
    "date_modified": "2020-10-19T09:30:00+02:00",
    "authors": [{"name": "Ada Hale"}, {"name": "Ben Low"}],
    "tags": ["floods", "dams"],
    "language": "en",
    "image": "https://northline.example.org/dam.jpg",
}
_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Northline",
    "home_page_url": "https://northline.example.org/",
    "items": [
        _ITEM,
        {"id": 7, "content_text": "The ferry is back.\n\nIt runs daily.", "external_url": "https://e.example.com/f"},
    ],
}


def _read(text: str) -> Reading:
    return read(Source(path="feed.json", sha256="0" * 64, data=text.encode()), 10_000_000)


def _fields(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in draft.fields}


def _texts(draft: Draft) -> list[str]:
    return [block.passage.text for block in draft.blocks]


def test_every_item_is_an_article() -> None:
    """A feed of two items gives two drafts, HTML without its tags and plain text by its paragraphs."""
    reading = _read(json.dumps(_FEED))
    assert reading.format == "json-feed"
    assert [_texts(draft) for draft in reading.drafts] == [
        ['The "old" dam burst & took a café.', "Nobody cheered 😀 then."],
        ["The ferry is back.", "It runs daily."],
    ]


def test_fields_say_what_the_item_says() -> None:
    """Title, address, dates, authors, tags and language of an item are fields; so are the feed's name and address."""
    first, second = _read(json.dumps(_FEED)).drafts
    assert _fields(first) == {
        "title": ("Dam bursts above Ostwick",),
        "url": ("https://northline.example.org/dam",),
        "date": ("2020-10-18T09:30:00+02:00",),
        "updated": ("2020-10-19T09:30:00+02:00",),
        "language": ("en",),
        "guid": ("https://northline.example.org/dam",),
        "author": ("Ada Hale", "Ben Low"),
        "tags": ("floods", "dams"),
        "channel.title": ("The Northline",),
        "channel.url": ("https://northline.example.org/",),
    }
    assert _fields(second)["external_url"] == ("https://e.example.com/f",)
    assert [image.src for image in first.images] == ["https://northline.example.org/dam.jpg"]


def test_the_author_of_version_one_is_read() -> None:
    """Version 1 has one author, given as an object; the feed's author stands in where an item names nobody."""
    feed = {**_FEED, "author": {"name": "Cy Moss"}, "items": [{"id": "1", "content_text": "One two three."}]}
    assert _fields(_read(json.dumps(feed)).drafts[0])["author"] == ("Cy Moss",)


def test_every_paragraph_is_proved_from_the_file() -> None:
    """Whatever the escapes, the stretches of the file that a paragraph stands on spell it."""
    for text in (
        json.dumps(_FEED),
        json.dumps(_FEED, ensure_ascii=False),
        json.dumps(_FEED).replace("<", "\\u003c").replace("&", "\\u0026"),
    ):
        reading = _read(text)
        unproved = [
            block.passage.text
            for draft in reading.drafts
            for block in draft.blocks
            if not spells(text, spans_between(block.passage, 0, len(block.passage.text)), block.passage.text)
        ]
        assert unproved == []


def test_each_item_knows_its_place() -> None:
    """The extent of a draft is the item's object, from brace to brace."""
    text = json.dumps(_FEED)
    reading = _read(text)
    assert [json.loads(text[one.extent.start : one.extent.end])["id"] for one in reading.drafts if one.extent] == [
        _ITEM["id"],
        7,
    ]


def test_half_a_surrogate_pair_is_shown_as_a_mark() -> None:
    """Half a character, which no encoding can write, becomes the replacement mark and is still proved."""
    text = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": "One \\ud83d two."}]}'
    (draft,) = _read(text).drafts
    (block,) = draft.blocks
    assert block.passage.text == "One \ufffd two."
    assert spells(text, spans_between(block.passage, 0, len(block.passage.text)), block.passage.text)


def test_items_before_a_break_are_kept() -> None:
    """A feed that was cut off keeps its whole items, and says where it breaks."""
    text = json.dumps(_FEED, indent=1)
    reading = _read(text[: text.index("The ferry")])
    assert [_texts(draft)[-1] for draft in reading.drafts] == ["Nobody cheered 😀 then."]
    (found,) = reading.diagnostics
    assert (found.name, found.line, found.column) == ("feed-not-well-formed", 30, 20)
    assert text.splitlines()[29][19:].startswith('"The ferry')


def test_a_feed_without_items_is_reported() -> None:
    """A feed whose list of items is empty is no article, and that is said."""
    reading = _read(json.dumps({**_FEED, "items": []}))
    assert (reading.drafts, [found.name for found in reading.diagnostics]) == ((), ["feed-empty"])


def test_a_list_of_items_without_a_version_is_a_feed() -> None:
    """Items with `content_text` make a feed, whether or not it gives its version."""
    assert _read(json.dumps({"items": [{"content_text": "The ferry is back."}]})).format == "json-feed"


def test_other_json_is_no_clipping() -> None:
    """A list of settings in JSON is data, as before."""
    reading = _read(json.dumps({"items": [{"name": "one"}]}))
    found = bystander_by_content(reading)
    assert found is not None
    assert found.name == "not-a-clipping"

"""E-mails and pages saved as MHTML are articles with their header as fields."""

from __future__ import annotations

from collections.abc import Callable

from generator.read import read
from generator.read.decoding import decode
from generator.records import Reading, Source
from generator.text.passages import spans_between

Read = Callable[..., Reading]

NEWSLETTER = """Return-Path: <bounce@example.org>
From: =?utf-8?q?The_Northl=C3=ADne?= <news@example.org>
Subject: =?utf-8?b?UmFpbiBpbiBUcm9tc8O4?=
Date: Wed, 04 Mar 2026 10:00:00 +0000
Message-ID: <1@example.org>
List-Unsubscribe: <https://example.org/stop>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Read this in a browser.
--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<table><tr><td><p>It rained in Troms=C3=B8 =
all night.</p></td></tr></table>
--b--
"""

PAGE = """From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/rain
Subject: Rain | The Northline
Date: Fri, 6 Mar 2026 09:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Location: https://example.org/rain

<html><body><p>The dam held.</p></body></html>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--b--
"""


def values(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {field.name: field.values for field in reading.drafts[0].fields}


def test_a_newsletter(read_text: Read) -> None:
    """The page of a newsletter is read; subject, sender and date are its title, outlet and date."""
    reading = read_text(NEWSLETTER, "letter.eml")

    assert values(reading) == {
        "title": ("Rain in Tromsø",),
        "date": ("Wed, 04 Mar 2026 10:00:00 +0000",),
        "site_name": ("The Northlíne",),
        "message-id": ("<1@example.org>",),
    }
    assert (reading.encoding, reading.format) == ("utf-8 in quoted-printable", "mail")
    assert [block.passage.text for block in reading.drafts[0].blocks] == ["It rained in Tromsø all night."]


def test_words_of_a_message_can_be_proved(read_text: Read) -> None:
    """Decoding the file again gives the text that the words' places point into."""
    passage = read_text(NEWSLETTER, "letter.eml").drafts[0].blocks[0].passage
    text = decode(NEWSLETTER.encode()).text

    assert "".join(text[span.start : span.end] for span in spans_between(passage, 0, len(passage.text))) == (
        "It rained in Tromsø all night."
    )


def test_a_saved_page(read_text: Read) -> None:
    """The address of a page saved as MHTML is the original's, and its date is when it was saved."""
    reading = read_text(PAGE, "rain.mhtml")

    assert values(reading)["url"] == ("https://example.org/rain",)
    assert values(reading)["saved"] == ("Fri, 6 Mar 2026 09:00:00 -0000",)
    assert [block.passage.text for block in reading.drafts[0].blocks] == ["The dam held."]


def test_a_letter(read_text: Read) -> None:
    """What one person wrote has an author, and its plain text is read."""
    letter = "From: Ida Holm <ida@example.org>\nSubject: Rain\nMessage-ID: <2@example.org>\n\nIt rained.\n"
    reading = read_text(letter, "letter.eml")

    assert values(reading)["author"] == ("Ida Holm",)
    assert [block.passage.text for block in reading.drafts[0].blocks] == ["It rained."]


def test_a_message_of_attachments(read_text: Read) -> None:
    """A message without a text is reported, not published."""
    reading = read_text(PAGE.replace("<html><body><p>The dam held.</p></body></html>", ""), "rain.mhtml")

    assert (reading.drafts, [one.name for one in reading.diagnostics]) == ((), ["empty-source"])


def test_messages_inside_messages_inside_messages() -> None:
    """A message nested a thousand deep is read somehow, and soon."""
    depth = 1000
    nested = "From: a\nSubject: b\nMIME-Version: 1.0\n" + "".join(
        f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n' for number in range(depth)
    )
    reading = read(Source(path="a.eml", data=nested.encode(), sha256=""), 1_000_000)

    assert reading.drafts or reading.diagnostics


def test_a_text_that_begins_with_a_colon_is_no_message(read_text: Read) -> None:
    """A few field lines do not make an e-mail."""
    assert read_text("Note: it rained.\n\nThe dam held.\n").format == "plain"

"""Social cards: a picture for each day and story, drawn once, and what pages say of themselves where they are shown."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from publish_reading import attribute, pages
from publish_samples import CONFIG, EMPTY, default_theme, make_entry, make_story, sample_digest
from selectolax.lexbor import LexborHTMLParser

from generator.cli import dayfold
from generator.config import Config
from generator.publish import cards, publish
from generator.publish.card_drawing import Card, can_spell, draw
from generator.publish.cards import look_over_cards
from generator.publish.plan import plan_site
from generator.publish.reprints import Reprints
from generator.publish.theme import Asset, Template, Theme
from generator.records import Day, Digest
from generator.store import settings
from generator.store.theme import load_theme

WITH_CARDS = msgspec.structs.replace(CONFIG, cards=True)
CARD = Card(
    site="The Coast, Folded",
    headline="Ferry to Skarholm returns",
    below=(),
    foot="Sunday 9 March 2031",
    paper="#fbfaf6",
    ink="#1d1b18",
    accent="#8c2a1c",
    font="",
)


@pytest.fixture
def pillow() -> None:
    """The library is an extra of its own."""
    pytest.importorskip("PIL", reason="Pillow is not installed")


def site_of(theme: Theme, config: Config) -> dict[str, bytes]:
    return {one.path: one.data for one in publish(sample_digest(), config, theme)}


def said_of(page: LexborHTMLParser) -> dict[str, str]:
    """Read Open Graph and Twitter metadata; a property stands once."""
    found = [
        (node.attributes.get("property") or node.attributes.get("name") or "", attribute(node, "content"))
        for node in page.css("meta[property], meta[name^=twitter]")
    ]
    assert len(found) == len(dict(found))
    return dict(found)


def headed(headline: str) -> Card:
    return msgspec.structs.replace(CARD, headline=headline)


def pixels(png: bytes) -> bytes:
    """Unpack the picture: four bits a pixel, a byte for the filter before each row."""
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    return zlib.decompress(data)


def test_every_page_says_what_it_is_where_it_is_shared(project: Path) -> None:
    """All kinds of pages have complete Open Graph metadata, in their own words; without cards they have no picture."""
    for path, page in pages(site_of(default_theme(project), CONFIG)).items():
        said = said_of(page)
        if page.css_first("meta[http-equiv=refresh]") or path == "404.html":
            assert said == {}
            continue
        assert said["og:url"] == attribute(page.css_first("link[rel=canonical]"), "href")
        assert said["og:description"] == attribute(page.css_first("meta[name=description]"), "content")
        assert (said["og:site_name"], said["og:locale"]) == ("The Coast, Folded", "en_US")
        assert said["og:title"]
        assert said["twitter:card"] == "summary"
        assert (said["og:type"] == "article") == ("article:published_time" in said)
        assert not any(name.startswith("og:image") for name in said)


@pytest.mark.usefixtures("pillow")
def test_days_stories_and_the_front_page_show_a_card_that_is_there(project: Path) -> None:
    """Each day and each story has one of 1200 by 630; what a page names is a file of the site."""
    site = site_of(default_theme(project), WITH_CARDS)
    shown = {path: said_of(page) for path, page in pages(site).items()}
    pictured = {path: said for path, said in shown.items() if "og:image" in said}
    drawn = {path for path in site if path.endswith("card.png")}

    assert drawn == {
        said["og:image"].removeprefix(WITH_CARDS.base_url) for path, said in pictured.items() if path != "index.html"
    }
    assert len(drawn) == 3 + 5  # days, stories
    assert pictured["index.html"]["og:image"].removeprefix(WITH_CARDS.base_url) == "2031/03/09/card.png"
    for said in pictured.values():
        png = site[said["og:image"].removeprefix(WITH_CARDS.base_url)]
        assert png.startswith(b"\x89PNG\r\n")
        assert struct.unpack(">II", png[16:24]) == (int(said["og:image:width"]), int(said["og:image:height"]))
        assert (said["twitter:card"], said["og:image:type"]) == ("summary_large_image", "image/png")
        assert said["og:image:alt"]


@pytest.mark.usefixtures("pillow")
def test_the_same_words_give_the_same_picture_and_other_words_another() -> None:
    """A card depends on what it says and on its colours, and on nothing else."""
    assert draw(CARD, b"") == draw(msgspec.structs.replace(CARD), b"")
    assert (
        len({draw(card, b"") for card in (CARD, headed("Other"), msgspec.structs.replace(CARD, accent="#0b5394"))}) == 3
    )


@pytest.mark.usefixtures("pillow")
@pytest.mark.parametrize("headline", ["Zwei Männer", "Фёдор", "خبر", "x" * 90, "word " * 400])
def test_a_headline_that_cannot_be_printed_to_the_letter_is_left_out(headline: str) -> None:
    """Letters that the font has not, other directions, and what does not fit: no boxes, and no half of a headline."""
    assert draw(headed(headline), b"") == draw(headed(""), b"")
    assert draw(headed("Two men"), b"") != draw(headed(""), b"")


@pytest.mark.usefixtures("pillow")
def test_all_of_a_long_headline_stands_on_the_card() -> None:
    """Its last word is drawn as its first is: the type becomes smaller, and nothing is cut."""
    long = " ".join(["Volunteers", "waited", "two", "years"] * 12)

    assert pixels(draw(headed(long), b"")) != pixels(draw(headed(long.rpartition(" ")[0]), b""))


@pytest.mark.usefixtures("pillow")
def test_what_the_brought_font_can_spell_is_known() -> None:
    """Which letters are lacking is said without opening the font, and is true of it."""
    from PIL import ImageFont

    face = ImageFont.load_default(40)
    missing = bytes(face.getmask("\U0010fffd"))
    letters = [chr(code) for code in range(0x21, 0x2500) if not chr(code).isspace()]

    assert [one for one in letters if can_spell(one) != (bytes(face.getmask(one)) != missing)] == []


@pytest.mark.usefixtures("pillow")
def test_a_site_names_a_font_of_its_own(tmp_path: Path) -> None:
    """It lies among the templates, is not published unless it is an asset, and its bytes decide."""
    from PIL import ImageFont

    face = ImageFont.load_default(20)
    assert isinstance(face, ImageFont.FreeTypeFont)
    (tmp_path / "ours.ttf").write_bytes(face.font_bytes)
    theme, config = load_theme(tmp_path), msgspec.structs.replace(WITH_CARDS, card_font="ours.ttf")
    site = site_of(theme, config)
    damaged = msgspec.structs.replace(theme, fonts=(Asset(name="ours.ttf", data=b"no font"),))

    assert "ours.ttf" not in " ".join(site)
    assert list(look_over_cards(sample_digest(), config, theme)) == []
    assert site["2031/03/09/card.png"] == site_of(load_theme(None), WITH_CARDS)["2031/03/09/card.png"]
    assert site_of(damaged, config)["2031/03/09/card.png"] == site["2031/03/09/card.png"]


def test_a_font_that_is_not_there_is_told(project: Path) -> None:
    """The note says where to put it."""
    config = msgspec.structs.replace(WITH_CARDS, card_font="ours.ttf")
    [found] = look_over_cards(sample_digest(), config, default_theme(project))

    assert (found.name, "templates folder" in found.hint) == ("card-font", True)


def test_letters_that_the_brought_font_lacks_are_told(project: Path) -> None:
    """How many headlines are left out, and which letters they would have needed."""
    entry = make_entry("m", "Zwei Männer für Skårholm", "They came.")
    days = (Day(date="2031-03-09", stories=(make_story((entry,), ()),)),)
    digest: Digest = msgspec.structs.replace(EMPTY, entries=(entry,), days=days)
    [found] = look_over_cards(digest, WITH_CARDS, default_theme(project))

    assert found.message == "1 headline is left out of cards: the font that Pillow brings has no ä å ü"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with cards and three stories on two days."""
    (tmp_path / "content").mkdir()
    for name, day, body in (
        ("Ferry", "08", "The boat to Skarholm sails again after eleven days in dock."),
        ("Harvest", "08", "Apples are late this year, growers in Vessby report."),
        ("Budget", "09", "Councillors voted for a new tax on second homes."),
    ):
        text = f"---\ntitle: {name} news\ndate: 2024-03-{day}\nsource: The Post\n---\n\n{body}\n"
        (tmp_path / "content" / f"{name.lower()}.md").write_text(text, encoding="utf-8")
    (tmp_path / "dayfold.toml").write_text("cards = true\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(*more: str) -> str:
    return CliRunner().invoke(dayfold, ["build", "--jobs", "1", *more], standalone_mode=False).stderr


def site_on_disk(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


@pytest.mark.usefixtures("pillow")
def test_a_card_is_drawn_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit only the cards that say something else are drawn; after one of theme or settings none is."""
    drawn: list[str] = []

    def watched(card: Card, font: bytes) -> bytes:
        drawn.append(card.headline)
        return draw(card, font)

    monkeypatch.setattr(cards, "draw", watched)
    build()
    assert sorted(drawn) == [
        "Budget news",
        "Ferry news",
        "Friday 8 March 2024",
        "Harvest news",
        "Saturday 9 March 2024",
    ]
    drawn.clear()
    ferry = folder / "content" / "ferry.md"
    ferry.write_text(ferry.read_text("utf-8").replace("Ferry news", "Ferry is back"), encoding="utf-8")
    build()
    assert sorted(drawn) == ["Ferry is back", "Friday 8 March 2024"]
    drawn.clear()
    (folder / "templates").mkdir()
    (folder / "templates" / "day.html").write_text('{% extends "dayfold:day.html" %}', encoding="utf-8")
    (folder / "dayfold.toml").write_text('cards = true\nbase-url = "https://example.org/"\n', encoding="utf-8")
    build()
    assert drawn == []
    build("--output", "fresh", "--clean")
    assert len(drawn) == 5
    warm, fresh = site_on_disk(folder / "output"), site_on_disk(folder / "fresh")
    assert warm == fresh
    assert sum(path.endswith("card.png") for path in fresh) == 5


def test_without_pillow_a_site_has_no_cards_and_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`cards = true` asks for a library that not everybody has: the site is built without, and `check` says so."""
    monkeypatch.setattr(settings, "find_spec", lambda _: None)
    said = build()
    listed = CliRunner().invoke(dayfold, ["build", "--json", "--clean"], standalone_mode=False).stdout

    assert "error" not in said
    assert '"cards-missing"' in listed
    assert not any(path.endswith("card.png") for path in site_on_disk(folder / "output"))


def test_a_preview_keeps_cards_when_the_theme_is_edited(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made of its words alone stands under another theme; pages do not."""
    monkeypatch.setattr(cards, "draw", lambda card, _: card.headline.encode())
    theme, reprints = default_theme(project), Reprints()
    made = {file.path: file.make() for file in plan_site(sample_digest(), WITH_CARDS, theme, reprints).files}
    edited = msgspec.structs.replace(theme, templates=(*theme.templates, Template(name="own.html", path="", text="x")))
    again = plan_site(sample_digest(), WITH_CARDS, edited, reprints)
    standing = {file.path for file in again.files if file.standing()}

    assert standing == {path for path in made if path.endswith("card.png")} != set()

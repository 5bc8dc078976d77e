"""What a page cites can be taken along: CSL-JSON, BibTeX, a line for Wikipedia, and JSON-LD for machines."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from newsroom import make_digest, make_entry, make_outlet, make_story, make_topic

from generator.config import Config
from generator.publish.citations import plan_citations
from generator.publish.citations.bibliography import make_reference
from generator.publish.citations.bibtex import bibtex_entry
from generator.publish.citations.csl import csl_item
from generator.publish.citations.linked_data import describe_clipping, describe_collection
from generator.publish.citations.wiki import cite_news
from generator.publish.urls import Urls
from generator.records import Dating, Entry

ADDRESSES = Urls("https://digest.example/news/")
HOSTILE = r"100% {of} \it & $5_ #1 ~^ | ]] }} {{ <ref> ''x'' </script> Ünï"

COURIER = make_entry(
    "courier",
    outlet="Valley Courier",
    agency="NWA",
    authors=("Ada Åberg", "Hill & Sons"),
    url="https://example.org/dam?a=1|2",
)
HERALD = make_entry("herald", title=HOSTILE, outlet="Coast {Herald}")

CSL_NAMES = {
    "id",
    "type",
    "title",
    "author",
    "container-title",
    "issued",
    "URL",
    "archive_location",
    "language",
    "custom",
}
"""Those of csl-data.json 1.0.2 that are written; the schema allows no others than its own."""


def reference_of(entry: Entry) -> Any:
    return make_reference(entry, ADDRESSES)


def artifacts() -> dict[str, bytes]:
    story = make_story(COURIER, HERALD, extract=[[(0, 1), (1, 1)]], topics=["rain"])
    digest = make_digest(story, topics=[make_topic("Rain", story)], outlets=[make_outlet("Valley Courier", COURIER)])
    return {one.path: one.make() for one in plan_citations(digest, ADDRESSES)}


def test_a_story_a_day_and_a_topic_have_their_citations_beside_the_page() -> None:
    """Each in both formats, and each names every clipping once."""
    files = artifacts()
    story = next(path for path in files if "the-dam-held" in path).rpartition("/")[0]
    pages = ("2020/10/18", story, "topics/rain")

    assert sorted(files) == sorted(f"{page}/citations.{kind}" for page in pages for kind in ("json", "bib"))
    assert {len(json.loads(files[f"{page}/citations.json"])) for page in pages} == {2}


def test_csl_says_only_what_its_schema_knows() -> None:
    """Known variables, literal names, date parts of whole numbers, and nothing empty."""
    item = csl_item(reference_of(COURIER))

    assert set(item) <= CSL_NAMES
    assert item["author"] == [{"literal": "Ada Åberg"}, {"literal": "Hill & Sons"}]
    assert item["issued"] == {"date-parts": [[2020, 10, 18]]}
    assert item["custom"]["agency"] == "NWA"
    assert all(item.values())


def test_an_inferred_date_says_so_in_every_format() -> None:
    """`circa`, a note, a comment; and JSON-LD, which has no word for it, keeps silent."""
    dating = Dating(edtf="2020-10-16~", day="2020-10-16", precision="day", is_guess=True)
    entry = msgspec.structs.replace(COURIER, dating=dating)
    reference = reference_of(entry)

    assert csl_item(reference)["issued"] == {"date-parts": [[2020, 10, 16]], "circa": True}
    assert "date inferred" in bibtex_entry(reference)
    assert "|date=16 October 2020<!-- inferred -->" in cite_news(reference)
    assert "datePublished" not in json.loads(describe_clipping(entry, Config(), ADDRESSES))


def test_a_day_that_no_calendar_has_is_not_cited() -> None:
    """An impossible date is no date, in citations as elsewhere."""
    entry = msgspec.structs.replace(COURIER, dating=Dating(edtf="2020-02-31"))

    assert "issued" not in csl_item(reference_of(entry))


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_citeproc_renders_what_is_written() -> None:
    """A reference manager's engine makes a bibliography of it in a common style."""
    path = next(path for path in artifacts() if path.endswith("18/citations.json"))
    source = CiteProcJSON(json.loads(artifacts()[path]))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in (COURIER.id, HERALD.id):
        bibliography.register(Citation([CitationItem(key)]))
    lines = [str(line) for line in bibliography.bibliography()]

    assert len(lines) == 2
    assert any("Ada Åberg" in line and "Dam holds after night of rain" in line for line in lines)


def test_bibtex_is_parsed_with_every_field() -> None:
    """Accents stay, keys are unique and stable, names stay whole."""
    data = artifacts()["2020/10/18/citations.bib"].decode()
    library = parse_string(data)
    fields = library.entries_dict[f"clip-{COURIER.id}"].fields_dict

    assert (len(library.entries), library.failed_blocks) == (2, [])
    assert fields["author"].value == r"{Ada Åberg} and {Hill \& Sons}"
    assert (fields["year"].value, fields["day"].value) == ("2020", "18")
    assert fields["note"].value.startswith("NWA via Valley Courier")


@given(title=st.text(min_size=1), name=st.text(min_size=1))
def test_no_title_or_name_breaks_a_citation(title: str, name: str) -> None:
    """Whatever a source calls itself: braces stay even, the template stays one line, the script stays closed."""
    entry = make_entry("odd", title=title, outlet=name, authors=(name,))
    reference = reference_of(entry)
    library = parse_string(bibtex_entry(reference))
    line = cite_news(reference)

    assert (len(library.entries), library.failed_blocks) == (1, [])
    assert (line.count("{{"), line.count("}}"), line.count("\n")) == (1, 1, 0)
    assert "<" not in describe_clipping(entry, Config(), ADDRESSES)


def test_the_line_for_wikipedia_names_agency_and_work() -> None:
    """It can be copied as it is; a bar in an address does not end a parameter."""
    assert cite_news(reference_of(COURIER)) == (
        "{{cite news |author1=Ada Åberg |author2=Hill & Sons |title=Dam holds after night of rain |work=Valley Courier "
        "|agency=NWA |date=18 October 2020 |url=https://example.org/dam?a=1%7C2}}"
    )


def test_an_archive_is_cited_with_the_day_it_tells() -> None:
    """Where its address says when it was kept; otherwise the template would show an error."""
    kept = msgspec.structs.replace(
        COURIER, archive_url="https://web.archive.org/web/20201019120000/https://example.org/dam"
    )
    unknown = msgspec.structs.replace(COURIER, archive_url="https://archive.example/abc")

    assert "|archive-date=19 October 2020" in cite_news(reference_of(kept))
    assert "archive-url" not in cite_news(reference_of(unknown))


def test_linked_data_tells_outlet_wire_and_us_apart() -> None:
    """The article is the outlet's, provided by the wire; the words about it are the site's."""
    told = json.loads(describe_clipping(COURIER, Config(title="Morning"), ADDRESSES))

    assert (told["@type"], told["isBasedOn"]) == ("NewsArticle", "https://example.org/dam?a=1%7C2")
    assert [told[who]["name"] for who in ("publisher", "provider", "sdPublisher")] == [
        "Valley Courier",
        "NWA",
        "Morning",
    ]


def test_a_page_of_the_digest_cites_its_clippings() -> None:
    """A day is a collection, not an article of ours."""
    told = json.loads(
        describe_collection("2020/10/18/", "Sunday", (COURIER, HERALD), Config(), ADDRESSES, "2020-10-18")
    )

    assert told["@type"] == "CollectionPage"
    assert [one["url"] for one in told["citation"]] == [reference_of(COURIER).page, reference_of(HERALD).page]

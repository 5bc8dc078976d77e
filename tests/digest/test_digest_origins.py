"""Origins are counted, not copies; every merge has its evidence, and what is unknown is never merged."""

from __future__ import annotations

import tomllib
from importlib import resources

from digest_samples import BRIDGE, BRIDGE_AGAIN, digest_of, make_entry, only_story

from generator.config import Config, OutletSettings
from generator.digest import tables
from generator.digest.origins import find_origins
from generator.digest.owners import Owners
from generator.records import Copy

EARLY, LATE = "2031-05-04T06:00:00Z", "2031-05-04T09:00:00Z"


def origins_of(*texts_and_credits: tuple[str, str, str]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Names, sizes and evidence of the origins of entries given as text, outlet and agency, earliest first."""
    entries = [
        make_entry(f"{place}.txt", text, outlet=outlet, agency=agency, instant=f"2031-05-04T{place:02}:00:00Z")
        for place, (text, outlet, agency) in enumerate(texts_and_credits)
    ]
    story = only_story(digest_of(*entries))
    return [(origin.name, len(origin.entry_ids), origin.evidence) for origin in story.origins]


def test_reports_of_two_outlets_are_two_origins() -> None:
    """Nothing is merged without evidence."""
    found = origins_of((BRIDGE, "Orne Herald", ""), (BRIDGE_AGAIN, "Lisse Post", ""))

    assert found == [("Orne Herald", 1, ()), ("Lisse Post", 1, ())]


def test_a_reprint_adds_no_origin() -> None:
    """The evidence says how much of the text is shared, and with whom."""
    found = origins_of((BRIDGE, "Orne Herald", ""), (BRIDGE, "Lisse Post", ""))

    assert found == [("Orne Herald", 2, ("100 % of the text is the same as in Orne Herald",))]


def test_two_outlets_that_credit_one_agency_are_one_origin() -> None:
    """The agency is the origin, even where each outlet wrote its own words around it."""
    found = origins_of((BRIDGE, "Orne Herald", "Delta Wire"), (BRIDGE_AGAIN, "Lisse Post", "delta wire"))

    assert found == [("Delta Wire", 2, ("both credit Delta Wire",))]


def test_an_agency_and_its_own_site_are_one_origin() -> None:
    """An outlet that is the agency needs no credit line."""
    found = origins_of((BRIDGE, "Delta Wire", ""), (BRIDGE_AGAIN, "Lisse Post", "Delta Wire"))

    assert found == [("Delta Wire", 2, ("both credit Delta Wire",))]


def test_two_articles_of_one_outlet_are_one_origin() -> None:
    """A second article from the same desk is not a second source."""
    found = origins_of((BRIDGE, "Orne Herald", ""), (BRIDGE_AGAIN, "Orne Herald", ""))

    assert found == [("Orne Herald", 2, ("both were published by Orne Herald",))]


def test_clippings_of_unknown_origin_are_not_merged() -> None:
    """Two clippings that nobody signed may still be two sources; each is named by its headline."""
    found = origins_of((BRIDGE, "", ""), (BRIDGE_AGAIN, "", ""))

    assert found == [("Crack closes bridge", 1, ()), ("Crack closes bridge", 1, ())]


def test_the_evidence_of_a_reprint_gives_hundredths_as_they_are() -> None:
    """0.57 of a text is 57 %, though a hundred times that is a little less in binary; 0.999 is not yet all of it."""
    entries = [make_entry("a.txt", outlet="Orne Herald"), make_entry("b.txt"), make_entry("c.txt")]
    copies = [
        Copy(entry_id=entry.id, of_id=entries[0].id, share=share)
        for entry, share in zip(entries[1:], (0.57, 0.999), strict=True)
    ]
    (origin,) = find_origins(entries, copies, Owners({}))

    assert origin.evidence == (
        "57 % of the text is the same as in Orne Herald",
        "99 % of the text is the same as in Orne Herald",
    )


def family_of(*outlets: str, agency: str = "", config: Config | None = None) -> list[tuple[str, int, tuple[str, ...]]]:
    """Origins of two reports of one event by these outlets, the second with an agency's credit if one is given."""
    texts = (BRIDGE, BRIDGE_AGAIN)
    entries = [
        make_entry(f"{place}.txt", texts[place], outlet=outlet, agency=agency * place, instant=instant)
        for place, (outlet, instant) in enumerate(zip(outlets, (EARLY, LATE), strict=True))
    ]
    story = only_story(digest_of(*entries, config=config))
    return [(origin.name, len(origin.entry_ids), origin.evidence) for origin in story.origins]


def test_outlets_of_one_owner_are_one_origin() -> None:
    """A family that the table knows reports once; the evidence names both outlets and the owner."""
    assert family_of("The Age", "The Sydney Morning Herald") == [
        ("The Age", 2, ("The Age and The Sydney Morning Herald both belong to Nine",))
    ]


def test_a_site_says_who_owns_whom() -> None:
    """Settings name families of their own, by name, and take an outlet out of a family of the table."""
    ours = Config(
        outlets={
            "Orne Herald": OutletSettings(owner="Delta"),
            "lisse.example": OutletSettings(name="Lisse Post", owner="Delta"),
        }
    )
    apart = Config(outlets={"The Age": OutletSettings(owner="The Age")})

    assert [evidence for *_, evidence in family_of("Orne Herald", "Lisse Post", config=ours)] == [
        ("Orne Herald and Lisse Post both belong to Delta",)
    ]
    assert len(family_of("The Age", "The Sydney Morning Herald", config=apart)) == 2


def test_what_an_agency_sent_is_not_the_owner_s_reporting() -> None:
    """An outlet of the family that prints a wire's text adds the wire, which is a source of its own."""
    assert [name for name, *_ in family_of("The Age", "The Sydney Morning Herald", agency="Delta Wire")] == [
        "The Age",
        "Delta Wire",
    ]


def test_an_unknown_owner_merges_nothing() -> None:
    """One outlet of a family and one of nobody's stay two origins."""
    assert len(family_of("The Age", "Orne Herald")) == 2


def test_no_outlet_belongs_to_two_owners() -> None:
    """Each name stands once in the table that ships."""
    table = tomllib.loads(resources.files(tables).joinpath("owners.toml").read_text("utf-8"))
    names = [name.casefold().removeprefix("the ") for family in table.values() for name in family]

    assert len(names) == len(set(names))

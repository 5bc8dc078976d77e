"""Credits: agencies in all the forms they are credited in, and the people who wrote and helped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.records import Entry, Evidence
from generator.refine.agencies import MASK, known_agencies
from generator.refine.agency_marks import closing_mark, opening_mark
from generator.refine.credits import read_credit_line
from generator.refine.person_names import names_in

Refine = Callable[..., Entry]

PROSE = "The dam above the town was opened on Monday night, and nobody who lives below it was hurt, the mayor said."


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Via AP news wire", "Associated Press"),
        ("By The Associated Press", "Associated Press"),
        ("ByThe Associated Press", "Associated Press"),
        ("AP", "Associated Press"),
        ("Reuters Staff", "Reuters"),
        ("By Reuters and AFP", "Reuters"),
        ("rtr/dpa", "Reuters"),
        ("(ANSA).", "ANSA"),
        ("avec AFP", "Agence France-Presse"),
        ("(With inputs from PTI)", "PTI"),
        ("Источник: ТАСС", "TASS"),
        ("Source: Reuters", "Reuters"),
        ("AFP via Getty Images", None),
        ("Ida Holm/AFP", None),
        ("Reuters reported the same on Monday.", None),
        ("The AP was founded in 1846.", None),
    ],
)
def test_lines_that_credit_an_agency(line: str, agency: str | None) -> None:
    """A line that says nothing else; a picture's credit and a sentence are none."""
    credit = read_credit_line(line, known_agencies({}))

    assert (credit and credit.agency) == agency


@pytest.mark.parametrize(
    ("paragraph", "mark", "agency"),
    [
        ("TARVENNE (AP) — The dam held.", "TARVENNE (AP) — ", "Associated Press"),
        ("ST. VELDT, D.C. (AP) — The dam held.", "ST. VELDT, D.C. (AP) — ", "Associated Press"),
        ("Veldt, 18. Oktober (dpa/nor) - Der Damm", "Veldt, 18. Oktober (dpa/nor) - ", "Deutsche Presse-Agentur"),
        ("(ANSA) - VELDT, 18 OTT - La diga", "(ANSA) - ", "ANSA"),
        ("【10月18日 AFP】ダムが", "【10月18日 AFP】", "Agence France-Presse"),
        ("VELDT, OCTOBER 18, ARMENPRESS. The dam", "VELDT, OCTOBER 18, ARMENPRESS. ", "Armenpress"),
        ("VELDT / TARVENNE rtr | Der Damm", "VELDT / TARVENNE rtr | ", "Reuters"),
        (
            "VELDT (APP - Northline News - 22nd Oct, 2020 ): The",
            "VELDT (APP - Northline News - 22nd Oct, 2020 ): ",
            "APP",
        ),
        ("VELDT, October 18. /TASS/. The dam", "VELDT, October 18. /TASS/. ", "TASS"),
        ("Veldt, 18 oct (EFE).- La presa", "Veldt, 18 oct (EFE).- ", "EFE"),
        ("新华社北京10月18日电 大坝", "新华社北京10月18日电 ", "Xinhua"),
        ("(서울=연합뉴스) 홍길동 기자 = 댐이", "(서울=연합뉴스) 홍길동 기자 = ", "Yonhap"),
    ],
)
def test_marks_before_a_text(paragraph: str, mark: str, agency: str) -> None:
    """The mark is parted from the sentence it stands before."""
    found = opening_mark(paragraph, known_agencies({}))

    assert found is not None
    assert (paragraph[: found[0]], found[1].agency) == (mark, agency)


@pytest.mark.parametrize(
    "paragraph",
    ["The Associated Press (AP) said so.", "Rain fell (AP) and it went on.", "AFP reported it on Monday."],
)
def test_an_agency_that_is_spoken_of_is_no_mark(paragraph: str) -> None:
    """Behind a place a dash must follow the brackets, or they belong to the sentence."""
    assert opening_mark(paragraph, known_agencies({})) is None


@pytest.mark.parametrize(
    ("paragraph", "mark"),
    [
        ("It rained. dpa", "dpa"),
        ("It rained. (ANSA).", "(ANSA)."),
        ("Es regnete. AFP/dpa", "AFP/dpa"),
        ("Es regnete. (dpa/nor)", "(dpa/nor)"),
        ("“It rained.” – AFP", "– AFP"),
        ("He works for the AP", None),
    ],
)
def test_marks_behind_a_text(paragraph: str, mark: str | None) -> None:
    """A mark stands behind the end of a sentence; an agency inside the last one does not count."""
    found = closing_mark(paragraph, known_agencies({}))

    assert (paragraph[found[0] :] if found else None) == mark


def test_an_agency_that_speaks_of_itself_is_a_guess(refine_text: Refine) -> None:
    """Some agencies write `Trend reports` in their own texts; others only quote Reuters so."""
    own = refine_text(f"---\ntitle: Dam\n---\nThe dam was opened, Trend reports on Oct. 16.\n\n{PROSE}", "a.md").agency
    quoted = refine_text(f"---\ntitle: Dam\n---\nThe dam was opened, Reuters reports.\n\n{PROSE}", "a.md").agency

    assert own is not None
    assert (own.value, own.is_guess, quoted) == ("Trend News Agency", True, None)


def test_an_agency_as_author_is_the_wire_and_no_person(refine_text: Refine) -> None:
    """A second one is told as evidence."""
    entry = refine_text(f'---\ntitle: Dam\nauthor: "Reuters, AFP"\n---\n{PROSE}', "a.md")

    assert entry.authors == ()
    assert entry.agency is not None
    assert (entry.agency.value, entry.agency.evidence.rule) == ("Reuters", "author-field")
    assert entry.agency.against == (Evidence(rule="outranked-by-author-field", quote="author: Reuters, AFP"),)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ida Holm, Staff Writer, The Northline", ("Ida Holm",)),
        ("By Ida Holm | Oct 18, 2020", ("Ida Holm",)),
        ("By Ida Holm and Per Lund", ("Ida Holm", "Per Lund")),
        ("Von Ida Holm, dpa", ("Ida Holm",)),
        ("por Juan Pérez", ("Juan Pérez",)),
        ("Автор: Ида Хольм", ("Ида Хольм",)),
        ("记者 张三", ("张三",)),
        ("記者王小明／台北報導", ("王小明",)),
        ("홍길동 기자", ("홍길동",)),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...]) -> None:
    """Roles, outlets and days behind a name are no part of it, in whatever language it stands."""
    credit = read_credit_line(line, known_agencies({}))

    assert (credit and credit.authors) == authors


@pytest.mark.parametrize(
    "line",
    [
        "By Friday",
        "Di Maria",
        "De Bruyne",
        "Text messages surge in Oslo",
        "By Ida Holm, a farmer who lost everything in the flood of the last year, and by others",
    ],
)
def test_lines_that_only_begin_like_bylines(line: str) -> None:
    """Days, footballers and sentences are nobody's credit."""
    assert read_credit_line(line, known_agencies({})) is None


@pytest.mark.parametrize(
    ("line", "contributors"),
    [
        ("(Reporting by Ida Holm; Editing by Per Lund)", ("Ida Holm", "Per Lund")),
        ("Ida Holm in Oslo contributed to this report.", ("Ida Holm",)),
        ("Übersetzung: Ida Holm", ("Ida Holm",)),
        ("（編集：山田）", ("山田",)),
    ],
)
def test_who_helped(line: str, contributors: tuple[str, ...]) -> None:
    """Editors, translators and helping reporters are contributors."""
    credit = read_credit_line(line, known_agencies({}))

    assert (credit and credit.contributors) == contributors


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ida HolmWeb Editor", ("Ida Holm",)),
        ("By Ida Holm, Staff Writer, The Northline", ("Ida Holm",)),
        ("ida@example.org (Ida Holm)", ("Ida Holm",)),
        ("['Ida Holm', 'Per Lund']", ("Ida Holm", "Per Lund")),
        ("Jane Reporter", ("Jane Reporter",)),
        ("Von der Leyen", ("Von der Leyen",)),
        ("Ｉda Holm", ("Ｉda Holm",)),
        ("jdoe", ("jdoe",)),
        ("@ida_holm", ("@ida_holm",)),
        ("Written by", ()),
        ("[]", ()),
        ("..", ()),
        ("None", ()),
        ("https://www.example.com/ida", ()),
        ("Senior Reporter at The Northline", ()),
    ],
)
def test_names_in_fields(written: str, names: tuple[str, ...]) -> None:
    """Ids and odd letters stay as written; roles, addresses and words for nobody are no names."""
    assert names_in(written) == names


def test_editors_in_an_author_field_contribute(refine_text: Refine) -> None:
    """`(Edited by …)` names somebody else."""
    entry = refine_text(f'---\ntitle: Dam\nauthor: "Ida Holm (Edited by Per Lund)"\n---\n{PROSE}', "a.md")

    assert ([one.value for one in entry.authors], [one.value for one in entry.contributors]) == (
        ["Ida Holm"],
        ["Per Lund"],
    )


def test_private_characters_are_no_agency() -> None:
    """A source may hold the very character that stands for agencies while lines are looked at."""
    agencies = known_agencies({})
    assert (
        read_credit_line(f"Via {MASK}{MASK}", agencies),
        opening_mark(f"({MASK}) — Rain.", agencies),
    ) == (None, None)


def test_agencies_written_without_a_blank_between_them_are_not_guessed() -> None:
    """Two names in one run of characters are neither the one nor the other."""
    assert opening_mark("（共同時事）　雨が降った。", known_agencies({})) is None

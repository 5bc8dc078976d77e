"""Draft -> Entry: dates, credits, boilerplate, titles; every guess with its evidence, every character accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import cast
from zoneinfo import ZoneInfo

import msgspec

from generator.config import RefineSettings
from generator.diagnostics import Diagnostic, diagnose
from generator.records import (
    Draft,
    Entry,
    Evidence,
    Finding,
    LeftOut,
    Paragraph,
    ParagraphKind,
    Removed,
    Rights,
    Sentence,
)
from generator.refine import fields
from generator.refine.accounting import LineNumbers, account_for
from generator.refine.agencies import known_agencies
from generator.refine.agency_marks import find_agency
from generator.refine.claims import find_claims
from generator.refine.dates import choose_dateline, find_dating
from generator.refine.embargoes import UnreadEmbargoError, find_embargo
from generator.refine.figures import find_figures
from generator.refine.labels import find_labels
from generator.refine.layout import Part, PartKind, lay_out
from generator.refine.line_model import find_page_lines
from generator.refine.outlets import find_outlet, find_url, settings_for
from generator.refine.people import find_authors
from generator.refine.placing import find_placing
from generator.refine.site_names import SiteNames, fold
from generator.refine.titles import (
    infer_title,
    name_cut_from,
    title_from_fields,
    title_from_line,
    what_titles_carry,
)
from generator.refine.unpublished import why_unpublished
from generator.text.languages import detect_language, normal_tag
from generator.text.passages import spans_between
from generator.text.sentences import split_sentences
from generator.text.words import words

__all__ = ["refine"]

_KEPT: frozenset[PartKind] = frozenset(
    {"standfirst", "credit", "caption", "heading", "paragraph", "item", "quote", "code", "cell"}
)
_PROSE: frozenset[PartKind] = frozenset({"standfirst", "paragraph", "quote", "item"})
_ENOUGH_WORDS = 30
"""A text of so many words whose language cannot be told is worth a note; a bare link is not."""

_ID_LETTERS = 300
"""Letters at the start of a text that make its id: enough to be its own, few enough to survive later edits."""


def refine(draft: Draft, text: str, settings: RefineSettings) -> Entry | LeftOut:
    """
    Make an entry of a draft, or say why it is none.

    `text` is the decoded source the draft's spans point into. *Errors*: none are raised; what was found rides on the
    entry. A draft with neither text nor address is left out.
    """
    made = _refine(draft, text, settings)
    reason = why_unpublished(draft)
    if not reason:
        return made
    if isinstance(made, LeftOut):
        return LeftOut(path=draft.path, part=draft.part, reason="unpublished", message=reason)
    return msgspec.structs.replace(made, unpublished=reason)


def _refine(draft: Draft, text: str, settings: RefineSettings) -> Entry | LeftOut:
    try:
        embargo = find_embargo(draft)
    except UnreadEmbargoError as error:
        line, column = fields.place_of(error.given, text)
        return LeftOut(
            path=draft.path, part=draft.part, reason="embargo-unread", message=str(error), line=line, column=column
        )
    agencies = known_agencies(settings.agencies)
    url = find_url(draft)
    names = what_titles_carry(draft, url, settings.outlets)
    given_title = title_from_fields(draft, names)
    parts = lay_out(draft.blocks, given_title.value if given_title else None, agencies, _page_lines(draft))
    prose = [part.block.passage.text for part in parts if part.kind in _PROSE]
    title = given_title or _title_in_text(parts, prose, url, names)
    if title is None or not (url or any(part.kind in _KEPT for part in parts)):
        return LeftOut(
            path=draft.path,
            part=draft.part,
            reason="front-matter-only" if draft.fields else "empty-source",
            message="there is neither a text nor the address of one" if draft.fields else "no line of it is an article",
        )

    credit_lines = [(part.block.passage.text, part.credit) for part in parts if part.credit]
    notices = [(part.block.passage.text, part.outlet) for part in parts if part.outlet]
    outlet = find_outlet(draft, url, notices, settings.outlets, name_cut_from(title))
    authors, contributors = find_authors(draft, credit_lines, agencies, outlet)
    dateline = choose_dateline(part.block.passage.text for part in parts if part.kind == "dateline")
    zone = ZoneInfo(settings.timezone)
    dating, about_dates = find_dating(draft, dateline, prose, url.value if url else None, zone, text)
    language, about_language = _language(draft, prose)
    rights, about_rights = _rights(draft, outlet, url, settings, text)
    archive = fields.find_field(draft, fields.ARCHIVE)
    licence = fields.find_field(draft, fields.LICENCE)
    placing, about_placing = find_placing(draft, text)
    agency = find_agency(draft, credit_lines, prose, agencies)
    own = tuple(one.value for one in (agency, outlet) if one)
    paragraphs = _paragraphs(parts, language.value, LineNumbers(text))
    claims = find_claims(paragraphs, language.value, agencies.full_names, own)
    return Entry(
        id=_identity(draft, outlet, url, prose or [title.value]),
        path=draft.path,
        part=draft.part,
        sha256=draft.sha256,
        format=draft.format,
        title=title,
        dating=dating,
        outlet=outlet,
        agency=agency,
        authors=authors,
        contributors=contributors,
        url=url,
        archive_url=archive.value if archive else None,
        language=language,
        labels=find_labels(draft),
        paragraphs=paragraphs,
        removed=_removed(parts, LineNumbers(text)),
        pieces=account_for(draft, parts),
        links=draft.links,
        rights=rights,
        licence=licence.value if licence else "",
        embargo=embargo,
        placing=placing,
        claims=claims,
        figures=find_figures(paragraphs, language.value, claims, dating.day),
        diagnostics=(*draft.diagnostics, *about_dates, *about_language, *about_rights, *about_placing),
    )


def _page_lines(draft: Draft) -> dict[int, str]:
    """Ask the line model about a pasted text; a source with markup or a head of fields says itself what it holds."""
    is_pasted = draft.format == "inline-date" or (draft.format == "plain" and not draft.fields)
    return find_page_lines([block.passage.text for block in draft.blocks]) if is_pasted else {}


def _title_in_text(
    parts: Sequence[Part], prose: Sequence[str], url: Finding | None, names: SiteNames
) -> Finding | None:
    """Take the headline above the text, else the first sentence, else the address of a link without a text."""
    for part in parts:
        if part.kind == "title":
            rule = "heading" if part.block.kind == "heading" else "headline-line"
            return title_from_line(part.block.passage.text, rule, names)
    kept = [part.block.passage.text for part in parts if part.kind in _KEPT]
    for paragraph in (*prose, *kept):
        for start, end in split_sentences(paragraph, detect_language(paragraph)):
            if fold(paragraph[start:end]):
                return infer_title(paragraph[start:end])
    if url:
        return Finding(value=url.value, evidence=Evidence(rule="address", quote=url.value[:200]), is_guess=True)
    return None


def _language(draft: Draft, prose: Sequence[str]) -> tuple[Finding, tuple[Diagnostic, ...]]:
    given = fields.find_field(draft, fields.LANGUAGE)
    tag = normal_tag(given.value) if given else None
    if given and tag:
        return Finding(value=tag, evidence=Evidence(rule="field", quote=given.quote)), ()
    sample = " ".join(prose)
    tag = detect_language(sample)
    finding = Finding(value=tag, evidence=Evidence(rule="function-words", quote=sample[:60]), is_guess=True)
    if tag != "und" or len(sample.split()) < _ENOUGH_WORDS:
        return finding, ()
    unknown = diagnose(
        "language-unknown",
        draft.path,
        "the language could not be told; sentences were split as in English",
        hint="add a line such as language: en to its front matter",
    )
    return finding, (unknown,)


def _rights(
    draft: Draft, outlet: Finding | None, url: Finding | None, settings: RefineSettings, text: str
) -> tuple[Rights, tuple[Diagnostic, ...]]:
    """The clipping's own word first, then what the site says of its outlet, then the site's rule."""
    known = settings_for(outlet, url, settings.outlets)
    otherwise = (known.rights if known else None) or settings.rights
    given = fields.find_field(draft, fields.RIGHTS)
    if given is None:
        return otherwise, ()
    if given.value.casefold() in ("quote", "excerpt", "full"):
        return cast(Rights, given.value.casefold()), ()
    line, column = fields.place_of(given, text)
    wrong = diagnose(
        "rights-unknown",
        draft.path,
        f"rights {given.value!r} is not a policy; {otherwise!r} was assumed",
        hint="write rights: quote, excerpt or full",
        line=line,
        column=column,
    )
    return otherwise, (wrong,)


def _identity(draft: Draft, outlet: Finding | None, url: Finding | None, prose: Sequence[str]) -> str:
    """
    Make the id under which a clipping is known for good.

    `id:` in the front matter, else the address of the original, else outlet and first words. The path, the title and
    the date are not part of it, so that a clipping may be moved, retitled and dated without its links breaking.
    """
    if own := fields.find_field(draft, fields.IDENTITY):
        key = f"id:{own.value}"
    elif url:
        key = f"url:{url.value}"
    else:
        key = f"text:{outlet.value if outlet else ''}:{fold(' '.join(prose))[:_ID_LETTERS]}"
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _paragraphs(parts: Sequence[Part], language: str, lines: LineNumbers) -> tuple[Paragraph, ...]:
    """Split what was kept into sentences, numbered through the whole entry."""
    paragraphs = []
    number = 1
    for part in parts:
        if part.kind not in _KEPT:
            continue
        passage = part.block.passage
        sentences = []
        for start, end in split_sentences(passage.text, language):
            spans, sentence = spans_between(passage, start, end), passage.text[start:end]
            count = len(words(sentence))
            sentences.append(Sentence(number=number, text=sentence, spans=spans, word_count=count))
            number += 1
        kind = cast(ParagraphKind, part.kind)
        line = lines.at(passage.runs[0].start)
        paragraphs.append(Paragraph(kind=kind, level=part.block.level, line=line, sentences=tuple(sentences)))
    return tuple(paragraphs)


def _removed(parts: Sequence[Part], lines: LineNumbers) -> tuple[Removed, ...]:
    """List what was left out in the order of the source; readers put what they set aside behind the rest."""
    passages = [(part.block.passage, part.rule) for part in parts if part.kind == "removed"]
    in_order = sorted(passages, key=lambda one: one[0].runs[0].start)
    return tuple(
        Removed(text=passage.text, rule=rule, line=lines.at(passage.runs[0].start)) for passage, rule in in_order
    )

"""Who says so: in: the paragraphs of an entry, out: a claim for each claimant of each sentence, with its chain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from generator.records import Claim, Evidence, Paragraph
from generator.refine.claim_memory import ClaimMemory
from generator.refine.claim_subjects import Subject, subject_after, subject_at_start, subject_before
from generator.refine.claim_words import ReportingWords, Stance, Token, reporting_words, tokens_of

__all__ = ["find_claims", "mask_quotations"]

_QUOTE = re.compile("[“”\"«»]|''")
_LONGEST_QUOTATION = 6
"""Sentences; a mark that nobody closed must not put a whole text into one mouth."""
_PROSE = frozenset({"paragraph", "standfirst", "item", "quote"})
_ARTICLE = re.compile(r"^(?:(?:the|an?)\s+)+(?=\S)", re.I)
_NO_SUBJECT_BEHIND = frozenset({"with", "about", "against", "between", "to", "into"})
_EPITHET = re.compile("(?<=D)X{1,2}(?=J*R)")
"""Words that no table knows, between article and role: a navy spokesman."""
_WORD = re.compile("[a-z]+")
_THAT_WITHIN = 4
"""Tokens behind a verb in which its "that" stands."""


class _Found(NamedTuple):
    claimants: tuple[str, ...]
    verb: str
    stance: Stance
    kind: str


def find_claims(
    paragraphs: Sequence[Paragraph], language: str, agencies: Mapping[str, str], own: Collection[str] = ()
) -> tuple[Claim, ...]:
    """
    List who is quoted as saying what, in order of the sentences.

    `agencies` pass on what others say: from any form, in small letters, to the full name. `own` are the entry's own
    agency and outlet, which no chain repeats. Empty for a language without a table of reporting verbs, and
    for sentences that nobody is credited with. Headings, captions and code are not asked.
    """
    words = reporting_words(language)
    if words is None:
        return ()
    memory = ClaimMemory(words)
    claims: list[Claim] = []
    for paragraph in paragraphs:
        if paragraph.kind in _PROSE:
            claims += _claims_of(paragraph, words, memory, agencies)
    return tuple(
        msgspec.structs.replace(one, chain=tuple(name for name in one.chain if name not in own)) if one.chain else one
        for one in claims
    )


def mask_quotations(text: str, is_open: bool) -> tuple[str, bool]:
    """
    Blank out what stands in quotation marks, and say whether a quotation is still open at the end.

    Each quotation leaves one mark, so that what stands outside keeps its place.

    >>> mask_quotations('"No," he said, "never', False)
    ('"     he said, "     ', True)
    """
    pieces: list[str] = []
    place = 0
    for found in _QUOTE.finditer(text):
        piece = text[place : found.start()]
        pieces.append(" " * len(piece) if is_open else piece)
        opens = _opens(found.group(), is_open)
        pieces.append(('"' if opens and not is_open else " ").ljust(len(found.group())))
        is_open = opens
        place = found.end()
    rest = text[place:]
    pieces.append(" " * len(rest) if is_open else rest)
    return "".join(pieces), is_open


def _opens(mark: str, is_open: bool) -> bool:
    """Tell an opening mark from a closing one by its shape, else by turns."""
    return mark in "“«" or (mark not in "”»" and not is_open)


def _is_balanced(paragraph: Paragraph) -> bool:
    """Say whether each quotation of a paragraph is closed: if not, none is believed to outlast its sentence."""
    _, is_open = mask_quotations(" ".join(sentence.text for sentence in paragraph.sentences), False)
    return not is_open


def _claims_of(
    paragraph: Paragraph, words: ReportingWords, memory: ClaimMemory, agencies: Mapping[str, str]
) -> Iterator[Claim]:
    is_open, length, is_balanced = False, 0, _is_balanced(paragraph)
    for sentence in paragraph.sentences:
        length = length + 1 if is_open else 0
        goes_on = is_open = is_open and is_balanced and length < _LONGEST_QUOTATION
        masked, is_open = mask_quotations(sentence.text, is_open)
        chain, found = _read(masked, words, agencies)
        resolved = [(memory.resolve(name, one.kind), one) for one in found for name in one.claimants]
        if not found and goes_on and (last := memory.last()):
            resolved = [(last, _Found((last,), "", "says", "quotation"))]
        seen: set[str] = set()
        for name, one in resolved:
            if not name or name in seen:
                continue
            seen.add(name)
            yield Claim(
                number=sentence.number,
                claimant=name,
                verb=one.verb,
                stance=one.stance,
                chain=chain,
                is_carried=one.kind != "named",
                evidence=Evidence(rule=f"claimant-{one.kind}", quote=" ".join((*one.claimants, one.verb)).strip()),
            )
        memory.remember(masked, [name for name, _ in resolved if name], any(one.kind == "named" for one in found))


def _read(text: str, words: ReportingWords, agencies: Mapping[str, str]) -> tuple[tuple[str, ...], list[_Found]]:
    """Read one sentence, its quotations blanked out; most hold no word of reporting and are not taken apart."""
    if words.triggers.isdisjoint(_WORD.findall(text.casefold())):
        return (), []
    tokens = tokens_of(text)
    letters = "".join([words.classify(token.text) for token in tokens])
    classes = _EPITHET.sub(lambda found: "J" * len(found[0]), letters)
    found = [one for one in _find(text, tokens, classes, words) if one.claimants]
    return _part_chain(tokens, classes, words, found, agencies, text)


def _find(text: str, tokens: Sequence[Token], classes: str, words: ReportingWords) -> Iterator[_Found]:
    lower = [token.text.casefold() for token in tokens]
    last: tuple[str, ...] = ()
    last_kind = "named"
    for index, word in enumerate(lower):
        if word == "according" and lower[index + 1 : index + 2] == ["to"]:
            subject = subject_after(classes[index + 2 :])
            if subject and _is_whole(subject, tokens[index + 2 :], classes[index + 2 :]):
                claimants, kind = _named(text, tokens, subject, index + 2)
                yield _Found(claimants, "according to", "says", kind)
        stance = words.verbs.get(word)
        if stance is None:
            continue
        subject, offset = _subject_of(index, lower, classes, words)
        claimants, kind = _named(text, tokens, subject, offset)
        if not claimants and index and (classes[index - 1] == "&" or lower[index - 1] == "each"):
            claimants, kind = (last, last_kind) if last else _named(text, tokens, subject_at_start(classes), 0)
        if claimants:
            last, last_kind = claimants, kind
            yield _Found(claimants, tokens[index].text, stance, kind)


def _subject_of(index: int, lower: Sequence[str], classes: str, words: ReportingWords) -> tuple[Subject | None, int]:
    """Find whose saying a verb is, and the token that the ranges count from."""
    word, before, after = lower[index], classes[:index], classes[index + 1 :]
    if after.startswith("Y"):
        return subject_after(after[1:]), index + 2
    if re.search("B[A]*$", before) or (word in words.needs_that and not _has_content(index, lower, classes)):
        return None, 0
    subject = subject_before(before)
    if subject is None:
        is_inverted = lower[index - 1 : index] in ([","], ['"']) and word not in words.plural
        inverted = subject_after(after) if is_inverted else None
        return (inverted, index + 1) if inverted and _ends_clause(after, inverted) else (None, 0)
    start = subject.ranges[0][0]
    behind = lower[start - 1] if start else ""
    is_object = classes[start - 1 : start] == "O" or behind in _NO_SUBJECT_BEHIND
    if is_object and word not in words.participles:
        return None, 0
    if word in words.plural and len(subject.ranges) == 1 and not _is_many(lower[subject.ranges[0][1] - 1]):
        return None, 0
    return subject, 0


def _has_content(index: int, lower: Sequence[str], classes: str) -> bool:
    return (
        "that" in lower[index + 1 : index + 1 + _THAT_WITHIN] or '"' in lower or "#" in classes[index + 1 : index + 4]
    )


def _is_whole(subject: Subject, tokens: Sequence[Token], classes: str) -> bool:
    """Leave out `Moscow's information`, and the `official` of "official, albeit incomplete, figures"."""
    start, end = subject.ranges[-1]
    last = tokens[end - 1].text
    is_owner = last.endswith(("'s", "’s")) and classes[end : end + 1] == "X"
    return not (is_owner or (classes[start:end] == "R" and not _is_many(last)))


def _ends_clause(after: str, subject: Subject) -> bool:
    end = subject.ranges[-1][1]
    return end >= len(after) - 1 or after[end] in "CWAO"


def _is_many(word: str) -> bool:
    return word.endswith(("s", "people", "men", "police", "they", "troops"))


def _named(text: str, tokens: Sequence[Token], subject: Subject | None, offset: int) -> tuple[tuple[str, ...], str]:
    if subject is None:
        return (), "named"
    names = []
    for start, end in subject.ranges:
        name = text[tokens[offset + start].start : tokens[offset + end - 1].end]
        name = re.sub(r"['’]s$", "", name)
        names.append(name if subject.kind != "named" else _ARTICLE.sub("", name))
    return tuple(names), subject.kind


def _part_chain(
    tokens: Sequence[Token],
    classes: str,
    words: ReportingWords,
    found: list[_Found],
    agencies: Mapping[str, str],
    text: str,
) -> tuple[tuple[str, ...], list[_Found]]:
    """Tell those who pass a claim on from those who make it; without another claimant the messenger is the one."""
    cited: list[str] = []
    for index, token in enumerate(tokens):
        word = token.text.casefold()
        if word in ("citing", "told"):
            names, kind = _named(text, tokens, subject_after(classes[index + 1 :]), index + 1)
            if kind == "named" and (word == "citing" or any(_is_messenger(name, words, agencies) for name in names)):
                cited += (_short(name, agencies) for name in names)
    messengers = [one for one in found if all(_is_messenger(name, words, agencies) for name in one.claimants)]
    others = [one for one in found if one not in messengers]
    if not others:
        if cited and messengers and not any(one.verb == "told" for one in found):
            passed_on = tuple(_short(name, agencies) for one in messengers for name in one.claimants)
            return passed_on, [_Found(tuple(cited), "citing", "says", "named")]
        return (), found
    return tuple(
        dict.fromkeys((*cited, *(_short(name, agencies) for one in messengers for name in one.claimants)))
    ), others


def _is_messenger(name: str, words: ReportingWords, agencies: Mapping[str, str]) -> bool:
    last = name.split()[-1].casefold()
    return (
        _short(name, agencies) != name
        or name.casefold() in agencies
        or (last in words.media and "news" in name.casefold())
    )


def _short(name: str, agencies: Mapping[str, str]) -> str:
    """Name an agency plainly: `Russian news agency Interfax` is Interfax."""
    return next((word for word in (name, *name.split()) if word.casefold() in agencies and word[0].isupper()), name)

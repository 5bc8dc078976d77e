"""Who says so: in: the paragraphs of an entry, out: a claim for each claimant of each sentence, with its chain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from generator.records import Claim, Evidence, Paragraph
from generator.refine.claim_chains import part_chain
from generator.refine.claim_memory import ClaimMemory
from generator.refine.claim_quotations import MARKS, mask_quotations
from generator.refine.claim_reading import Found, read_sentence
from generator.refine.claim_words import ReportingWords, reporting_words

__all__ = ["find_claims"]

_LONGEST_QUOTATION = 6
"""Sentences; a mark that nobody closed must not put a whole text into one mouth."""
_PROSE = frozenset({"paragraph", "standfirst", "item", "quote"})
_ONLY_MARKS = re.compile(r'["\s.,!?…-]*"["\s.,!?…-]*')


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


def _claims_of(
    paragraph: Paragraph, words: ReportingWords, memory: ClaimMemory, agencies: Mapping[str, str]
) -> Iterator[Claim]:
    is_open, length, is_first, is_balanced = False, 0, True, None
    for sentence in paragraph.sentences:
        text, goes_on = sentence.text, False
        if is_open or MARKS.search(text):
            if is_balanced is None:
                is_balanced = _is_balanced(paragraph)
            length = length + 1 if is_open else 0
            goes_on = is_open = is_open and is_balanced and length < _LONGEST_QUOTATION
            text, is_open = mask_quotations(text, is_open)
        chain, found, is_lost = _read(text, words, agencies)
        resolved = [(memory.resolve(name, one.kind, is_new=one.is_new), one) for one in found for name in one.claimants]
        if not found and (goes_on or (not is_first and _ONLY_MARKS.fullmatch(text))):
            speakers = memory.latest() if len(memory.latest()) == 1 else (memory.last(),) if goes_on else ()
            resolved = [(name, Found((name,), "", "says", "quotation")) for name in speakers]
        told = {name: one for name, one in reversed(resolved) if name}
        for name, one in reversed(told.items()):
            yield _claim(sentence.number, name, one, chain)
        memory.remember(text, [name for name, _ in resolved if name], is_lost or not all(name for name, _ in resolved))
        is_first = False


def _is_balanced(paragraph: Paragraph) -> bool:
    """Say whether each quotation of a paragraph is closed: if not, none is believed to outlast its sentence."""
    _, is_open = mask_quotations(" ".join(sentence.text for sentence in paragraph.sentences), False)
    return not is_open


def _claim(number: int, name: str, one: Found, chain: tuple[str, ...]) -> Claim:
    return Claim(
        number=number,
        claimant=name,
        verb=one.verb,
        stance=one.stance,
        chain=chain,
        is_carried=one.kind != "named",
        evidence=Evidence(rule=f"claimant-{one.kind}", quote=" ".join((*one.claimants, one.verb)).strip()),
    )


def _read(
    text: str, words: ReportingWords, agencies: Mapping[str, str]
) -> tuple[tuple[str, ...], Sequence[Found], bool]:
    """Read one sentence, its quotations blanked out, and tell messengers from those who say it."""
    reading = read_sentence(text, words)
    found = reading.found
    if not found:
        return (), (), reading.is_lost
    parted = part_chain([one.claimants for one in found], reading, words, agencies)
    if parted.cited:
        return parted.chain, [Found(parted.cited, "citing", "says", "named")], False
    return parted.chain, [found[place] for place in parted.makers], False

"""Subjects: in: entries, their names and the site's rules, out: what the site is about and which entries hold it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import msgspec

from generator.config import Config
from generator.diagnostics import Diagnostic
from generator.digest.addresses import give_slugs
from generator.digest.features import kept_sentences
from generator.digest.keyword_topics import find_general_topics, names_of
from generator.digest.learned_labels import can_learn, learn_labels, read_terms
from generator.digest.recurring import find_recurring
from generator.recall import Recall
from generator.records import Entry, Evidence, Record
from generator.text.names import Name, spelling_key

__all__ = ["Subject", "find_subjects", "slugs_by_entry"]

_RULES = ("label", "configured", "general", "learned-label", "recurring-name")
"""Ways to find a subject; one that is found in several is put down to the first."""


_RULES_OF_WORDS = {"general": "common-words", "learned-label": "words-of-label"}
"""What the evidence is called where words spoke for a subject."""


class Subject(Record, frozen=True, kw_only=True):
    """What a topic is about, before its stories are known."""

    slug: str
    name: str
    spellings: tuple[str, ...]
    rule: str
    entry_ids: frozenset[str]
    why: Mapping[str, Evidence]
    """By entry id, where words spoke for it: the rule, and those that spoke loudest."""


class _Claim(Record, frozen=True, kw_only=True):
    """One way in which a subject was found."""

    rule: str
    keys: frozenset[str]
    """Of all its spellings; claims that share one are about the same subject."""
    counts: Mapping[str, int]
    """Spelling to the number of entries that write it so."""
    entry_ids: frozenset[str]
    words: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By entry id: those that spoke for it."""


def find_subjects(
    entries: Sequence[Entry], names: Mapping[str, Sequence[Name]], config: Config, recall: Recall
) -> tuple[list[Subject], list[Diagnostic]]:
    """
    Find subjects by labels, given or learned, by the site's rules, by common words and by names that recur; what
    spells the same is one.

    `names` are by entry id. A subject that the settings name is spelled as they spell it, any other as most entries
    do. A rule that no entry meets makes no subject.

    *Diagnostics*: `address-taken` where two subjects want one slug; they are settled in the order of the name.
    """
    claims = [
        *_by_label(entries),
        *_by_learned_label(entries, config, recall),
        *_by_rule(entries, config),
        *_by_common_words(entries, config, recall),
        *_by_name(entries, names, recall),
    ]
    paths = {entry.id: entry.path for entry in entries}
    merged = [(_name(those), those) for those in _merge(claims)]
    merged.sort(key=lambda pair: (pair[0].casefold(), pair[0]))
    ids = [frozenset(entry_id for claim in those for entry_id in claim.entry_ids) for _, those in merged]
    slugs, found = give_slugs(
        (name, min(paths[entry_id] for entry_id in held)) for (name, _), held in zip(merged, ids, strict=True)
    )
    subjects = [
        Subject(
            slug=slug,
            name=name,
            spellings=tuple(sorted({name, *(spelling for claim in those for spelling in claim.counts)})),
            rule=min((claim.rule for claim in those), key=_RULES.index),
            entry_ids=held,
            why={
                entry_id: Evidence(rule=_RULES_OF_WORDS[claim.rule], quote=", ".join(words))
                for claim in sorted(those, key=lambda claim: _RULES.index(claim.rule))
                for entry_id, words in claim.words.items()
            },
        )
        for slug, (name, those), held in zip(slugs, merged, ids, strict=True)
    ]
    return subjects, found


def slugs_by_entry(subjects: Iterable[Subject]) -> dict[str, list[str]]:
    """List the slugs of each entry's subjects, in the order of the subjects."""
    slugs: defaultdict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        for entry_id in sorted(subject.entry_ids):
            slugs[entry_id].append(subject.slug)
    return dict(slugs)


def _by_label(entries: Sequence[Entry]) -> list[_Claim]:
    users: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for label in entry.labels:
            users[" ".join(label.split())].add(entry.id)
    return [
        _Claim(rule="label", keys=_keys([label]), counts={label: len(ids)}, entry_ids=frozenset(ids))
        for label, ids in sorted(users.items())
        if label
    ]


def _by_learned_label(entries: Sequence[Entry], config: Config, recall: Recall) -> list[_Claim]:
    """Give entries without labels those that their words clearly deserve, as the labelled ones teach."""
    if not config.learned_labels or not can_learn(entries):
        return []
    terms = {one.id: recall.made(("terms", one.id), (one,), partial(read_terms, one)) for one in entries}
    return [
        _Claim(rule="learned-label", keys=_keys([label]), counts={label: 0}, entry_ids=frozenset(of), words=of)
        for label, of in sorted(learn_labels(entries, terms).items())
    ]


def _by_rule(entries: Sequence[Entry], config: Config) -> list[_Claim]:
    if not config.topics:
        return []
    texts = [
        (entry.id, "\n".join([entry.title.value, *(one.text for one in kept_sentences(entry))])) for entry in entries
    ]
    claims = []
    for name, rule in sorted(config.topics.items()):
        pattern = _whole_words(rule.words)
        ids = frozenset(entry_id for entry_id, text in texts if pattern and pattern.search(text))
        if ids:
            claims.append(_Claim(rule="configured", keys=_keys([name]), counts={name: 0}, entry_ids=ids))
    return claims


def _by_common_words(entries: Sequence[Entry], config: Config, recall: Recall) -> list[_Claim]:
    """Find the general topics that ship with dayfold; a site leaves one out with a rule of that name without words."""
    if not config.general_topics:
        return []
    leave_out = tuple(sorted(name for name, rule in config.topics.items() if not rule.words))
    words: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    keys = [("general topics", entry.id) for entry in entries]
    found = recall.each(keys, [(entry, leave_out) for entry in entries], find_general_topics)
    for entry, topics in zip(entries, found, strict=True):
        for topic in topics:
            words[topic.name][entry.id] = topic.words
    return [
        _Claim(rule="general", keys=_keys(names_of(name)), counts={name: len(of)}, entry_ids=frozenset(of), words=of)
        for name, of in sorted(words.items())
    ]


def _whole_words(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Match any of some words or phrases as whole words, whatever their capitals and the blanks between them."""
    wanted = [r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases) if phrase.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(wanted)})(?!\w)", re.IGNORECASE) if wanted else None


def _by_name(entries: Sequence[Entry], names: Mapping[str, Sequence[Name]], recall: Recall) -> list[_Claim]:
    return [
        _Claim(rule="recurring-name", keys=_keys(one.counts), counts=one.counts, entry_ids=one.entry_ids)
        for one in find_recurring(entries, names, recall.heed)
    ]


def _keys(spellings: Iterable[str]) -> frozenset[str]:
    return frozenset(spelling_key(spelling) or spelling.casefold() for spelling in spellings)


def _merge(claims: Sequence[_Claim]) -> list[list[_Claim]]:
    """Put claims that share a key together, directly or through a third."""
    groups: dict[str, list[_Claim]] = {}
    for claim in claims:
        met = {id(groups[key]): groups[key] for key in sorted(claim.keys) if key in groups}
        together = [one for group in met.values() for one in group] + [claim]
        for key in {key for one in together for key in one.keys}:
            groups[key] = together
    return list({id(group): group for group in groups.values()}.values())


def _name(claims: Sequence[_Claim]) -> str:
    """
    Spell a subject as the settings do, else as most entries do; ties go to the first by alphabet.

    Where there are labels, only in a way that differs from a label by no more than capitals and punctuation.
    """
    counts: Counter[str] = Counter()
    for claim in claims:
        if claim.rule == "configured":
            return next(iter(claim.counts))
        counts.update(claim.counts)
    labelled = frozenset(key for claim in claims if claim.rule == "label" for key in claim.keys)
    wanted = [spelling for spelling in counts if not labelled or _keys([spelling]) <= labelled]
    return min(wanted, key=lambda spelling: (-counts[spelling], spelling))

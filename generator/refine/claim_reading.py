"""Reporting verbs: in: a sentence, its quotations blanked out, out: who stands beside each, and whom it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.refine.claim_subjects import Subject, subject_at_start, subject_before, subjects_after
from generator.refine.claim_words import ReportingWords, Stance, tokens_of

__all__ = ["Found", "Reading", "read_sentence"]

_WORD = re.compile("[a-z]+")
_ARTICLE = re.compile(r"^(?:(?:the|an?)\s+)+(?=\S)", re.I)
_BEFORE_NAME = re.compile(
    r"^(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Mm]y|[Oo]ur)\s(?:[a-z][\w-]*\s)+(?=[^\W\d_a-z]\S*\s[^\W\d_a-z])", re.A
)
"""Whose what somebody with a full name is: her agent Ivo Hale."""
_PEOPLE = re.compile("[A-Z][a-z]+(?:ian|ish|ese|ani|eli|aqi|ench|utch|erman|reek)")
_IS_DONE = re.compile("BA*$")
_NAME_IN_TWO = re.compile("(?<=N)V+(?=N)")
"""Rosa de la Mar is one name."""
_EPITHET = re.compile("(?<=D)X{1,2}(?=J*R)")
"""Words that no table knows, between article and role: a navy spokesman."""
_NO_SUBJECT_BEHIND = frozenset("OT")
_NOBODY = frozenset({"no", "neither", "nor", "not", "than", "like"})
_PLAIN_SAYING = frozenset({"said", "says", "told"})
_OWNS = ("'s", "’s")
_THAT_WITHIN = 4
"""Tokens behind a verb in which its "that" stands."""
_TO_WHOM = re.compile("T[DJNRA]+(?=K)")
"""Between verb and "that": `confirmed to the Daily Northline that`."""
_AS_WITHIN = 12
"""Tokens behind "quoted" in which its "as saying" stands."""
_ENDS = frozenset("CWAOTK.Y&)(")
"""What may stand behind an inverted subject, besides the end; a verb there says that it was another's subject."""


class Found(NamedTuple):
    """Who says it by one verb of a sentence."""

    claimants: tuple[str, ...]
    verb: str
    stance: Stance
    kind: str
    """`named`, `pronoun`, `statement`, or `quotation` for one that goes on."""
    is_new: bool = False
    """Named with "a" or "an": nobody who was spoken of before."""


class Reading(NamedTuple):
    """What one sentence says of who says it."""

    found: tuple[Found, ...]
    cited: tuple[str, ...] = ()
    """Named behind "citing"."""
    heard: tuple[str, ...] = ()
    """Whom it was told, or who is said to quote it."""
    is_lost: bool = False
    """Somebody says something, and nobody knows who."""


def read_sentence(text: str, words: ReportingWords) -> Reading:
    """
    Read one sentence; most hold no word of reporting and are not taken apart.

    >>> from generator.refine.claim_words import reporting_words
    >>> read_sentence("The mayor said it rained.", reporting_words("en")).found[0].claimants
    ('mayor',)
    """
    if words.triggers.isdisjoint(_WORD.findall(text.casefold())):
        return Reading(())
    return _Sentence(text, words).read()


class _Sentence:
    """A sentence taken apart."""

    def __init__(self, text: str, words: ReportingWords) -> None:
        self._text = text
        self._words = words
        self._tokens = tokens_of(text)
        known, classify = words.known, words.classify
        classes = [known.get(token[0]) or classify(token[0]) for token in self._tokens]
        self._lower = [low for _, low in classes]
        letters = "".join([letter for letter, _ in classes])
        if "V" in letters:
            letters = _NAME_IN_TWO.sub(lambda found: "N" * len(found[0]), letters)
        self._classes = _EPITHET.sub(lambda found: "J" * len(found[0]), letters)

    def read(self) -> Reading:
        found: list[Found] = []
        cited: list[str] = []
        heard: list[str] = []
        for index in [place for place, word in enumerate(self._lower) if word in self._words.triggers]:
            word = self._lower[index]
            if word in self._words.verbs and (not index or self._tokens[index][0][0].islower()):
                found += self._behind_verb(index, word, found)
            if word == "according" and self._lower[index + 1 : index + 2] == ["to"]:
                found += self._according(index)
            elif word in ("quoted", "quoting"):
                quoted, passed_on = self._quoted(index, word)
                found += quoted
                heard += passed_on
            elif word == "citing":
                cited += self._names_behind(index + 1)
            elif word == "told":
                heard += self._names_behind(index + 1)
        is_lost = not found and not _PLAIN_SAYING.isdisjoint(self._lower)
        return Reading(tuple(found), tuple(cited), tuple(heard), is_lost)

    def _behind_verb(self, index: int, word: str, found: Sequence[Found]) -> Iterator[Found]:
        is_deed = self._tells_a_deed(index, word)
        subject = None if is_deed else self._subject_of(index, word)
        if subject is None and not is_deed and self._goes_on(index):
            if found:
                yield found[-1]._replace(verb=self._tokens[index][0], stance=self._words.verbs[word])
                return
            subject = subject_at_start(self._classes)
        if subject:
            yield self._found(subject, self._tokens[index][0], self._words.verbs[word])

    def _found(self, subject: Subject, verb: str, stance: Stance) -> Found:
        claimants, kind = self._named(subject)
        is_new = len(claimants) == 1 and self._lower[subject.ranges[0][0]] in ("a", "an")
        return Found(claimants, verb, stance, kind, is_new)

    def _goes_on(self, index: int) -> bool:
        """Say whether a verb shares the subject of one before: "came late and said"."""
        while index and self._classes[index - 1] == "A":
            index -= 1
        return self._lower[max(0, index - 1) : index] in (["and"], ["but"], ["each"])

    def _according(self, index: int) -> Iterator[Found]:
        """Read whom "according to" names, up to an end or not: "according to police he was late"."""
        for subject in self._subjects_after(index + 2):
            if self._is_whole(subject):
                yield self._found(subject, "according to", "says")
                return

    def _quoted(self, index: int, word: str) -> tuple[list[Found], list[str]]:
        """Read "Hale was quoted as saying by Interfax", "Interfax quoted Hale as saying", "quoting Hale as saying"."""
        behind = self._lower[index + 1 : index + _AS_WITHIN]
        if ("as", "saying") not in pairwise(behind):
            return [], []
        passive = _IS_DONE.search(self._classes, 0, index)
        places = [index + place for place, one in enumerate(behind, 1) if one == "by"]
        if passive:
            subject = subject_before(self._classes[: passive.start()])
            passed_on = [name for place in places[:1] for name in self._names_behind(place + 1)]
        else:
            subject = next(self._subjects_after(index + 1), None)
            quoting = subject_before(self._classes[:index]) if word == "quoted" else None
            passed_on = list(self._named(quoting)[0]) if quoting and quoting.kind == "named" else []
        if subject is None:
            return [], []
        return [self._found(subject, word, "says")], passed_on

    def _names_behind(self, place: int) -> tuple[str, ...]:
        subject = next(self._subjects_after(place), None)
        return self._named(subject)[0] if subject and subject.kind == "named" else ()

    def _subject_of(self, index: int, word: str) -> Subject | None:
        """Find whose saying a verb is."""
        before, after = self._classes[:index], self._classes[index + 1 :]
        if after.startswith("Y"):
            return next(self._subjects_after(index + 2), None)
        if _IS_DONE.search(before):
            return None
        is_behind_mark = before.endswith(("C", ".")) and word not in self._words.plural and word != "told"
        inverted = self._inverted(index) if is_behind_mark else None
        if inverted and inverted.is_sure:
            return inverted
        subject = subject_before(before)
        return subject if subject and self._can_say(subject, word) else inverted

    def _inverted(self, index: int) -> Subject | None:
        readings = (one for one in self._subjects_after(index + 1) if self._ends_clause(one))
        is_said = self._lower[index] in _PLAIN_SAYING and self._lower[index + 1 : index + 2] in (["he"], ["she"])
        return next((one for one in readings if one.kind != "pronoun" or is_said), None)

    def _can_say(self, subject: Subject, word: str) -> bool:
        start, end = subject.ranges[0][0], subject.ranges[-1][1]
        is_of_statement = self._classes[start - 2 : start - 1] == "S"
        is_object = bool(start) and self._classes[start - 1] in _NO_SUBJECT_BEHIND and not is_of_statement
        if not _NOBODY.isdisjoint(self._lower[max(0, start - 1) : start + 1]) or self._lower[end - 1].endswith(_OWNS):
            return False
        if is_object and word not in self._words.participles:
            return False
        return word not in self._words.plural or len(subject.ranges) > 1 or _is_many(self._lower[end - 1])

    def _tells_a_deed(self, index: int, word: str) -> bool:
        """Say whether a verb tells what is done: `called early`, `accused of`, `denied bail`, `said to be`."""
        behind = self._lower[index + 1 : index + 3]
        if behind[:1] == ["by"]:
            return False
        if word in self._words.passive and behind[:1] in (["of"], ["with"]):
            return True
        is_denial = self._words.verbs[word] == "denies"
        if is_denial and not self._words.asked_for.isdisjoint(self._lower[index + 1 : index + _THAT_WITHIN]):
            return True
        if behind in (["to", "be"], ["to", "have"]):
            return True
        needs_words = word in self._words.needs_words
        return (needs_words or word in self._words.needs_that) and not self._has_content(index, needs_words)

    def _has_content(self, index: int, needs_words: bool) -> bool:
        """Say whether there is something that a verb reports: a clause, a quotation, a number, a sentence before it."""
        told = _TO_WHOM.match(self._classes, index + 1)
        place = told.end() if told else index + 1
        if "that" in self._lower[place : place + _THAT_WITHIN] or '"' in self._lower:
            return True
        if not needs_words and "#" in self._classes[index + 1 : index + 4]:
            return True
        is_last = re.fullmatch(r"[AO.]*", self._classes[index + 1 :])
        return bool(is_last and re.search("C(?:P|[DJNR]+(?:OD*[JNR]+)*)$", self._classes[:index]))

    def _subjects_after(self, place: int) -> Iterator[Subject]:
        for one in subjects_after(self._classes[place:]):
            yield one._replace(ranges=tuple((start + place, end + place) for start, end in one.ranges))

    def _is_whole(self, subject: Subject) -> bool:
        """Leave out `Moscow's information`, and the `official` of "official, albeit incomplete, figures"."""
        start, end = subject.ranges[-1]
        last, classes = self._tokens[end - 1][0], self._classes
        is_owner = last.endswith(_OWNS) or classes[end : end + 1] in ("X", "J")
        return not ((is_owner and classes[end : end + 1] != "") or (classes[start:end] == "R" and not _is_many(last)))

    def _ends_clause(self, subject: Subject) -> bool:
        end = subject.ranges[-1][1]
        return end >= len(self._classes) or self._classes[end] in _ENDS

    def _named(self, subject: Subject) -> tuple[tuple[str, ...], str]:
        names = []
        for start, end in subject.ranges:
            name = self._text[self._tokens[start].start() : self._tokens[end - 1].end()]
            name = name.removesuffix("'s").removesuffix("’s")
            names.append(name if subject.kind != "named" else _BEFORE_NAME.sub("", _ARTICLE.sub("", name)))
        return self._shared_head(names), subject.kind

    def _shared_head(self, names: Sequence[str]) -> tuple[str, ...]:
        """Tell one body from two ("Trade and Industry Authority"), and give two peoples the forces they share."""
        if len(names) != 2:
            return tuple(names)
        first, second = names[0].removeprefix("both ").removeprefix("Both "), names[1]
        head = second.rsplit(" ", 1)[-1]
        if " " not in first and head[0].isupper() and head.casefold() in self._words.roles:
            return (f"{first} and {second}",)
        people, _, shared = second.partition(" ")
        if shared.islower() and _PEOPLE.fullmatch(first) and _PEOPLE.fullmatch(people):
            return (f"{first} {shared}", second)
        return (first, second)


def _is_many(word: str) -> bool:
    return word.endswith(("s", "people", "men", "police", "they", "troops"))

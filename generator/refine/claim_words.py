"""Words of reporting: in: a token of a sentence, out: its class, from a table for each language."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from generator.refine.tables import load_table

__all__ = ["ReportingWords", "Stance", "Token", "reporting_words", "tokens_of"]

Stance = Literal["says", "denies", "alleges", "urges"]

_TOKEN = re.compile(r"[^\W_](?:[\w.'’&-]*[^\W_])?|[^\w\s]")

# Each token has one letter, so that a phrase is a regular expression over letters.
_CLASSES = (
    ("determiners", "D"),
    ("connectors", "O"),
    ("adverbs", "A"),
    ("pronouns", "P"),
    ("be", "B"),
    ("statements", "S"),
)
_FIXED = {",": "C", "and": "&", "but": "&", "who": "W", "which": "W", "by": "Y", "as": "X"}

_MOST_KNOWN = 50_000


class Token(NamedTuple):
    text: str
    start: int
    end: int


class ReportingWords(NamedTuple):
    """The tables of one language, ready for look-ups."""

    verbs: dict[str, Stance]
    """Forms that have a subject of their own."""
    plural: frozenset[str]
    """Those of them that need a subject of many."""
    participles: frozenset[str]
    needs_that: frozenset[str]
    triggers: frozenset[str]
    """A sentence without one of these reports nothing."""
    classes: dict[str, str]
    roles: frozenset[str]
    not_names: frozenset[str]
    reporters: frozenset[str]
    media: frozenset[str]
    known: dict[str, str]
    """Letters of tokens met before: looking one up is a third of the cost of finding it."""

    def classify(self, token: str) -> str:
        """
        Give the letter of a token: N a name, R a role, J a modifier, D a determiner, O a connector, # a number; X
        is anything else.

        >>> words = reporting_words("en")
        >>> "".join(words.classify(word) for word in "a spokesman for Ana Hale later".split())
        'DRONNA'
        """
        letter = self.known.get(token)
        if letter is None:
            letter = self._classify(token)
            if len(self.known) < _MOST_KNOWN:
                self.known[token] = letter
        return letter

    def _classify(self, token: str) -> str:
        low = token.casefold()
        bare = re.sub(r"['’]s?$", "", low)
        if found := self.classes.get(low):
            return found
        if token[0].isupper() and token not in self.not_names:
            return "N"
        if token[0].isdigit():
            return "#"
        return "R" if bare in self.roles else "X"


@cache
def reporting_words(language: str) -> ReportingWords | None:
    """Load the words of a language by its BCP 47 tag; None for a language without a table."""
    table = load_table("claim_words").get(language.split("-")[0].lower())
    if table is None:
        return None
    verbs: dict[str, Stance] = {}
    for part in ("verbs", "plural", "participles"):
        for stance, forms in table[part].items():
            verbs.update(dict.fromkeys(forms.split(), stance))
    words = {name: frozenset(text.split()) for name, text in table["words"].items()}
    classes = dict(_FIXED)
    for name, letter in _CLASSES:
        classes.update(dict.fromkeys(words[name], letter))
    classes.update(dict.fromkeys(words["modifiers"] - words["roles"], "J"))
    return ReportingWords(
        verbs=verbs,
        plural=frozenset(form for forms in table["plural"].values() for form in forms.split()),
        participles=frozenset(form for forms in table["participles"].values() for form in forms.split()),
        needs_that=frozenset(table["needs_that"]["words"].split()),
        triggers=frozenset((*verbs, "according", "citing")),
        classes=classes,
        roles=words["roles"],
        not_names=words["not_names"],
        reporters=words["reporters"],
        media=words["media"],
        known={},
    )


def tokens_of(text: str) -> list[Token]:
    """Cut a sentence into words and marks, each with its place."""
    return [Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text)]

"""Words of reporting: in: a token of a sentence, out: its class, from a table for each language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple

from generator.refine.tables import load_table

__all__ = ["ReportingWords", "Stance", "reporting_words", "tokens_of"]

Stance = Literal["says", "denies", "alleges", "urges"]

_TOKEN = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof|Sen|Rep|Gov|Lt|Col|Gen|Capt|Sgt|Maj|Cmdr|Det|Insp|Supt|Adm|Rev|Msgr|Hon|St|Jr|Sr)\.(?!\w)"
    r"|(?:[A-Z]\.)+(?!\w)|[^\W_](?:[\w.'’&-]*[^\W_])?|[^\w\s]"
)
"""Short titles and initials keep their point: it ends no sentence there."""

# Each token has one letter, so that a phrase is a regular expression over letters.
_CLASSES = (
    ("determiners", "D"),
    ("connectors", "O"),
    ("prepositions", "T"),
    ("particles", "V"),
    ("subordinators", "K"),
    ("adverbs", "A"),
    ("pronouns", "P"),
    ("be", "B"),
    ("statements", "S"),
)
_FIXED = {",": "C", "and": "&", "but": "K", "who": "W", "which": "W", "by": "Y", "(": "(", ")": ")"}

_MOST_KNOWN = 50_000


class ReportingWords(NamedTuple):
    """The tables of one language, ready for look-ups."""

    verbs: dict[str, Stance]
    """Forms that have a subject of their own."""
    plural: frozenset[str]
    """Those of them that need a subject of many."""
    participles: frozenset[str]
    passive: frozenset[str]
    """Those that with "of" or "with" behind them say what befalls their subject."""
    needs_that: frozenset[str]
    """Those that report only with "that", a quotation or a number behind them."""
    needs_words: frozenset[str]
    """The same, but a number does not do."""
    triggers: frozenset[str]
    """A sentence without one of these reports nothing."""
    classes: dict[str, str]
    roles: frozenset[str]
    persons: frozenset[str]
    """Those of the roles that one man or woman has."""
    he: frozenset[str]
    she: frozenset[str]
    no_persons: frozenset[str]
    """Words, written large, that stand in no person's name."""
    not_names: frozenset[str]
    asked_for: frozenset[str]
    """What is denied to somebody: then nothing is said to be untrue."""
    media: frozenset[str]
    media_names: frozenset[str]
    known: dict[str, tuple[str, str]]
    """Letters and small letters of tokens met before: looking them up is a tenth of the cost of finding them."""

    def classify(self, token: str) -> tuple[str, str]:
        """
        Give the letter of a token, and the token in small letters.

        N is a name, R a role, J a modifier, D a determiner, O a connector, # a number, X a word that no table knows, a
        point any other mark.

        >>> words = reporting_words("en")
        >>> "".join(words.classify(word)[0] for word in "a spokesman for Ana Hale later".split())
        'DRONNA'
        """
        low = token.casefold()
        found = self._classify(token, low), low
        if len(self.known) < _MOST_KNOWN:
            self.known[token] = found
        return found

    def _classify(self, token: str, low: str) -> str:
        found = self.classes.get(low)
        if found and not (found in "JS" and token[0].isupper()):
            return found
        if token[0].isupper() and token not in self.not_names:
            return "N"
        if token[0].isdigit():
            return "#"
        if not token[0].isalpha():
            return "."
        if re.sub(r"['’]s?$", "", low) in self.roles:
            return "R"
        return "A" if low.endswith("ly") else "X"


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
    roles = frozenset((*words["bodies"], *words["persons"], *map(_plural, words["persons"] | words["bodies"])))
    classes: dict[str, str] = dict.fromkeys(words["modifiers"] - roles, "J")
    for name, letter in _CLASSES:
        classes.update(dict.fromkeys(words[name], letter))
    return ReportingWords(
        verbs=verbs,
        plural=_forms(table["plural"]),
        participles=_forms(table["participles"]),
        passive=_forms(table["passive"]),
        needs_that=_forms(table["needs_that"]),
        needs_words=_forms(table["needs_words"]),
        triggers=frozenset((*verbs, "according", "citing", "quoted", "quoting")),
        classes=classes | _FIXED,
        roles=roles,
        known={},
        **{
            name: words[name]
            for name in ("persons", "he", "she", "no_persons", "not_names", "asked_for", "media", "media_names")
        },
    )


def tokens_of(text: str) -> list[re.Match[str]]:
    """Cut a sentence into words and marks, each with its place."""
    return list(_TOKEN.finditer(text))


def _forms(table: dict[str, Any]) -> frozenset[str]:
    texts: Iterable[str] = table.values()
    return frozenset(form for text in texts for form in text.split())


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "ch", "x")) else f"{word}s"

"""Names: in: the sentences of a text, out: the names in them; and whether two spellings are one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from generator.text.words import STOP_WORDS

__all__ = ["Name", "find_names", "is_spelling_variant", "is_title_case", "spelling_key"]

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-.&'’][^\W_]+)*|[^\w\s]|_")

_CONNECTORS = frozenset("of de da do dos du del della di la le van von der den ter al el bin ibn".split())
"""Small words that stand inside names: Ministry of Justice, Ursula von der Leyen."""

_TITLES = frozenset(
    """
    president vice prime minister premier chancellor secretary senator governor mayor ambassador spokesman spokeswoman
    spokesperson mr mrs ms miss dr prof professor sir dame lord lady king queen prince princess pope judge justice
    general colonel captain major lieutenant sergeant sgt gen col capt lt gov sen rep rev chief director chairman
    chairwoman coach officer detective inspector superintendent attorney congressman congresswoman commissioner
    """.split()
)
"""Words that stand before a name and are not part of it."""

_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec gmt est edt cst cdt pst pdt cet cest utc am pm
    """.split()
)

_BREAKS = frozenset('.!?:;“"‘«„([•–—-')
"""After one of these a capital letter says nothing: a sentence or a quotation may begin there."""

_SMALLEST_TITLE_CASE_SHARE = 0.7


class Name(NamedTuple):
    """A name as it stands in a text."""

    text: str
    is_certain: bool
    """False when it only ever stands where every word has a capital, as at the start of a sentence."""


def find_names(sentences: Iterable[str], headlines: Iterable[str] = ()) -> list[Name]:
    """
    List the names in a text, in order and with repeats: runs of capitalised words inside sentences.

    A capital at the start of a sentence, and every capital of a headline in title case, proves nothing: such
    words are certain only when they stand capitalised inside a sentence elsewhere in the same text. Titles, days
    and months are not names. A possessive ends a name.

    >>> [name.text for name in find_names(["Mr Hale met Ana de la Cruz on Friday.", "The Bank's Ana spoke."])]
    ['Hale', 'Ana de la Cruz', 'Bank', 'Ana']
    >>> find_names(["Rain fell.", "Ganja was hit."])
    [Name(text='Rain', is_certain=False), Name(text='Ganja', is_certain=False)]
    """
    titles = list(headlines)
    texts = [*(text for text in titles if not is_title_case(text)), *sentences]
    runs = [run for text in texts for run in _capitalised_runs(_TOKEN.findall(text))]
    firm = {word for run, is_initial in runs for word in run[is_initial:]}
    runs = [run for text in titles if is_title_case(text) for run in _loose_words(text)] + runs
    settled = (_settle(run, is_initial, firm) for run, is_initial in runs)
    return [name for name in settled if name is not None]


def is_title_case(headline: str) -> bool:
    """
    Say whether a headline Is Written Like This, or in capitals throughout. Words of up to three letters do not count.

    >>> is_title_case("Armenia, Azerbaijan Accuse Each Other"), is_title_case("Clashes over Ganja continue")
    (True, False)
    """
    long_words = [word for word in _TOKEN.findall(headline) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    return bool(long_words) and capitals >= _SMALLEST_TITLE_CASE_SHARE * len(long_words)


@lru_cache(maxsize=50_000)
def spelling_key(name: str) -> str:
    """
    Fold a name so that case, accents, blanks, hyphens and other punctuation make no difference.

    Plus and hash signs stay, for the sake of C++ and C#.

    >>> spelling_key("Nagorno-Karabakh") == spelling_key("nagorno karabakh"), spelling_key("São Tomé")
    (True, 'saotome')
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum() or letter in "+#")


def is_spelling_variant(one: str, other: str) -> bool:
    """
    Say whether two words, already folded, are likely one name written in two ways.

    True for one substituted letter or one swapped pair in words of seven letters and more with the same first
    letter. A letter more or less is not enough: that is what tells Austria from Australia and Armenia from
    Armenian.

    >>> is_spelling_variant("karabach", "karabakh"), is_spelling_variant("austria", "australia")
    (True, False)
    """
    return (
        len(one) == len(other) >= 7
        and one[0] == other[0]
        and one.isalpha()
        and other.isalpha()
        and OSA.distance(one, other, score_cutoff=1) == 1
    )


Run = tuple[Sequence[str], bool]
"""The words of a run, and whether it begins where a capital proves nothing."""


def _capitalised_runs(tokens: Sequence[str]) -> Iterable[Run]:
    run: list[str] = []
    is_initial = False
    previous = "."
    for index, token in enumerate(tokens):
        if token[0].isupper():
            if not run:
                is_initial = previous in _BREAKS
            word = _without_possessive(token)
            run.append(word)
            if word != token:
                yield from _finish(run, is_initial)
                run = []
        elif run:
            if token in _CONNECTORS and _leads_to_capital(tokens, index):
                run.append(token)
            else:
                yield from _finish(run, is_initial)
                run = []
        previous = token
    yield from _finish(run, is_initial)


def _finish(run: list[str], is_initial: bool) -> Iterable[Run]:
    """Cut a run at titles, days and months; what follows one of them is a name for certain."""
    part: list[str] = []
    for word in run:
        if word.casefold().rstrip(".") in _TITLES or word.casefold() in _CALENDAR:
            if part:
                yield part, is_initial
            part, is_initial = [], False
        elif part or word not in _CONNECTORS:
            part.append(word)
    if part:
        yield part, is_initial


def _loose_words(headline: str) -> Iterable[Run]:
    for token in _TOKEN.findall(headline):
        if _is_capitalised(token):
            yield [_without_possessive(token)], True


def _settle(run: Sequence[str], is_initial: bool, firm: set[str]) -> Name | None:
    words = list(run)
    is_proved = not is_initial or words[0] in firm
    if not is_proved and len(words) > 1 and words[1] in _CONNECTORS:
        words, is_proved = words[1:], True  # "Critics of Hale" names Hale
    is_certain = is_proved or len(words) > 1
    while words and (words[0] in _CONNECTORS or _is_stop_word(words[0])):
        words = words[1:]
    name = " ".join(words)
    return Name(name, is_certain) if len(name) > 1 else None


def _is_stop_word(word: str) -> bool:
    """US and IT are names, Us, I and I've are not."""
    is_acronym = len(word) > 1 and word.isupper()
    return not is_acronym and word.casefold().replace("'", "").replace("’", "") in STOP_WORDS


def _is_capitalised(token: str) -> bool:
    return token[0].isupper()


def _leads_to_capital(tokens: Sequence[str], index: int) -> bool:
    following = next((token for token in tokens[index + 1 :] if token not in _CONNECTORS), "")
    return bool(following) and _is_capitalised(following)


def _without_possessive(token: str) -> str:
    if token.endswith(("'s", "’s")):
        return token[:-2]
    return token[:-1] if token.endswith(("'", "’")) else token

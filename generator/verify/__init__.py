"""The proof of a built site: in: its sources and its files, out: what was checked and what does not hold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from generator.diagnostics import Diagnostic, diagnose, line_and_column
from generator.publish.urls import file_of
from generator.read.decoding import decode
from generator.records import Record
from generator.verify.counts import count_again
from generator.verify.documents import find_markup, is_page
from generator.verify.figures import figures_by_sentence, stands_in
from generator.verify.ledger import DIGEST, LEDGER, Claim, Ledger, load_ledger
from generator.verify.notes import is_of_note, stands_in_note
from generator.verify.printed import Counted, Printed, Words, read_printed
from generator.verify.slices import holds, readings, spells, squeeze

__all__ = ["Verdict", "verify"]

ReadFile = Callable[[str], bytes | None]
"""Path -> bytes, or None when there is no such file."""

_CLIPPING = re.compile(r"clippings/([^/]+)/index\.html")
_SENTENCE = re.compile(r"s([0-9]{1,9})")
"""What `cite` of a quotation names: the clipping's page and the sentence's anchor."""

_CREDIT = re.compile(r"^(?:\((.*)\)|—(.*))$")
"""How a credit is set off: in brackets in feeds, behind a dash on pages."""

_Target = tuple[str, str]
"""A file of the site and an anchor on it."""

_GONE = "is gone"
_BUILD_AGAIN = "run `dayfold build`, which writes what the sources say now"


class Verdict(Record, frozen=True, kw_only=True):
    """What a verification came to; the site is proved when there is no diagnostic."""

    quotations: int
    """How many printed sentences were compared with their sources, those in feeds included."""
    pages: int
    """How many files of the site were compared with what was written."""
    sources: int
    diagnostics: tuple[Diagnostic, ...]
    """By place."""


def verify(sources: ReadFile, output: ReadFile, output_paths: Sequence[str], manifest: Mapping[str, str]) -> Verdict:
    """
    Prove a built site from nothing but its sources and its files.

    `manifest` maps the path of every file that was written to its SHA-256; `output_paths` are the files there are.
    Files that are not in the manifest are somebody else's: `foreign-file`, a note.

    *Errors*: `output-missing`, `page-changed`, `source-changed`, `quotation-unproved`, `footnote-broken`,
    `count-wrong`.
    """
    if not manifest:
        nothing = diagnose("output-missing", ".", "there is no built site", hint="run `dayfold build` first")
        return Verdict(quotations=0, pages=0, sources=0, diagnostics=(nothing,))
    ledger = load_ledger(output(DIGEST), output(LEDGER))
    proof = _Proof(sources, ledger) if isinstance(ledger, Ledger) else None
    found = [] if isinstance(ledger, Ledger) else [ledger]
    found += [_foreign(path) for path in output_paths if path not in manifest]
    there = frozenset(output_paths)
    for path in sorted(manifest):
        data = output(path) if path in there else None
        found += _compare(path, data, manifest[path])
        if proof and data is not None:
            proof.check_file(path, data)
    return Verdict(
        quotations=proof.quotations if proof else 0,
        pages=len(manifest),
        sources=proof.sources if proof else 0,
        diagnostics=tuple(sorted({*found, *(proof.conclude() if proof else ())})),
    )


def _foreign(path: str) -> Diagnostic:
    message = "the file is not dayfold's, so nothing in it is proved"
    return diagnose("foreign-file", path, message, hint="remove it, unless you put it there")


def _compare(path: str, data: bytes | None, sha256: str) -> Iterator[Diagnostic]:
    """Compare a file with what was written."""
    if data is None:
        yield diagnose("output-missing", path, "the built file is gone", hint=_BUILD_AGAIN)
    elif hashlib.sha256(data).hexdigest() != sha256:
        message = "the built file is not the one that was written"
        yield diagnose("page-changed", path, message, hint="build again, or find out who changed it")


class _Proof:
    """Collects what is printed, file by file, and what of it does not hold."""

    def __init__(self, sources: ReadFile, ledger: Ledger) -> None:
        self.quotations = 0
        self.sources = 0
        self._ledger = ledger
        self._found: list[Diagnostic] = []
        self._changed: dict[str, str] = {}  # source -> what became of it
        self._lost: dict[str, list[tuple[str, Words]]] = {}  # changed source -> printed sentences it no longer holds
        self._anchors: dict[str, frozenset[str]] = {}  # page -> its anchors
        self._links: dict[_Target, tuple[str, Words]] = {}  # target -> the first link that leads there
        self._text = lru_cache(maxsize=64)(lambda path: decode(sources(path) or b"").text)
        # A sentence is printed on several pages and in many feeds; one comparison is enough for all of them.
        self._is_held = lru_cache(maxsize=65_536)(self._compare_anew)
        self._resolve = lru_cache(maxsize=65_536)(self._resolve_anew)
        self._facts = ledger.counts.by_page(self._page_of)
        self._counted = figures_by_sentence(ledger.figures)
        self._credits = frozenset(squeeze(credit) for credit in ledger.credits)
        self._compare_sources(sources)

    def check_file(self, path: str, data: bytes) -> None:
        """Check what one page or feed prints."""
        try:
            for markup in find_markup(path, data):
                printed = read_printed(markup)
                if is_page(path):
                    self._anchors[path] = printed.anchors
                else:
                    printed = _place(printed, data)
                self._check_printed(path, printed)
        except ValueError as error:
            self._found.append(_unproved(path, 0, f"the file cannot be read: {error}", _BUILD_AGAIN))

    def conclude(self) -> list[Diagnostic]:
        """Check what needs the whole site: links between pages, titles; and say which sources changed."""
        for (target, anchor), (path, words) in self._links.items():
            if anchor not in self._anchors.get(target, ()):
                message = f"{words.reference!r} leads nowhere: {target} has no anchor {anchor!r}"
                self._found.append(diagnose("footnote-broken", path, message, hint=_BUILD_AGAIN, line=words.line))
        self._check_titles()
        self._check_figures()
        self._check_notes()
        for path, what in self._changed.items():
            self._found.append(self._tell_change(path, what))
        return self._found

    # ---------------------------------------------------------------- sources

    def _compare_sources(self, sources: ReadFile) -> None:
        for path, sha256 in self._ledger.sources():
            if not sha256:
                continue  # it could not be read when the site was built, so nothing of it is printed
            self.sources += 1
            data = sources(path)
            if data is None:
                self._changed[path] = _GONE
            elif hashlib.sha256(data).hexdigest() != sha256:
                self._changed[path] = "is not the one the site was built from"

    def _tell_change(self, path: str, what: str) -> Diagnostic:
        lost = self._lost.get(path, [])
        if not lost:
            message = f"the source {what}; what is printed of it still stands there"
            return diagnose("source-changed", path, message, hint=_BUILD_AGAIN)
        page, words = lost[0]
        message = (
            f"the source {what}; {len(lost)} printed {'sentence is' if len(lost) == 1 else 'sentences are'} no longer "
            f"in their place, the first being {_beginning(words.text)} on {page}, line {words.line}"
        )
        return diagnose("source-changed", path, message, hint=_BUILD_AGAIN)

    # ---------------------------------------------------------------- pages and feeds

    def _check_printed(self, path: str, printed: Printed) -> None:
        for words in printed.quotations:
            self.quotations += 1
            self._check_quotation(path, words)
        for words in printed.headlines:
            title = self._ledger.titles.get(words.reference)
            if title is None or squeeze(title.value) != squeeze(words.text):
                message = f"the headline {_beginning(words.text)} is not that of clipping {words.reference!r}"
                self._found.append(_unproved(path, words.line, message, _BUILD_AGAIN))
        for words in printed.credits:
            if _CREDIT.sub(r"\1\2", squeeze(words.text)) not in self._credits:
                message = f"{_beginning(words.text)} credits nobody whom {DIGEST} knows"
                self._found.append(_unproved(path, words.line, message, _BUILD_AGAIN))
        for words in printed.figures:
            if words.text not in self._counted.get(words.reference, ()):
                message = f"{_beginning(words.text)} is no figure that {DIGEST} knows of {words.reference!r}"
                self._found.append(_unproved(path, words.line, message, _BUILD_AGAIN))
        for words in printed.notes:
            note = self._ledger.notes.get(words.reference)
            if note is None or not is_of_note(note, words.text):
                message = f"{_beginning(words.text)} is not what the editor's note {words.reference!r} says"
                self._found.append(_unproved(path, words.line, message, _BUILD_AGAIN))
        for words in printed.strays:
            message = f"{_beginning(words.text)} stands in an extract outside every quotation"
            self._found.append(_unproved(path, words.line, message, "print sentences inside <q cite> only"))
        for words in printed.links:
            self._follow(path, words)
        for count in printed.counts:
            self._check_count(path, count, len(printed.quotations))

    def _check_count(self, path: str, count: Counted, quotations: int) -> None:
        """Count again what a page says it counts; its own quotations are those that stand on it."""
        target = self._target(path, count.reference)
        page = target[0] if target else ""
        facts = self._facts.get(page, {})
        wrong = count_again(count.text, facts if page != path else {"quotation": quotations} | facts, count.listed)
        if wrong:
            message = f"{_beginning(count.text)} is wrong: {wrong} in {count.reference!r}"
            self._found.append(diagnose("count-wrong", path, message, hint=_BUILD_AGAIN, line=count.line))

    def _check_quotation(self, path: str, words: Words) -> None:
        claim = self._claimed(self._target(path, words.reference))
        if claim is None:
            message = f"{_beginning(words.text)} names no sentence that {LEDGER} knows: {words.reference!r}"
            self._found.append(_unproved(path, words.line, message, _BUILD_AGAIN))
            return
        self._follow(path, words)
        if self._is_held(claim, words.text):
            return
        if claim.path in self._changed:
            self._lost.setdefault(claim.path, []).append((path, words))
            return
        text = self._text(claim.path)
        line = line_and_column(text, claim.spans[0].start)[0] if claim.spans else 0
        message = f"{_beginning(words.text)} is not what {claim.path} says at line {line}"
        self._found.append(_unproved(path, words.line, message, _BUILD_AGAIN))

    def _claimed(self, target: _Target | None) -> Claim | None:
        """Look up the sentence that a quotation names."""
        clipping = _CLIPPING.fullmatch(target[0]) if target else None
        sentence = _SENTENCE.fullmatch(target[1]) if target else None
        return self._ledger.find(clipping[1], int(sentence[1])) if clipping and sentence else None

    def _compare_anew(self, claim: Claim, text: str) -> bool:
        """True when the printed text is the sentence that was meant, and the source spells it."""
        if self._changed.get(claim.path) == _GONE:
            return False
        sha256 = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
        return sha256.startswith(claim.sha256) and spells(self._text(claim.path), claim.spans, text)

    def _follow(self, path: str, words: Words) -> None:
        """Note where a link leads, if it stays on the site."""
        target = self._target(path, words.reference)
        if target:
            self._links.setdefault(target, (path, words))

    def _target(self, path: str, reference: str) -> _Target | None:
        """Resolve a link as a browser on that page would; None when it leaves the site."""
        is_whole = reference.startswith(("/", "http:", "https:"))
        return self._resolve("" if is_whole else path, reference)

    def _resolve_anew(self, path: str, reference: str) -> _Target | None:
        base = self._ledger.base_url
        address = urlsplit(urljoin(urljoin(base, quote(path.removesuffix("index.html"))), reference))
        whole = address._replace(query="", fragment="").geturl()
        if not whole.startswith(base) or address.fragment.startswith(":~:"):
            return None
        return file_of(unquote(whole.removeprefix(base))), unquote(address.fragment)

    def _page_of(self, address: str) -> str:
        """Name the file of an address that the data gives; empty for one that was tampered with."""
        try:
            target = self._target("", address)
        except ValueError:
            return ""
        return target[0] if target else ""

    # ---------------------------------------------------------------- titles

    def _check_titles(self) -> None:
        """Check that every title stands in its source or its side-car, those inferred from first words too."""
        of_source: dict[str, list[str]] = {}
        for entry_id, path in self._ledger.source_of.items():
            of_source.setdefault(path, []).append(entry_id)
        for path in sorted(of_source.keys() - self._changed.keys()):
            sidecar = self._ledger.sidecar_of(path)
            known = (*readings(self._text(path)), *(readings(self._text(sidecar)) if sidecar else ()))
            for entry_id in of_source[path]:
                title = self._ledger.titles[entry_id]
                shown = title.value.removesuffix(" …") if title.is_guess else title.value
                if not holds(known, shown):
                    message = f"the title {_beginning(title.value)} of clipping {entry_id!r} does not stand in {path}"
                    self._found.append(_unproved(DIGEST, 0, message, _BUILD_AGAIN))

    def _check_notes(self) -> None:
        """Check that what an editor's note is said to say stands in its source."""
        for path, note in self._ledger.notes.items():
            missing = "" if path in self._changed else stands_in_note(note, self._text(path))
            if missing:
                message = f"{_beginning(missing)} of an editor's note does not stand in {path}"
                self._found.append(_unproved(DIGEST, 0, message, _BUILD_AGAIN))

    def _check_figures(self) -> None:
        """Check that every number, and what it is said to count, stands in its sentence."""
        for entry_id, rows in self._ledger.figures.items():
            for row in rows:
                claim = self._ledger.find(entry_id, row.number)
                if claim is None or claim.path in self._changed:
                    continue
                text = self._text(claim.path)
                for words in filter(None, (row.amount, row.what, row.as_of_words)):
                    if not stands_in(text, claim.spans, words):
                        message = (
                            f"{_beginning(words)} does not stand in sentence {row.number} of clipping {entry_id!r}"
                        )
                        self._found.append(_unproved(DIGEST, 0, message, _BUILD_AGAIN))


def _place(printed: Printed, data: bytes) -> Printed:
    """Give what a feed prints the lines of the feed, instead of those of an item's content."""
    document = data.decode("utf-8", "replace")

    def placed(all_words: tuple[Words, ...]) -> tuple[Words, ...]:
        return tuple(
            Words(
                reference=words.reference,
                text=words.text,
                line=line_and_column(document, max(document.find(words.reference or words.text), 0))[0],
            )
            for words in all_words
        )

    return Printed(
        quotations=placed(printed.quotations),
        headlines=placed(printed.headlines),
        credits=placed(printed.credits),
        links=placed(printed.links),
        strays=placed(printed.strays),
        figures=placed(printed.figures),
        notes=placed(printed.notes),
        counts=printed.counts,
        anchors=printed.anchors,
    )


def _unproved(path: str, line: int, message: str, hint: str) -> Diagnostic:
    return diagnose("quotation-unproved", path, message, hint=hint, line=line)


def _beginning(text: str) -> str:
    """Quote enough of a text to find it."""
    folded = " ".join(text.split())
    return f"“{folded if len(folded) <= 60 else folded[:59] + '…'}”"

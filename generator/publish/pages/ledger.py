"""The ledger: what became of every character of every source, what was left out and why, and what was found amiss."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.diagnostics import CATALOGUE, Diagnostic, Severity
from generator.publish import urls
from generator.publish.accounts import count_by_role
from generator.publish.edition import Edition, latest_day
from generator.publish.pages.page import Page, PlannedPage, make_head
from generator.publish.usage import UsageLine, usage_by_outlet
from generator.publish.views import HeadlineView, headline_view
from generator.publish.wording import counted, number_in_words, share_in_words
from generator.records import Clipping, Digest, Record

__all__ = ["Account", "LedgerView", "account_for", "ledger_pages"]


class Account(Record, frozen=True, kw_only=True):
    """What became of the characters of a source, or of all: the five parts add up to the whole."""

    length: int
    kept: int
    removed: int
    metadata: int
    markup: int
    elsewhere: int
    """In no entry: the envelope of a saved feed, a part that was left out, a file that could not be used."""


class AccountView(Record, frozen=True, kw_only=True):
    """An account with its numbers in words."""

    length: str
    kept: str
    removed: str
    metadata: str
    markup: str
    elsewhere: str


class SourceLine(Record, frozen=True, kw_only=True):
    """One source in the ledger."""

    path: str
    format: str
    account: AccountView
    entries: tuple[HeadlineView, ...]
    is_note: bool
    """True for the editor's own words."""


class LeftOutLine(Record, frozen=True, kw_only=True):
    path: str
    part: str
    """Which article of its source, from 1; empty when it holds one or none."""
    reason: str
    """The name of the diagnostic."""
    message: str


class FindingLine(Record, frozen=True, kw_only=True):
    """A diagnostic."""

    place: str
    """`wire/a.txt:3`"""
    severity: str
    name: str
    message: str
    hint: str


class LeftOutGroup(Record, frozen=True, kw_only=True):
    """All that was left out for one reason."""

    reason: str
    meaning: str
    """What the diagnostic means, as in the catalogue."""
    count: str
    is_open: bool
    """False for long lists, which a reader opens."""
    lines: tuple[LeftOutLine, ...]
    """By path."""


class FindingGroup(Record, frozen=True, kw_only=True):
    """All diagnostics of one name."""

    name: str
    meaning: str
    count: str
    is_open: bool
    lines: tuple[FindingLine, ...]
    """By path and line."""


class LedgerView(Record, frozen=True, kw_only=True):
    """What the ledger may print."""

    counts: str
    sources: tuple[SourceLine, ...]
    """By path."""
    total: AccountView
    usage: tuple[UsageLine, ...]
    """What the whole site prints, by outlet."""
    budget: str
    """`150 words or 30% of a clipping, whichever is less`"""
    left_out: tuple[LeftOutGroup, ...]
    """By reason."""
    diagnostics: tuple[FindingGroup, ...]
    """Worst first, then by name; what is told under `left_out` is not told again."""


_WORST_FIRST: tuple[Severity, ...] = ("error", "warning", "note")
_LONG_LIST = 25
"""Lines from which a group is closed at first, so that the page stays readable with thousands of them."""


def ledger_pages(edition: Edition, digest: Digest) -> Iterator[PlannedPage]:
    """Plan the ledger, if there is any source to account for."""
    if digest.clippings:
        yield PlannedPage(
            path=urls.LEDGER, title="Ledger", changed=latest_day(digest) or None, make=_ledger_page, about=(digest,)
        )


def _ledger_page(edition: Edition, title: str, digest: Digest) -> Page:
    clippings = digest.clippings
    read = [clipping for clipping in clippings if clipping.length or clipping.entries]
    accounts = [account_for(clipping) for clipping in read]
    view = LedgerView(
        counts=f"{counted(len(clippings), 'source', 'sources', edition.language)}, "
        f"{counted(len(digest.entries), 'clipping', 'clippings', edition.language)} made of them",
        sources=tuple(
            _source_line(edition, clipping, account) for clipping, account in zip(read, accounts, strict=True)
        ),
        total=_in_words(edition, _add_up(accounts)),
        usage=usage_by_outlet(edition, digest),
        budget=f"{counted(edition.config.excerpt_words, 'word', 'words', edition.language)} or "
        f"{share_in_words(edition.config.excerpt_share, edition.language)} of a clipping, whichever is less",
        left_out=tuple(_left_out(edition, digest)),
        diagnostics=tuple(_found_amiss(edition, digest)),
    )
    head = make_head(
        edition, urls.LEDGER, title=title, description=f"{view.counts}: what was kept, what was removed, and why"
    )
    return Page(template="ledger.html", head=head, view=view)


def account_for(clipping: Clipping) -> Account:
    """Add up what became of a source's characters."""
    of_note = clipping.note.pieces if clipping.note else ()
    sums = count_by_role((*(piece for entry in clipping.entries for piece in entry.pieces), *of_note))
    return Account(length=clipping.length, elsewhere=clipping.length - sum(sums.values()), **sums)


def _add_up(accounts: list[Account]) -> Account:
    return Account(**{name: sum(getattr(one, name) for one in accounts) for name in Account.__struct_fields__})


def _in_words(edition: Edition, account: Account) -> AccountView:
    return AccountView(
        **{name: number_in_words(getattr(account, name), edition.language) for name in Account.__struct_fields__}
    )


def _source_line(edition: Edition, clipping: Clipping, account: Account) -> SourceLine:
    return SourceLine(
        path=clipping.path,
        format=clipping.format or "not read",
        account=_in_words(edition, account),
        entries=tuple(headline_view(edition, entry) for entry in clipping.entries),
        is_note=clipping.note is not None,
    )


def _left_out(edition: Edition, digest: Digest) -> Iterator[LeftOutGroup]:
    several = {clipping.path for clipping in digest.clippings if len(clipping.entries) > 1}
    ordered = sorted(digest.left_out, key=lambda left: (left.reason, left.path, left.part))
    for reason, group in groupby(ordered, key=lambda left: left.reason):
        lines = tuple(
            LeftOutLine(
                path=one.path,
                part=number_in_words(one.part + 1, edition.language) if one.part or one.path in several else "",
                reason=one.reason,
                message=one.message,
            )
            for one in group
        )
        yield LeftOutGroup(
            reason=reason,
            meaning=CATALOGUE[reason][1],
            count=number_in_words(len(lines), edition.language),
            is_open=len(lines) < _LONG_LIST,
            lines=lines,
        )


def _found_amiss(edition: Edition, digest: Digest) -> Iterator[FindingGroup]:
    told = {(one.path, one.reason) for one in digest.left_out}
    found = [one for one in digest.diagnostics if (one.path, one.name) not in told or one.hint]
    ordered = sorted(found, key=lambda one: (_WORST_FIRST.index(one.severity), one.name, one))
    for name, group in groupby(ordered, key=lambda one: one.name):
        lines = tuple(_finding(one) for one in group)
        yield FindingGroup(
            name=name,
            meaning=CATALOGUE[name][1],
            count=number_in_words(len(lines), edition.language),
            is_open=len(lines) < _LONG_LIST,
            lines=lines,
        )


def _finding(found: Diagnostic) -> FindingLine:
    return FindingLine(
        place=f"{found.path}:{found.line}" if found.line else found.path,
        severity=found.severity,
        name=found.name,
        message=found.message,
        hint=found.hint,
    )

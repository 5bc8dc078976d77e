"""The ledger: what became of every character of every source, what was left out and why, and what was found amiss."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.publish import urls
from generator.publish.accounts import count_by_role
from generator.publish.edition import Edition
from generator.publish.pages.page import Page, make_head
from generator.publish.views import HeadlineView, headline_view
from generator.publish.wording import counted, number_in_words
from generator.records import Clipping, Record

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


class LedgerView(Record, frozen=True, kw_only=True):
    """What the ledger may print."""

    counts: str
    sources: tuple[SourceLine, ...]
    """By path."""
    total: AccountView
    left_out: tuple[LeftOutLine, ...]
    diagnostics: tuple[FindingLine, ...]
    """By path and line."""


def ledger_pages(edition: Edition) -> Iterator[Page]:
    """Make the ledger, if there is any source to account for."""
    clippings = edition.digest.clippings
    if not clippings:
        return
    accounts = [account_for(clipping) for clipping in clippings]
    view = LedgerView(
        counts=f"{counted(len(clippings), 'source', 'sources', edition.language)}, "
        f"{counted(len(edition.digest.entries), 'clipping', 'clippings', edition.language)} made of them",
        sources=tuple(
            _source_line(edition, clipping, account) for clipping, account in zip(clippings, accounts, strict=True)
        ),
        total=_in_words(edition, _add_up(accounts)),
        left_out=tuple(_left_out(edition)),
        diagnostics=tuple(_finding(found) for found in edition.digest.diagnostics),
    )
    head = make_head(
        edition, urls.LEDGER, title="Ledger", description=f"{view.counts}: what was kept, what was removed, and why"
    )
    changed = edition.days[-1].date if edition.days else None
    yield Page(path=urls.LEDGER, template="ledger.html", head=head, view=view, changed=changed)


def account_for(clipping: Clipping) -> Account:
    """Add up what became of a source's characters."""
    sums = count_by_role(piece for entry in clipping.entries for piece in entry.pieces)
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
    )


def _left_out(edition: Edition) -> Iterator[LeftOutLine]:
    several = {clipping.path for clipping in edition.digest.clippings if len(clipping.entries) > 1}
    for one in sorted(edition.digest.left_out, key=lambda left: (left.path, left.part, left.reason)):
        part = number_in_words(one.part + 1, edition.language) if one.part or one.path in several else ""
        yield LeftOutLine(path=one.path, part=part, reason=one.reason, message=one.message)


def _finding(found: Diagnostic) -> FindingLine:
    return FindingLine(
        place=f"{found.path}:{found.line}" if found.line else found.path,
        severity=found.severity,
        name=found.name,
        message=found.message,
        hint=found.hint,
    )

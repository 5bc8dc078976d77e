"""Printing a site again: what nothing has changed for is not made again, and all is as if it had been."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from publish_samples import CONFIG, default_theme, sample_digest

from generator.config import Config
from generator.publish import Plan, Reprints, plan_site
from generator.publish.edition import make_edition
from generator.publish.urls import Urls
from generator.records import Digest, Entry


def _changed(digest: Digest, entry: Entry) -> Digest:
    """Put another entry in the place of the one with its id, wherever it stands."""
    old = next(one for one in digest.entries if one.id == entry.id)
    swapped = msgspec.msgpack.decode(
        msgspec.msgpack.encode(digest).replace(msgspec.msgpack.encode(old), msgspec.msgpack.encode(entry)), type=Digest
    )
    assert swapped != digest
    return swapped


def retitled(digest: Digest) -> Digest:
    entry = digest.days[0].stories[0].entries[0]
    title = msgspec.structs.replace(entry.title, value="A headline that nobody has seen before")
    return _changed(digest, msgspec.structs.replace(entry, title=title))


def _bytes(plan: Plan) -> dict[str, bytes]:
    return {file.path: file.make() for file in plan.files}


def test_a_site_printed_again_is_what_it_would_be_anew(project: Path) -> None:
    """After a headline changed, and after it changed back, every file has the bytes of a first printing."""
    theme, first = default_theme(project), sample_digest()
    second, reprints = retitled(first), Reprints()

    for digest in (first, second, first):
        again = plan_site(digest, CONFIG, theme, reprints)

        assert _bytes(plan_site(digest, CONFIG, theme)) == _bytes(again)
        again.impression.settle()


def _made_anew(plan: Plan) -> set[str]:
    """Print a site; name the pages whose templates were filled."""
    made: set[str] = set()
    render = plan.renderer.render

    def note(template: str, **context: Any) -> str:
        made.add(context["head"].path)
        return render(template, **context)

    plan.renderer.render = note  # type: ignore[assignment,method-assign]
    _bytes(plan)
    return made


def test_a_page_that_nothing_changed_for_is_not_made_again(project: Path) -> None:
    """The page of another day is not; the page of the retitled clipping is."""
    theme, first = default_theme(project), sample_digest()
    reprints, entry = Reprints(), first.days[0].stories[0].entries[0]
    day = f"/{first.days[-1].date.replace('-', '/')}/"
    before = _made_anew(plan_site(first, CONFIG, theme, reprints))
    after = _made_anew(plan_site(retitled(first), CONFIG, theme, reprints))
    pages = [next(path for path in before if path.endswith(end)) for end in (day, f"/clippings/{entry.id}/")]

    assert [page in after for page in pages] == [False, True]


def test_a_page_that_would_be_the_same_is_known_to_stand(project: Path) -> None:
    """Its hash is told without making it; that of a page which an edit is felt on is not."""
    theme, first, reprints = default_theme(project), sample_digest(), Reprints()
    plan_before = plan_site(first, CONFIG, theme, reprints)
    assert not any(file.standing() for file in plan_before.files)
    before = _bytes(plan_before)
    again = plan_site(first, CONFIG, theme, reprints)
    edited = plan_site(retitled(first), CONFIG, theme, reprints)
    entry = first.days[0].stories[0].entries[0]
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in before.items()}

    assert {file.path: file.standing() for file in again.files if file.kind} == {
        file.path: hashes[file.path] for file in again.files if file.kind
    }
    assert {file.path: file.standing() for file in edited.files}[f"clippings/{entry.id}/index.html"] == ""


def test_another_theme_or_setting_makes_every_page_anew(project: Path) -> None:
    """What all pages are made with is part of each of them."""
    theme, digest, reprints = default_theme(project), sample_digest(), Reprints()
    before = _made_anew(plan_site(digest, CONFIG, theme, reprints))
    config: Config = msgspec.structs.replace(CONFIG, title="Another name")

    assert before == _made_anew(plan_site(digest, config, theme, reprints))


def test_a_page_that_asks_for_everything_is_told_so() -> None:
    """A page that went through a lookup would depend on all of the site; it is a mistake, not a slow page."""
    digest = sample_digest()
    impression = Reprints().impression(make_edition(digest, CONFIG, Urls(CONFIG.base_url)), ())

    with pytest.raises(TypeError, match="not for all"):
        impression.made("page", (), lambda edition: str(sorted(edition.entries)).encode())
    with pytest.raises(TypeError, match="may not count"):
        impression.made("page", (), lambda edition: bytes(len(edition.topics)))

"""Entries -> Digest: in: every clipping of a site, out: its days, stories, topics and outlets. Pure; order-free."""

from __future__ import annotations

from collections.abc import Sequence

from generator.config import Config
from generator.digest.claimants import gather_claimants
from generator.digest.days import chronological
from generator.digest.features import read_names
from generator.digest.identity import settle_entries
from generator.digest.note_sources import NoteSources
from generator.digest.notes import place_notes, with_day_notes, with_topic_notes
from generator.digest.outlets import gather_outlets
from generator.digest.owners import Owners
from generator.digest.placings import check_placings
from generator.digest.quota import keep_undated_within_rights, keep_within_rights
from generator.digest.stories import tell_days
from generator.digest.subjects import find_subjects, slugs_by_entry
from generator.digest.threads import gather_threads
from generator.digest.topics import gather_topics
from generator.recall import Recall
from generator.records import Clipping, Digest

__all__ = ["make_digest"]


def make_digest(
    clippings: Sequence[Clipping], config: Config, today: str | None = None, recall: Recall | None = None
) -> Digest:
    """
    Gather what was read into days, stories, topics and outlets.

    Any order of `clippings` gives an equal digest. `today` is `2020-10-18` in the site's zone: entries dated later
    are left out, unless the settings say otherwise; None leaves out nothing. The digest's clippings hold the
    entries that are published, under the ids they are published with. With a `recall` that has seen an earlier digest
    of the site, what nothing has changed for is taken from there: the same objects.
    """
    recall = recall or Recall(keeps=False)
    settled = settle_entries(clippings, config, today, recall)
    entries = chronological(entry for clipping in settled for entry in clipping.entries)
    ids = [entry.id for entry in entries]
    found_names = recall.each([("names", one) for one in ids], [(entry,) for entry in entries], read_names)
    names = dict(zip(ids, found_names, strict=True))
    subjects, subject_troubles = find_subjects(entries, names, config, recall)
    topics_of = slugs_by_entry(subjects)
    owners = recall.made("owners", (tuple(config.outlets.items()),), lambda: Owners(config.outlets))
    told = tell_days(entries, names, topics_of, owners, recall)
    placed = place_notes(settled, told, subjects, NoteSources(entries, config), recall)
    days, over_budget = keep_within_rights(with_day_notes(told, placed, recall), config, recall, placed.quoted)
    undated = tuple(entry for entry in entries if entry.dating.day is None)
    recall.heed()
    outlets, outlet_troubles = gather_outlets(entries)
    claimants, claimant_troubles = gather_claimants(entries)
    recall.heed()
    found = {one for clipping in settled for one in clipping.diagnostics}
    found.update(one for entry in entries for one in entry.diagnostics)
    found.update(
        subject_troubles, outlet_troubles, claimant_troubles, over_budget, check_placings(entries), placed.diagnostics
    )
    return Digest(
        entries=tuple(entries),
        days=days,
        threads=gather_threads(days),
        undated=undated,
        undated_contested=keep_undated_within_rights(undated, config, placed.quoted),
        topics=with_topic_notes(gather_topics(subjects, days, undated), placed),
        outlets=outlets,
        claimants=claimants,
        clippings=settled,
        left_out=tuple(one for clipping in settled for one in clipping.left_out),
        diagnostics=tuple(sorted(found)),
    )

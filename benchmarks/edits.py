"""What people do to a site: in: a made-up site, out: the same with something changed. A new operation is one row."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks import edits_of_clippings as clippings
from benchmarks import edits_of_folders as folders
from benchmarks import edits_of_themes as themes
from benchmarks.edited_site import EditedSite

__all__ = ["OPERATIONS", "Operation", "mend", "operate"]

Operation = Callable[[EditedSite], None]

OPERATIONS: dict[str, tuple[int, Operation]] = {
    "edit a sentence": (10, clippings.edit_sentence),
    "add or drop a sentence": (4, clippings.add_or_drop_sentence),
    "copy another's sentences": (2, clippings.copy_sentences),
    "edit a title": (4, clippings.edit_title),
    "edit a date": (5, clippings.edit_date),
    "edit topics": (4, clippings.edit_topics),
    "edit an outlet": (3, clippings.edit_outlet),
    "edit an address": (1, clippings.edit_address),
    "draft on or off": (2, clippings.toggle_draft),
    "edit in the same size": (2, clippings.edit_in_the_same_size),
    "edit with an old time": (2, clippings.edit_with_an_old_time),
    "edit slowly": (1, clippings.edit_slowly),
    "undo": (3, clippings.undo),
    "touch": (1, clippings.touch),
    "break a head": (1, clippings.break_head),
    "add": (4, folders.add),
    "add many": (1, folders.add_many),
    "add in new folders": (1, folders.add_deep),
    "add or drop an oddity": (2, folders.add_oddity),
    "delete": (4, folders.delete),
    "delete many": (2, folders.delete_many),
    "rename": (3, folders.rename),
    "rename by case": (1, folders.rename_case),
    "replace by another": (1, folders.replace),
    "swap names": (2, folders.swap),
    "rename a folder": (2, folders.rename_folder),
    "move a folder out": (1, folders.move_folder_out),
    "bring folders back": (2, folders.bring_back),
    "a file for a folder": (1, folders.file_for_folder),
    "delete a folder": (1, folders.delete_folder),
    "content away and back": (1, folders.content_away_and_back),
    "a link": (1, folders.link),
    "write a note": (2, folders.note),
    "drop a note": (1, folders.drop_note),
    "a template of its own": (3, themes.own_template),
    "a part of its own": (1, themes.use_own_part),
    "break a template": (1, themes.break_template),
    "drop a template": (3, themes.drop_template),
    "an asset": (2, themes.asset),
    "settings": (4, themes.settings),
    "break settings": (1, themes.break_settings),
    "settings away and back": (1, themes.settings_away_and_back),
}
"""By name: how often it happens beside the others, and what is done."""


def operate(site: EditedSite) -> str:
    """Do one of the operations, chosen by the site's dice, and give its name."""
    names = [name for name, (weight, _) in OPERATIONS.items() for _ in range(weight)]
    name = site.dice.choice(names)
    OPERATIONS[name][1](site)
    return name


def mend(site: EditedSite) -> None:
    """Take back whatever keeps the site from being built: broken settings and templates, a folder that was put away."""
    folders.bring_back(site)
    themes.mend_theme(site)

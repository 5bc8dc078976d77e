"""Files and folders that come, go and move: in: a made-up site, out: the same in another order."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from benchmarks.edited_site import EditedSite, save

__all__ = [
    "add",
    "add_deep",
    "add_many",
    "add_oddity",
    "bring_back",
    "content_away_and_back",
    "delete",
    "delete_folder",
    "delete_many",
    "drop_note",
    "file_for_folder",
    "link",
    "move_folder_out",
    "note",
    "rename",
    "rename_case",
    "rename_folder",
    "replace",
    "swap",
]


def add(site: EditedSite) -> None:
    site.add(site.new_path())


def add_many(site: EditedSite) -> None:
    for _ in range(site.dice.randrange(5, 20)):
        site.add(f"burst/{site.number()}.md")


def add_deep(site: EditedSite) -> None:
    site.add(f"new-{site.number()}/of/it/story.md")


def add_oddity(site: EditedSite) -> None:
    """Empty, no text at all, too strange to read, an editor's own file, or a side-car."""
    name, data = site.dice.choice(
        (
            ("empty.md", b""),
            ("noise.txt", bytes(range(256))),
            (".#lock.md", b"x"),
            ("4913", b""),
            ("backup.md~", b"x"),
            (f"{Path(site.pick()).with_suffix('')}.meta", b"title: From the side-car\n"),
        )
    )
    file = site.content / name
    if file.exists():
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def delete(site: EditedSite) -> None:
    if len(site.living()) > 5:
        site.remove(site.pick())


def delete_many(site: EditedSite) -> None:
    for path in site.below("burst"):
        site.remove(path)


def rename(site: EditedSite) -> None:
    site.move(site.pick(), site.new_path())


def rename_case(site: EditedSite) -> None:
    path = site.pick()
    folder, slash, name = path.rpartition("/")
    site.move(path, f"{folder}{slash}{name.swapcase().rpartition('.')[0]}{Path(name).suffix}")


def replace(site: EditedSite) -> None:
    """One file is moved over another."""
    before, after = site.pick(), site.pick()
    if before != after:
        site.move(before, after)


def swap(site: EditedSite) -> None:
    one, other = site.pick(), site.pick()
    if one != other:
        site.move(one, "swapping.md")
        site.move(other, one)
        site.move("swapping.md", other)


def _folders(site: EditedSite) -> list[str]:
    return sorted({path.partition("/")[0] for path in site.living() if "/" in path})


def rename_folder(site: EditedSite) -> None:
    if folders := _folders(site):
        before, after = site.dice.choice(folders), f"folder-{site.number()}"
        moved = site.below(before)
        (site.content / before).rename(site.content / after)
        for path in moved:
            site.clips[after + path.removeprefix(before)] = site.clips.pop(path)


def move_folder_out(site: EditedSite) -> None:
    folders = _folders(site)
    if folders and not site.aside and len(site.living()) > 20:
        place = site.content / site.dice.choice(folders)
        away = site.root / f"away-{site.number()}"
        place.rename(away)
        site.aside.append((away, place))


def bring_back(site: EditedSite) -> None:
    """Folders that were put away come back, instead of what stands in their place."""
    while site.aside:
        away, place = site.aside.pop()
        if place.is_file():
            place.unlink()
        elif place.exists():
            shutil.rmtree(place)
        away.rename(place)
    site.clips = {path: site.clips[path] for path in site.living()}


def file_for_folder(site: EditedSite) -> None:
    """Where a folder was there is a file; it comes back with the folder."""
    move_folder_out(site)
    if site.aside and not site.aside[0][1].exists():
        site.aside[0][1].write_bytes(site.new_clip().text(".txt"))


def delete_folder(site: EditedSite) -> None:
    folders = [folder for folder in _folders(site) if folder.startswith(("new-", "folder-", "burst"))]
    if folders and len(site.living()) > 20:
        folder = site.dice.choice(folders)
        for path in site.below(folder):
            del site.clips[path]
        shutil.rmtree(site.content / folder)


def content_away_and_back(site: EditedSite) -> None:
    """As when another branch is checked out: the content folder goes and another of the same name comes."""
    away = site.root / "content-away"
    site.content.rename(away)
    time.sleep(site.dice.choice((0.0, 0.05, 0.3)))
    shutil.copytree(away, site.content, symlinks=True)
    shutil.rmtree(away)


def link(site: EditedSite) -> None:
    """A link to a file beside the content, which is edited there."""
    target = site.root / "linked" / "article.md"
    target.parent.mkdir(exist_ok=True)
    save(target, site.new_clip().text(".md"), site.dice)
    link = site.content / "linked.md"
    if not link.is_symlink():
        link.symlink_to(target)


def note(site: EditedSite) -> None:
    story = site.pick()
    place = site.dice.choice((f"story: {story}", "topic: Health", f"day: {site.clips[story].day or 'never'}"))
    site.write_note(f"notes/{site.dice.randrange(4)}.md", place)


def drop_note(site: EditedSite) -> None:
    (site.content / f"notes/{site.dice.randrange(4)}.md").unlink(missing_ok=True)

"""Files beside clippings that are none themselves: in: a name, or what was read, out: why it is no entry, or None."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic, diagnose
from generator.records import SIDECAR_SUFFIX, Draft, Reading

__all__ = ["bystander_by_content", "bystander_by_name"]

_THINGS = {
    "a picture": "jpg jpeg jpe jfif png gif webp avif bmp tif tiff ico svg svgz heic heif psd xcf eps dng",
    "sound or film": "mp3 m4a aac ogg oga opus flac wav mp4 m4v mov avi mkv webm ogv wmv vtt srt",
    "a style sheet": "css scss sass less styl",
    "a font": "woff woff2 ttf otf eot",
    "a program": (
        "js mjs cjs jsx ts tsx py pyc pyi rb pl sh bash zsh bat cmd ps1 java class jar cpp hpp go rs swift kt lua "
        "exe dll so dylib wasm map"
    ),
    "an archive": "zip tar gz tgz bz2 xz 7z rar zst iso dmg deb rpm apk",
    "data": "csv tsv jsonl ndjson yaml yml toml ini cfg conf sqlite sqlite3 db ipynb parquet pickle pkl bib geojson",
    "a template": "j2 jinja jinja2 liquid njk ejs hbs mustache haml slim pug",
}
"""
What a file is by the end of its name, for a person. XML, JSON and plain text are not here, for they may be clippings,
nor is `.php`: pages are saved under such names.
"""

_DOCUMENTS = "pdf doc docx odt rtf epub mobi azw3 djvu ppt pptx odp xls xlsx ods"
"""Files that may well hold an article, in a form that is not read."""

_KIND_OF = {
    **{suffix: kind for kind, suffixes in _THINGS.items() for suffix in suffixes.split()},
    **dict.fromkeys(_DOCUMENTS.split(), "a document of an office program or a reader"),
}

_TEXT_SUFFIXES = frozenset({"", ".md", ".markdown", ".mdown", ".mkd", ".txt", ".text", ".rst", ".org", ".adoc"})
_ABOUT_FOLDER = frozenset({"readme", "license", "licence", "copying", "contributing", "code_of_conduct", "changelog"})
_INDEXES = frozenset({"index", "home", "moc", "toc", "contents"})
_TEMPLATE_FOLDERS = frozenset({"templates", "template", "_templates", "archetypes"})
_PLACEHOLDER = re.compile(r"\{\{[^{}]{0,500}\}\}|<%(?:(?!<%|%>).){0,500}%>", re.S)
"""Of Obsidian's templates and Templater, of Hugo's archetypes. Bounded, so that openings without an end cost little."""

_TELLING = frozenset(
    "date published posted pub_date pubdate date_published author byline "
    "url source source_url link canonical_url".split()
)
"""Fields that an article has and a note about a folder has not."""

_PROSE_WORDS = 25
"""A paragraph of so many words is somebody's text; lists of links have shorter lines."""


def bystander_by_name(path: str) -> Diagnostic | None:
    """
    Say why a file is no clipping when its name alone tells; such a file need not be opened.

    *Notes*: `side-car`, `section-page`, `not-a-clipping`.

    >>> bystander_by_name("clips/dam.jpg").message
    "is a picture ('.jpg'), not a clipping"
    >>> bystander_by_name("clips/dam.md")
    """
    name = PurePosixPath(path)
    suffix = name.suffix.lower()
    if suffix == SIDECAR_SUFFIX:
        return diagnose("side-car", path, "is a side-car: its fields belong to the article of the same name beside it")
    if name.name.partition(".")[0] == "_index":
        return diagnose("section-page", path, "is the page of a section of a site (Hugo, Zola), not an article")
    kind = _KIND_OF.get(suffix.removeprefix("."))
    if kind is None:
        return None
    hint = "save its text, if it holds an article" if suffix.removeprefix(".") in _DOCUMENTS.split() else ""
    return diagnose("not-a-clipping", path, f"is {kind} ({suffix!r}), not a clipping", hint=hint)


def bystander_by_content(reading: Reading) -> Diagnostic | None:
    """
    Say why a file that was read is no clipping after all.

    Only sure signs count, and nothing that has a date or an address of its own is a note about a folder.

    *Notes*: `not-a-clipping` for data in JSON, `template-file`, `folder-note`.
    """
    name = PurePosixPath(reading.path)
    if name.suffix.lower() == ".json" and "feed" not in reading.format and _is_json(reading.text):
        return diagnose("not-a-clipping", reading.path, "is data in JSON, neither an article nor a saved feed")
    if len(reading.drafts) != 1:
        return None
    draft = reading.drafts[0]
    if placeholder := _unfilled(draft, reading.text):
        message = f"is a template for notes that nobody has filled in: {placeholder!r}"
        return diagnose("template-file", reading.path, message)
    if name.suffix.lower() in _TEXT_SUFFIXES and not _TELLING & {field.name for field in draft.fields}:
        stem = name.stem.casefold()
        if stem in _ABOUT_FOLDER:
            return diagnose("folder-note", reading.path, "is a note about the folder, without a date or an address")
        if stem in _INDEXES and not _has_prose(draft):
            return diagnose("folder-note", reading.path, "is an index of other notes, without a text of its own")
    return None


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _unfilled(draft: Draft, text: str) -> str | None:
    """Find a placeholder that makes a file a template: any in a folder of templates, else one that is the title."""
    found = _PLACEHOLDER.search(text)
    if found is None:
        return None
    folders = {part.casefold() for part in PurePosixPath(draft.path).parts[:-1]}
    # As the head has it: among the fields, what was nothing but a placeholder is no longer there.
    head = "\n".join(text[span.start : span.end] for span in draft.metadata)
    titles = re.findall(r"^title[ \t]*[:=][ \t]*(\S.*)$", head, re.M | re.I)
    is_untitled = any(_PLACEHOLDER.fullmatch(title.strip("'\" ")) for title in titles)
    if folders & _TEMPLATE_FOLDERS or (is_untitled and not _has_prose(draft)):
        return " ".join(found[0].split())[:60]
    return None


def _has_prose(draft: Draft) -> bool:
    return any(len(block.passage.text.split()) >= _PROSE_WORDS for block in draft.blocks)

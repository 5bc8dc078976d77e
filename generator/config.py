"""The settings of a site: in: the text of `dayfold.toml` and the command line's wishes, out: one checked value."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from generator.config_places import line_of_error, line_of_setting
from generator.diagnostics import CATALOGUE, DayfoldError, Diagnostic, diagnose
from generator.records import Rights

__all__ = [
    "Cards",
    "Config",
    "FeedSettings",
    "FetchSettings",
    "OutletSettings",
    "PageKinds",
    "RefineSettings",
    "Release",
    "Search",
    "Subscription",
    "TopicRule",
    "for_preview",
    "is_web_address",
    "parse_config",
    "refine_settings",
    "word_budget",
]

Release = bool | Literal["marked"]
"""What becomes of entries that are not to be published yet: left out, published, or shown with a label that says so."""

Cards = bool | Literal["missing"]
"""Whether days and stories have social cards; `missing` where they are wanted and the library for it is not there."""

Search = bool | Literal["missing"]
"""Whether the text of clippings can be searched; `missing` where that is wanted and the program for it is not there."""

PageKinds = Literal["calendar", "threads", "topics", "sources", "claimants", "ledger", "search", "citations", "email"]
"""Kinds of pages that a site can do without. Days, stories, clippings, feeds and data it always has."""

_TAG_AUTHORITY = re.compile(r"(?:[a-z0-9._-]+@)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?,\d{4}(?:-\d{2}(?:-\d{2})?)?")
"""RFC 4151, 2.1."""

_ROBOTS = re.compile(r"(?:[a-z-]+(?::[a-z0-9-]+)?(?:, ?(?!$)|$))*")
"""Directives such as `noarchive` and `max-snippet:50`."""


_PROPERTY = re.compile(r"[a-zA-Z][\w-]*")
_PROPERTY_VALUE = re.compile(r"(?!.*(?:/\*|url\())[^{};<>\\@]+", re.IGNORECASE)
"""What stays within its declaration, and asks for no file."""

_PLACE = re.compile(r"- at `\$([^`]*)`")
_STEP = re.compile(r"\.([\w-]+)|\[(\d+|\.\.\.)\]")
"""Of a path such as `$.outlets[...].name` or `$.subscriptions[0].url`."""

_REDIRECTED = re.compile(r"/?(?!\.)[^/?#\\\s]+(?:/(?!\.)[^/?#\\\s]+)*/?")
"""A path below the base address, of segments that do not begin with a dot."""


class OutletSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What a site knows about one outlet, by host or by name."""

    name: str = ""
    """The name to print; empty to keep the key."""
    rights: Rights | None = None
    owner: str = ""
    """The family it belongs to: outlets of one owner count as one origin; empty for what the table that ships says."""


class TopicRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """
    A topic of the site's own: an entry belongs when its title or text has one of the words.

    One with the name of a general topic adds its words to it, and without any word leaves it out.
    """

    words: tuple[str, ...]


class FeedSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    items: int = 30
    """How many stories (or days, in the daily feed) the live feeds hold."""
    authority: str = "dayfold.invalid,2020"
    """
    Who gives the items of the feeds their ids (RFC 4151, 2.1): a host of the site's own, a comma, a year in which it
    was its own. Set once and kept: readers show everything again when it changes. The default belongs to nobody and
    never will (RFC 2606, 2).
    """
    hub: str = ""
    """The address of a WebSub hub that tells subscribers of changes; empty for none. Whoever deploys tells the hub."""


class Subscription(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A feed that `dayfold fetch` asks for news."""

    url: str
    title: str = ""
    """What messages call it; empty for its address."""


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How `dayfold fetch` behaves towards others; the defaults are polite."""

    allow_private: tuple[str, ...] = ()
    """Hosts that may be on a private network, or this machine; all others must have public addresses."""
    delay_s: float = 1.0
    """Seconds from one request of a host to the next."""
    timeout_s: float = 30.0
    """Seconds that one request may take from beginning to end."""
    max_mb: float = 8.0
    """How large a feed may be, unpacked."""
    retries: int = 2
    """How often a request that failed is repeated, after 2, 4, 8 … seconds."""
    max_wait_s: float = 60.0
    """Seconds that a server may ask to be left alone in one run; longer, and its feed is left for a later one."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Everything a site can set. Keys in the file are written with hyphens."""

    title: str = "Daily digest"
    description: str = "News clippings, gathered by day and story, every sentence with its source"
    publisher: str = ""
    """Who makes the digest; empty to use the title."""
    base_url: str = "http://localhost:8000/"
    """Where the site will live, sub-path included; always ends in a slash."""
    language: str = "en"
    """Of the site's own words, BCP 47."""
    timezone: str = "UTC"
    """IANA name; decides on which day a moment falls."""
    rights: Rights = "excerpt"
    """What clipping pages may print when neither the clipping nor its outlet says otherwise."""
    robots: str = ""
    """What every page asks of search engines, such as `noindex`; empty to ask nothing."""
    excerpt_words: int = 150
    """Under `excerpt` and `quote`: the most words of one clipping that the whole site prints …"""
    excerpt_share: float = 0.3
    """… and the largest part of it, 0 to 1; the smaller of the two holds. One sentence may always be printed."""
    max_source_mb: float = 8.0
    """Larger files are reported, not read."""
    drafts: Release = False
    """Whether what is marked as a draft or as not published is published."""
    future: Release = False
    """Whether what is dated after today, or under embargo, is published."""
    outlets: dict[str, OutletSettings] = msgspec.field(default_factory=dict)
    agencies: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """News agencies of the site's own beside the table that ships: full name and the short forms in use."""
    topics: dict[str, TopicRule] = msgspec.field(default_factory=dict)
    general_topics: bool = True
    """Whether Politics, Science and the like are topics, as far as common English words tell."""
    learned_labels: bool = True
    """Whether entries without labels get those of entries with the same words, once twenty entries have labels."""
    feeds: FeedSettings = FeedSettings()
    subscriptions: tuple[Subscription, ...] = ()
    fetch: FetchSettings = FetchSettings()
    pages: tuple[PageKinds, ...] = tuple(kind for kind in get_args(PageKinds) if kind != "email")
    """
    The kinds that the site publishes, beside those it always has. `citations` are files for reference managers; `email`
    is a copy of each day to be mailed. It alone has style attributes, so a site has it only when it asks for it.
    """
    search: Search = True
    """Whether the search page can search the text of clippings, if there is such a page."""
    redirects: dict[str, str] = msgspec.field(default_factory=dict)
    """Old addresses below the base address, and what each leads to: a page's path there, or another site's address."""
    style: dict[str, str] = msgspec.field(default_factory=dict)
    """Values of the style sheet's custom properties, without their two hyphens: `accent = "#0b5394"`."""
    style_dark: dict[str, str] = msgspec.field(default_factory=dict)
    """The same, for readers who have chosen dark colours."""
    cards: Cards = False
    """Whether a picture is made for each day and story, to be shown where they are shared."""
    card_font: str = ""
    """A font file in the templates folder for these; empty for the one that Pillow brings."""
    cname: bool = False
    """Whether a file `CNAME` names the host of the base address, for hosts that take a domain from the site itself."""
    silence: tuple[str, ...] = ()
    """Names of warnings and notes that are not to be shown."""


class RefineSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the settings that reading and refining see; remembered work is keyed by it."""

    timezone: str
    rights: Rights
    max_source_bytes: int
    outlets: dict[str, OutletSettings]
    agencies: dict[str, tuple[str, ...]]


def parse_config(text: str, path: str, overrides: dict[str, Any] | None = None) -> Config:
    """
    Check settings once, so that nobody else has to.

    `overrides` come from the command line, with the names of `Config`'s fields; None values are ignored.

    *Errors*: `DayfoldError` with `config-invalid` or `unknown-key`; a key that is nearly right is suggested.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = line_of_error(text, error)
        raise DayfoldError(
            diagnose(
                "config-invalid", path, f"not valid TOML: {error}", hint="mend this line", line=line, column=column
            )
        ) from None
    unknown = tuple(_unknown_keys(table, path, text))
    if unknown:
        raise DayfoldError(*unknown)
    given = {name: value for name, value in (overrides or {}).items() if value is not None}
    try:
        config = msgspec.structs.replace(msgspec.convert(table, Config), **given)
    except msgspec.ValidationError as error:
        raise DayfoldError(
            diagnose(
                "config-invalid",
                path,
                str(error),
                hint="see the README for what each setting takes",
                line=line_of_setting(text, _keys_of(str(error), table)),
            )
        ) from None
    config = msgspec.structs.replace(config, base_url=config.base_url.rstrip("/") + "/")
    problems = tuple(_impossible_values(config))
    if problems:
        raise DayfoldError(*(_told(one, path, text, given) for one in problems))
    return config


def for_preview(config: Config, *, drafts: bool = True, future: bool = True) -> Config:
    """
    Show what a site leaves out for now, with a label; leave it out of the preview too where that is asked for.

    >>> for_preview(Config(future=True), drafts=False).future, for_preview(Config()).drafts
    (True, 'marked')
    """
    return msgspec.structs.replace(
        config,
        drafts=drafts and (config.drafts or "marked"),
        future=future and (config.future or "marked"),
    )


def refine_settings(config: Config) -> RefineSettings:
    """Take out what reading and refining may look at."""
    return RefineSettings(
        timezone=config.timezone,
        rights=config.rights,
        max_source_bytes=int(config.max_source_mb * 1024 * 1024),
        outlets=config.outlets,
        agencies=config.agencies,
    )


class _Wrong(NamedTuple):
    """A value that cannot be."""

    keys: tuple[str | int, ...]
    """Where it is set, as in the file."""
    message: str
    hint: str


def _told(wrong: _Wrong, path: str, text: str, given: Mapping[str, Any]) -> Diagnostic:
    """Name the line of a value, unless it comes from the command line."""
    is_given = str(wrong.keys[0]).replace("-", "_") in given
    line = 0 if is_given else line_of_setting(text, wrong.keys)
    return diagnose("config-invalid", path, wrong.message, hint=wrong.hint, line=line)


def _keys_of(message: str, table: Mapping[str, Any]) -> tuple[str | int, ...]:
    """
    Read from msgspec's message where a value stands that does not fit.

    A key that the user chose is `[...]` there: it is the first one that fails alone. A key `$.key` names no value.

    >>> _keys_of("Expected `int`, got `str` - at `$.feeds.items`", {})
    ('feeds', 'items')
    >>> _keys_of("Expected `str`, got `int` - at `$.outlets[...].name`", {"outlets": {"a": {}, "b": {"name": 1}}})
    ('outlets', 'b', 'name')
    """
    found = _PLACE.search(message)
    keys: list[str | int] = []
    for name, number in _STEP.findall(found[1]) if found else ():
        if name:
            keys.append(name)
        elif number != "...":
            keys.append(int(number))
        elif len(keys) == 1 and isinstance(inner := table.get(str(keys[0])), dict):
            keys += [key for key, value in inner.items() if not _fits({keys[0]: {key: value}})][:1]
        else:
            break
    return tuple(keys)


def _fits(table: Mapping[Any, Any]) -> bool:
    try:
        msgspec.convert(table, Config)
    except msgspec.ValidationError:
        return False
    return True


def _unknown_keys(table: dict[str, Any], path: str, text: str) -> Iterable[Diagnostic]:
    yield from _unknown_in(table, Config, (), path, text)
    for section, kind in (("outlets", OutletSettings), ("topics", TopicRule)):
        for name, value in _tables(table.get(section)):
            yield from _unknown_in(value, kind, (section, name), path, text)
    for name, settings in (("feeds", FeedSettings), ("fetch", FetchSettings)):
        for _, value in _tables({name: table.get(name)}):
            yield from _unknown_in(value, settings, (name,), path, text)


def _tables(value: Any) -> Iterable[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield from ((name, inner) for name, inner in value.items() if isinstance(inner, dict))


def _unknown_in(
    table: dict[str, Any], kind: type[msgspec.Struct], above: tuple[str, ...], path: str, text: str
) -> Iterable[Diagnostic]:
    known = [field.encode_name for field in msgspec.structs.fields(kind)]
    for key in table:
        if key in known:
            continue
        near = difflib.get_close_matches(key.replace("_", "-"), known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known keys are {', '.join(known)}"
        yield diagnose(
            "unknown-key",
            path,
            f"there is no setting {'.'.join((*above, key))}",
            hint=hint,
            line=line_of_setting(text, (*above, key)),
        )


def _impossible_redirects(config: Config) -> Iterable[_Wrong]:
    sources = {old.strip("/") for old in config.redirects}
    for old, new in config.redirects.items():
        if not _REDIRECTED.fullmatch(old):
            hint = 'write it like "old/page/": below the base address, without ?, # or a file name of the host'
            yield _Wrong(("redirects", old), f"redirects names {old!r}, which is no page's path", hint=hint)
        if new.removeprefix(config.base_url).partition("#")[0].strip("/") in sources:
            hint = "let it lead to the last address at once"
            yield _Wrong(("redirects", old), f"the redirect of {old!r} leads to another redirect", hint=hint)
        if "://" in new and urlsplit(new).scheme not in ("http", "https"):
            hint = "give a page's path below the base address, or an address that begins with https://"
            yield _Wrong(("redirects", old), f"the redirect of {old!r} leads to {new!r}", hint=hint)


def _impossible_fetching(config: Config) -> Iterable[_Wrong]:
    for number, one in enumerate(config.subscriptions):
        if not is_web_address(one.url):
            hint = 'write it like url = "https://example.org/feed.xml"'
            yield _Wrong(
                ("subscriptions", number, "url"), f"subscriptions names {one.url!r}, which is no address", hint=hint
            )
    fetch = config.fetch
    if min(fetch.timeout_s, fetch.max_mb) <= 0 or min(fetch.delay_s, fetch.retries, fetch.max_wait_s) < 0:
        hint = "give timeout-s and max-mb above 0, and the others 0 or more"
        yield _Wrong(("fetch",), "fetch has a number that cannot be", hint=hint)


def _impossible_style(config: Config) -> Iterable[_Wrong]:
    for table, values in (("style", config.style), ("style-dark", config.style_dark)):
        for name, value in values.items():
            if not _PROPERTY.fullmatch(name):
                hint = 'write it without the two hyphens, like accent = "#0b5394"'
                yield _Wrong((table, name), f"{table} names {name!r}, which is no property", hint=hint)
            elif not _PROPERTY_VALUE.fullmatch(value):
                hint = f"give one value, or write the rule into templates/assets/site.css: --{name}: …"
                yield _Wrong((table, name), f"{table} gives {name} the value {value!r}", hint=hint)


def is_web_address(address: str) -> bool:
    """
    Say whether an address is one that feeds have.

    >>> is_web_address("https://example.org/feed"), is_web_address("file:///etc/passwd"), is_web_address("http://[")
    (True, False, False)
    """
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _impossible_values(config: Config) -> Iterable[_Wrong]:
    try:
        ZoneInfo(config.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield _Wrong(
            ("timezone",),
            f"timezone {config.timezone!r} is not known",
            hint='give an IANA name such as "Europe/Helsinki"',
        )
    if not _is_known_language(config.language):
        yield _Wrong(
            ("language",),
            f"language {config.language!r} has no names of months and weekdays",
            hint='give a tag such as "en", "pt-BR" or "sr-Latn"',
        )
    address = urlsplit(config.base_url)
    if address.scheme not in ("http", "https") or not address.netloc or address.query or address.fragment:
        yield _Wrong(
            ("base-url",),
            f"base-url {config.base_url!r} is not the address of a folder on the web",
            hint='write it like "https://example.org/news/"',
        )
    if not _TAG_AUTHORITY.fullmatch(config.feeds.authority):
        yield _Wrong(
            ("feeds", "authority"),
            f"feeds.authority is {config.feeds.authority!r}",
            hint='write it like "example.org,2024": a host of yours and a year in which it was yours',
        )
    if config.feeds.hub and not _is_web_address(config.feeds.hub):
        yield _Wrong(
            ("feeds", "hub"),
            f"feeds.hub is {config.feeds.hub!r}",
            hint='give the address of a WebSub hub: "https://hub.example.org/"',
        )
    if config.max_source_mb <= 0:
        yield _Wrong(("max-source-mb",), f"max-source-mb is {config.max_source_mb}", hint="give a number above 0")
    yield from _impossible_redirects(config)
    yield from _impossible_fetching(config)
    yield from _impossible_style(config)
    for name in config.silence:
        if name not in CATALOGUE:
            near = difflib.get_close_matches(name, CATALOGUE, n=1)
            hint = f"did you mean {near[0]}?" if near else "take a name from the end of a message, in brackets"
            yield _Wrong(("silence",), f"silence names {name!r}, which no message has", hint=hint)
    if not _ROBOTS.fullmatch(config.robots):
        yield _Wrong(
            ("robots",),
            f"robots is {config.robots!r}",
            hint='write words of the robots meta element with commas between them: "noindex, nofollow"',
        )
    if config.feeds.items < 1:
        yield _Wrong(("feeds", "items"), f"feeds.items is {config.feeds.items}", hint="give 1 or more")
    if not 0 < config.excerpt_share <= 1:
        yield _Wrong(
            ("excerpt-share",),
            f"excerpt-share is {config.excerpt_share}",
            hint="give a part of the whole, above 0 and up to 1",
        )


def word_budget(config: Config, length: int) -> float:
    """
    Say how many words of a clipping of so many the site may print, unless its rights are `full`.

    >>> word_budget(Config(), 200), word_budget(Config(), 2000)
    (60.0, 150)
    """
    return min(config.excerpt_words, config.excerpt_share * length)


def _is_web_address(text: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s/?#]+\S*", text))


def _is_known_language(tag: str) -> bool:
    from babel import Locale, UnknownLocaleError  # 30 ms, which `--version` need not pay

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True

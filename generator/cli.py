"""
The command line: in: arguments, out: an exit code.

0 when all went well, 1 for an error in content (or a warning, under --strict), 2 for wrong usage or settings, 130 after
Ctrl-C. Data goes to stdout, words to stderr. What a command needs is imported when it is called, so that
`dayfold --version` costs next to nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator import __version__

if TYPE_CHECKING:
    from generator.commands.site import SiteOptions
    from generator.commands.terminal import Form
    from generator.diagnostics import DayfoldError

__all__ = ["dayfold", "main"]

_WRONG_USE = frozenset(
    {"config-missing", "config-invalid", "unknown-key", "content-missing", "output-refused", "fetch-missing"}
)
"""Diagnostics that come from how dayfold was called or set up, not from what it was given to read."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


def main() -> int:
    """Run the command that the arguments name and return its exit code."""
    try:
        code = dayfold.main(prog_name="dayfold", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 130
    return code if isinstance(code, int) else 0


class _Commands(click.Group):
    """The commands; a broken world or call is told here, once for all of them."""

    def invoke(self, ctx: click.Context) -> Any:
        from generator.diagnostics import DayfoldError

        try:
            return super().invoke(ctx)
        except DayfoldError as error:
            return _tell(error, ctx.obj or "text")
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:  # noqa: BLE001 - whoever builds a site is told what happened, not shown our insides
            from generator.mistakes import own_mistake

            return _tell(DayfoldError(own_mistake(error)), ctx.obj or "text")


def _tell(error: DayfoldError, form: Form) -> int:
    from generator.commands.github import github_lines
    from generator.commands.terminal import print_json, print_lines, show

    if form == "github":
        print_lines(github_lines(error.diagnostics))
    elif form == "json":
        print_json({"built": False, "diagnostics": error.diagnostics})
    else:
        show(error.diagnostics)
    return 2 if any(one.name in _WRONG_USE for one in error.diagnostics) else 1


def _site_options(command: _Command) -> _Command:
    """Add the options of every command that reads a site."""
    folder = click.Path(file_okay=True, path_type=Path)
    for option in (
        click.option("--config", type=folder, metavar="FILE", help="The settings [default: ./dayfold.toml, if any]."),
        click.option("--output", type=folder, metavar="DIR", help="Where the site goes [default: output]."),
        click.option("--content", type=folder, metavar="DIR", help="Where the clippings are [default: content]."),
    ):
        command = option(command)
    return command


def _reading_options(command: _Command) -> _Command:
    """Add the options that decide which entries are published."""
    for option in (
        click.option("--future", is_flag=True, default=None, help="Publish entries dated after today."),
        click.option("--drafts", is_flag=True, default=None, help="Publish drafts."),
    ):
        command = option(command)
    return command


def _remember_json(ctx: click.Context, _: click.Parameter, wanted: bool) -> bool:
    """Let whoever reports a failure know that a machine is listening."""
    ctx.find_root().obj = "json" if wanted else ctx.find_root().obj
    return wanted


def _remember_form(ctx: click.Context, _: click.Parameter, form: Form | None) -> Form:
    """As `_remember_json`; `--json` is short for one of the forms."""
    ctx.find_root().obj = form = form or ctx.find_root().obj or "text"
    return form


def _form_options(command: _Command) -> _Command:
    """Add the options that decide in which form the outcome is told."""
    forms = click.Choice(["text", "json", "github"])
    told = "How the outcome is told: in words, as JSON, as annotations for GitHub.  [default: text]"
    command = click.option("--format", "form", type=forms, callback=_remember_form, help=told)(command)
    short = "Short for --format json."
    return click.option("--json", is_flag=True, is_eager=True, expose_value=False, callback=_remember_json, help=short)(
        command
    )


_strict = click.option("--strict", is_flag=True, help="Let warnings fail the command.")
_json = click.option(
    "--json", "as_json", is_flag=True, callback=_remember_json, help="Print the outcome as one JSON object."
)
_base_url = click.option(
    "--base-url",
    metavar="URL",
    envvar="DAYFOLD_BASE_URL",
    show_envvar=True,
    help="Where the site will live, sub-path included.",
)


def _site(content: Path | None, output: Path | None, config: Path | None) -> SiteOptions:
    return {"content": content, "output": output, "config": config}


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dayfold", message="%(prog)s %(version)s")
def dayfold() -> None:
    """Turn a folder of news clippings into a daily digest that can be checked."""


@dayfold.command()
@_site_options
@_base_url
@_reading_options
@_strict
@click.option("--clean", is_flag=True, help="Forget remembered work first.")
@click.option("--verify-cache", is_flag=True, help="Tell by its bytes, not by size and time, whether a file changed.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes read and print.  [default: processors]")
@click.option(
    "--manifest",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="List every file, and what has changed since FILE was last written.",
)
@click.option("--profile", is_flag=True, help="Build in one process and say how long each step took.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
@_form_options
def build(content: Path | None, output: Path | None, config: Path | None, **wishes: Any) -> int:
    """Make the site."""
    from generator.commands.build import build_site

    return build_site(_site(content, output, config), **wishes)


@dayfold.command()
@_site_options
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Show drafts, with a label.")
@click.option("--future/--no-future", default=True, show_default=True, help="Show what is dated later, with a label.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The first port to try.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--navigate", "is_led", is_flag=True, help="Let open pages go to what was just edited.")
def serve(content: Path | None, output: Path | None, config: Path | None, **wishes: Any) -> int:
    """Show the site while it is edited; nothing is written to the output folder."""
    from generator.commands.live import serve_site

    return serve_site(_site(content, output, config), **wishes)


@dayfold.command()
@_site_options
@_base_url
@_reading_options
def watch(content: Path | None, output: Path | None, config: Path | None, **wishes: Any) -> int:
    """Build after every change."""
    from generator.commands.live import watch_site

    return watch_site(_site(content, output, config), **wishes)


@dayfold.command()
@_site_options
@click.argument("title")
def new(content: Path | None, output: Path | None, config: Path | None, title: str) -> int:
    """Write an empty clipping with a TITLE and today's date."""
    from generator.commands.start import new_clipping

    return new_clipping(_site(content, output, config), title)


@dayfold.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=".")
def init(folder: Path) -> int:
    """Begin a site: settings, a first clipping, a .gitignore."""
    from generator.commands.start import begin_site

    return begin_site(folder)


@dayfold.command()
@_site_options
@_reading_options
@_base_url
@_strict
@click.option(
    "--external", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="List addresses elsewhere."
)
@_form_options
def check(content: Path | None, output: Path | None, config: Path | None, **wishes: Any) -> int:
    """Say what is wrong with clippings, templates and links, worst first; the site is not written."""
    from generator.commands.check import check_site

    return check_site(_site(content, output, config), **wishes)


@dayfold.command()
@_site_options
@_reading_options
@click.option("--lines/--no-lines", "with_lines", default=True, help="Show what became of every line [default: lines].")
@click.option("--part", type=click.IntRange(min=1), metavar="N", help="Show one entry of a file that holds many.")
@_json
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def explain(
    content: Path | None, output: Path | None, config: Path | None, files: tuple[Path, ...], **wishes: Any
) -> int:
    """Say how each FILE was read: each field, each line, the story it joined."""
    from generator.commands.show import explain_files

    return explain_files(_site(content, output, config), files, **wishes)


@dayfold.command()
@_site_options
@_json
def verify(content: Path | None, output: Path | None, config: Path | None, as_json: bool) -> int:
    """Prove every printed sentence from its source."""
    from generator.commands.show import verify_site

    return verify_site(_site(content, output, config), as_json=as_json)


@dayfold.command()
@_site_options
@_reading_options
def export(content: Path | None, output: Path | None, config: Path | None, **wishes: Any) -> int:
    """Print every entry as a line of JSON."""
    from generator.commands.show import export_site

    return export_site(_site(content, output, config), **wishes)


@dayfold.group()
def theme() -> None:
    """Look at the templates that a site can replace, whole or in part."""


@theme.command("list")
@_site_options
def theme_list(content: Path | None, output: Path | None, config: Path | None) -> int:
    """Print every template and asset, what it is for, and which are the site's own."""
    from generator.commands.theme import list_theme

    return list_theme(_site(content, output, config))


def _complete_theme_name(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    from generator.commands.theme import theme_names

    return [name for name in theme_names() if name.startswith(begun)]


@theme.command("show")
@click.option("--fields/--no-fields", "with_fields", default=True, help="Say what it may print.  [default: fields]")
@click.argument("name", shell_complete=_complete_theme_name)
def theme_show(name: str, *, with_fields: bool) -> int:
    """Print NAME as it ships, to be copied; on standard error, what it may print."""
    from generator.commands.theme import show_of_theme

    return show_of_theme(name, with_fields=with_fields)


@dayfold.group("import")
def take_in() -> None:
    """Take in what other programs saved; nothing is fetched, and no file is overwritten."""


@take_in.command("feed")
@_site_options
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_feed(content: Path | None, output: Path | None, config: Path | None, files: tuple[Path, ...]) -> int:
    """Make a clipping of every item of saved feeds."""
    from generator.commands.intake import import_feeds

    return import_feeds(_site(content, output, config), files)


@take_in.command("opml")
@_site_options
@click.option("--write", is_flag=True, help="Add them to the settings file instead of printing them.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_opml(
    content: Path | None, output: Path | None, config: Path | None, files: tuple[Path, ...], *, write: bool
) -> int:
    """Make subscriptions of lists of feeds, for `dayfold fetch`."""
    from generator.commands.intake import import_lists

    return import_lists(_site(content, output, config), files, write=write)


@dayfold.command()
@_site_options
def fetch(content: Path | None, output: Path | None, config: Path | None) -> int:
    """Make clippings of what is new in the feeds that the site subscribes to (needs dayfold[fetch])."""
    from generator.commands.fetching import fetch_feeds

    return fetch_feeds(_site(content, output, config))


if __name__ == "__main__":
    sys.exit(main())

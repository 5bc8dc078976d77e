"""Templates that fail say where and why."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from publish_samples import CONFIG, FERRY, default_theme, sample_digest

from generator.diagnostics import DayfoldError, Diagnostic
from generator.publish import publish
from generator.publish.templating import Renderer
from generator.publish.theme import Template, Theme
from generator.records import Artifact


def override(theme: Theme, **texts: str) -> Theme:
    """Put a site's own templates in place of the theme's; `day_html` is `day.html`."""
    own = {name.replace("_", "."): text for name, text in texts.items()}
    kept = tuple(template for template in theme.templates if template.name not in own)
    added = tuple(Template(name=name, path=f"templates/{name}", text=text) for name, text in own.items())
    return Theme(templates=(*kept, *added), assets=theme.assets)


def failures(project: Path, **texts: str) -> list[Diagnostic]:
    """Publish with these templates and hand back what went wrong."""
    with pytest.raises(DayfoldError) as caught:
        list(publish(sample_digest(), CONFIG, override(default_theme(project), **texts)))
    return list(caught.value.diagnostics)


def test_all_syntax_errors_are_told_before_anything_is_made(project: Path) -> None:
    """Every template that does not compile is named with its line, before the first page."""
    theme = override(default_theme(project), day_html="one\n{% if %}", month_html="{{ page.title }")
    making = publish(sample_digest(), CONFIG, theme)
    with pytest.raises(DayfoldError) as caught:
        next(making)

    assert [(one.path, one.line) for one in caught.value.diagnostics] == [
        ("templates/day.html", 2),
        ("templates/month.html", 1),
    ]
    assert {"template-error"} == {one.name for one in caught.value.diagnostics}


def test_a_misspelt_name_is_told_with_the_names_there_are(project: Path) -> None:
    """A field that a view does not have is an error, not a blank, and lists what there is."""
    [found] = failures(project, year_html="<h1>\n\n{{ page.titel }}</h1>")

    assert (found.path, found.line) == ("templates/year.html", 3)
    assert found.message == "YearView has no 'titel'; it has counts, months, next, previous, title"
    assert found.hint


def test_an_unknown_variable_is_an_error(project: Path) -> None:
    """A variable that nobody set is an error."""
    [found] = failures(project, year_html="{{ pgae }}")

    assert found.message == "'pgae' is undefined"


def test_a_missing_include_is_told_where_it_is_asked_for(project: Path) -> None:
    """An include of a file that is not there names the line that includes it."""
    [found] = failures(project, year_html='<p>\n{% include "parts/gone.html" %}')

    assert (
        found.path,
        found.line,
        found.message,
    ) == ("templates/year.html", 2, "there is no template 'parts/gone.html'")


def test_a_template_that_includes_itself_is_stopped(project: Path) -> None:
    """Endless recursion is one error, not a crash."""
    [found] = failures(project, year_html='{% include "year.html" %}')

    assert (
        found.path,
        found.line,
        found.message,
    ) == ("templates/year.html", 1, "the template includes itself without end")


def test_any_exception_of_a_template_is_a_template_error(project: Path) -> None:
    """A division by zero in a template is told like any other mistake in it."""
    [found] = failures(project, year_html="\n{{ 1 / 0 }}")

    assert (found.path, found.line, found.message) == ("templates/year.html", 2, "ZeroDivisionError: division by zero")


def test_each_failing_page_kind_is_told_once(project: Path) -> None:
    """Several failing page kinds are all told in one run; one that fails on every page is told once."""
    found = failures(project, day_html="{{ gone }}", clipping_html="{{ lost }}")

    assert [one.path for one in found] == ["templates/clipping.html", "templates/day.html"]


def test_a_failing_frame_is_told_once_for_all_pages(project: Path) -> None:
    """A mistake in the frame breaks every page and is still one message."""
    assert len(failures(project, base_html="{{ gone }}{% block main %}{% endblock %}")) == 1


def test_other_pages_are_made_before_the_failure_is_told(project: Path) -> None:
    """A page kind that fails does not keep the others from being tried; its own pages are missing."""
    making = publish(sample_digest(), CONFIG, override(default_theme(project), year_html="{{ gone }}"))
    made: list[Artifact] = []
    with suppress(DayfoldError):
        made.extend(making)
    paths = {artifact.path for artifact in made}

    assert {"index.html", "404.html", f"clippings/{FERRY.id}/index.html"} <= paths
    assert "2031/index.html" not in paths


def test_a_site_may_replace_single_templates(project: Path) -> None:
    """A site's own template takes the place of the theme's, and extends its frame."""
    own = '{% extends "base.html" %}{% block main %}<h1>{{ page.title }}, briefly</h1>{% endblock %}'
    theme = override(default_theme(project), year_html=own)
    site = {artifact.path: artifact.data for artifact in publish(sample_digest(), CONFIG, theme)}

    assert b"<h1>2031, briefly</h1>" in site["2031/index.html"]
    assert b"The Coast, Folded" in site["2031/index.html"]


def test_a_template_that_begins_to_override_is_seen(project: Path) -> None:
    """Each renderer knows only its own theme: nothing is left over from the build before."""
    theme = default_theme(project)
    first = Renderer(override(theme, note_html="old"), {}).render("note.html")
    second = Renderer(override(theme, note_html="new"), {}).render("note.html")

    assert (first, second) == ("old", "new")


def test_files_that_are_no_templates_are_left_alone(project: Path) -> None:
    """A read-me in the templates folder need not be a template."""
    theme = override(default_theme(project), README_md="{{ not { a template")

    assert list(publish(sample_digest(), CONFIG, theme))

"""Templates: in: a theme, out: a renderer that turns views into HTML, and diagnostics for templates that fail."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Mapping, MutableMapping
from types import CodeType
from typing import Any

import jinja2

from generator.diagnostics import DayfoldError, Diagnostic, diagnose
from generator.publish.theme import SHIPPED, Template, Theme
from generator.records import Record

__all__ = ["Renderer", "TemplateError"]

_PAGE_SUFFIX = ".html"
"""Templates are HTML; other files of a theme, a read-me for instance, are nobody's template."""


class TemplateError(DayfoldError):
    """A template fails on a page. Carries the one diagnostic that says where and why."""


class Renderer:
    """
    Renders the templates of one theme.

    Make a new one for every build: Jinja2's own reloading misses a template that begins to override another
    (jinja#1006), so a renderer knows its theme and nothing else. Everything printed is escaped, and a name that does
    not exist is an error instead of a blank.
    """

    def __init__(
        self, theme: Theme, known: Mapping[str, object], codes: MutableMapping[str, CodeType] | None = None
    ) -> None:
        """
        Compile every template once. `known` are the names that all templates may use. `codes` is what was compiled
        before, by key: it is added to.

        *Errors*: `DayfoldError` with a `template-error` for each template that is not well-formed.
        """
        self._templates = {template.name: template for template in theme.templates}
        self._names_by_path = {template.path: template.name for template in (*theme.templates, *theme.hidden)}
        loader = _Loader(self._templates | _as_shipped(theme), _CODES if codes is None else codes)
        self._environment = _make_environment(loader)
        self._environment.globals.update(known)
        self._compile_all()

    def render(self, name: str, **view: Record) -> str:
        """Fill a template. *Errors*: `TemplateError`; the line is that of the innermost template."""
        try:
            return self._environment.get_template(name).render(view)
        except Exception as error:  # a template is a site's own program and may raise anything
            raise TemplateError(self._explain(error, name)) from error

    def _compile_all(self) -> None:
        found = []
        for template in self._templates.values():
            if template.name.endswith(_PAGE_SUFFIX):
                try:
                    self._environment.get_template(template.name)
                except jinja2.TemplateSyntaxError as error:
                    found.append(_syntax_error(template, error))
        if found:
            raise DayfoldError(*sorted(found))

    def _explain(self, error: Exception, name: str) -> Diagnostic:
        place, line = self._innermost(error)
        path = place or (self._templates[name].path if name in self._templates else name)
        if isinstance(error, jinja2.TemplateNotFound):
            message = f"there is no template {error.name!r}"
            hint = "correct the name, or add the file to the templates folder"
        elif isinstance(error, RecursionError):
            message, hint = "the template includes itself without end", "take the include or the call out of the circle"
        elif isinstance(error, jinja2.UndefinedError):
            message, hint = str(error), "correct the name, or ask first with `is defined`"
        else:
            message = f"{type(error).__name__}: {error}"
            hint = "look at the expression on this line"
        return diagnose("template-error", path, message, hint=hint, line=line)

    def _innermost(self, error: Exception) -> tuple[str, int]:
        """Find the last frame of the traceback that is a line of a template; Jinja2 names frames by path."""
        frames = [
            (frame.f_code.co_filename, line)
            for frame, line in traceback.walk_tb(error.__traceback__)
            if frame.f_code.co_filename in self._names_by_path
        ]
        return frames[-1] if frames else ("", 0)


def _as_shipped(theme: Theme) -> dict[str, Template]:
    """Give what ships under the names that say so; what a site extends itself by is compiled when it is asked for."""
    own = frozenset(theme.own)
    shipped = (*theme.hidden, *(template for template in theme.templates if template.name not in own))
    return {f"{SHIPPED}{template.name}": template for template in shipped}


class _Loader(jinja2.BaseLoader):
    """Hands out the templates of one theme."""

    def __init__(self, templates: Mapping[str, Template], codes: MutableMapping[str, CodeType]) -> None:
        self._templates = templates
        self._codes = codes

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  the name is Jinja2's
    ) -> jinja2.Template:
        template = self._templates.get(name)
        if template is None:
            raise jinja2.TemplateNotFound(name)
        key = _key(template)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = _make_environment().compile(template.text, template.name, template.path)
        return jinja2.Template.from_code(environment, code, globals if globals is not None else {})


_CODES: dict[str, CodeType] = {}
"""What this process has compiled. To compile the theme that ships takes 300 ms, as long as to print a hundred pages."""


def _key(template: Template) -> str:
    """Tell a template by all that its code depends on: the path is in the code, for tracebacks."""
    return hashlib.sha256("\0".join((template.name, template.path, template.text)).encode()).hexdigest()


def _make_environment(loader: jinja2.BaseLoader | None = None) -> jinja2.Environment:
    return jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=_Missing,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class _Missing(jinja2.StrictUndefined):
    """A name that does not exist; says what there is instead."""

    @property
    def _undefined_message(self) -> str:
        fields = getattr(self._undefined_obj, "__struct_fields__", ())
        if not fields:
            return super()._undefined_message
        kind = type(self._undefined_obj).__name__
        return f"{kind} has no {self._undefined_name!r}; it has {', '.join(sorted(fields))}"


def _syntax_error(template: Template, error: jinja2.TemplateSyntaxError) -> Diagnostic:
    return diagnose(
        "template-error",
        template.path,
        str(error.message or error).rstrip("."),
        hint="compare the line with https://jinja.palletsprojects.com/templates/",
        line=error.lineno,
    )

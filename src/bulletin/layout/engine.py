"""The Jinja2 door. In: a theme's folder, a template's name, values. Out: markup.

Templates are an editor's files: they run in the sandbox, every value is escaped unless it is `Markup`, an
undefined name is an error, and whatever goes wrong names the template and the line.
"""

import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bulletin.errors import InputError
from bulletin.layout.themes import Theme


def render(theme: Theme, template: str, values: Mapping[str, object]) -> str:
    """The markup `template` (a path inside the theme's folder) makes of `values`. Raises as `render_in`."""
    return render_in(theme.folder, template, values)


def render_in(folder: Path, template: str, values: Mapping[str, object]) -> str:
    """The markup `template`, a path inside `folder`, makes of `values`.

    Raises InputError `layout.template-missing`, or `layout.template-broken` with `template:line` as its place.
    """
    try:
        return _environment(folder).get_template(template).render(values)
    except TemplateNotFound as error:
        raise InputError("layout.template-missing", place=str(folder), name=error.name) from error
    except TemplateSyntaxError as error:
        place = f"{error.filename or template}:{error.lineno}"
        raise InputError("layout.template-broken", place=place, detail=error.message) from error
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        place = _place(error, folder, template)
        raise InputError("layout.template-broken", place=place, detail=str(error)) from error


@cache
def _environment(folder: Path) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _place(error: Exception, folder: Path, template: str) -> str:
    """`template:line` of the innermost template frame: Jinja2 gives its frames the template's own lines."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(folder))
    ]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(folder / template)

"""The Jinja2 door. In: a theme's folders, a template's name, values. Out: markup.

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
from bulletin.layout.compiled import CompiledTemplates
from bulletin.layout.themes import Theme


def render(theme: Theme, template: str, values: Mapping[str, object]) -> str:
    """The markup `template` (a path inside a theme's folder) makes of `values`. Raises as `render_in`."""
    return render_in(theme.folders, template, values)


def render_styles(theme: Theme, sheet: str, values: Mapping[str, object]) -> str:
    """The style sheet `sheet` of every folder of the theme, the farthest first. Raises as `render_in`."""
    having = [place for place, folder in enumerate(theme.folders) if (folder / sheet).is_file()]
    return "\n".join(render_in(theme.folders[place:], sheet, values) for place in reversed(having or [0]))


def render_in(folders: tuple[Path, ...], template: str, values: Mapping[str, object]) -> str:
    """The markup `template`, a path inside the first of `folders` that has it, makes of `values`.

    Raises InputError `layout.template-missing`, or `layout.template-broken` with `template:line` as its place.
    """
    try:
        return _environment(folders).get_template(template).render(values)
    except TemplateNotFound as error:
        raise InputError("layout.template-missing", place=str(folders[0]), name=error.name) from error
    except TemplateSyntaxError as error:
        place = f"{error.filename or template}:{error.lineno}"
        raise InputError("layout.template-broken", place=place, detail=error.message) from error
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
        place = _place(error, folders, template)
        raise InputError("layout.template-broken", place=place, detail=str(error)) from error


def compile_template(folder: Path, template: str) -> None:
    """Raise InputError `layout.template-broken` if a template is no Jinja2."""
    try:
        source = (folder / template).read_text(encoding="utf-8")
        _environment((folder,)).parse(source, template, str(folder / template))
    except TemplateSyntaxError as error:
        place = f"{folder / template}:{error.lineno}"
        raise InputError("layout.template-broken", place=place, detail=error.message) from error
    except UnicodeDecodeError as error:
        raise InputError("layout.template-broken", place=str(folder / template), detail=str(error)) from error


@cache
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=CompiledTemplates(),
    )


def _place(error: Exception, folders: tuple[Path, ...], template: str) -> str:
    """`template:line` of the innermost template frame: Jinja2 gives its frames the template's own lines."""
    roots = tuple(map(str, folders))
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(roots)
    ]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(folders[0] / template)

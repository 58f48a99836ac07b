"""Reads the files of the catalogue into entries and builds the model's dataclasses from them.

Every refusal is one sentence that names file, entry, key and what was expected.
"""

import csv
import io
from collections.abc import Hashable, Iterator
from dataclasses import fields
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError

Entry = TypeVar("Entry")
_UNKNOWN_KEY = ("unexpected_keyword_argument", "extra_forbidden")


class CatalogueError(ValueError):
    """The catalogue holds something it must not; the message says where, what, and what was expected."""


class _StrictLoader(yaml.CSafeLoader):
    """A YAML loader that refuses a key given twice."""


def _mapping_without_doubles(loader: _StrictLoader, node: yaml.MappingNode) -> dict[str, Any]:
    keys = [key.value for key, _ in node.value]
    double = next((key for key in keys if keys.count(key) > 1), None)
    if double is not None:
        raise yaml.MarkedYAMLError(
            problem=f"the key '{double}' is given twice; expected once", problem_mark=node.start_mark
        )
    return {str(key): value for key, value in loader.construct_mapping(node, deep=True).items()}


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_doubles)


@lru_cache(maxsize=50)
def _parsed(text: str) -> Any:
    """What a text of YAML holds, to be read and not changed: a text that was met before is not taken apart again."""
    return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader


def read_yaml(path: Path, sections: tuple[str, ...], head: tuple[str, ...] = ()) -> dict[str, Any]:
    """The lists of entries under `sections` of one YAML file, and what stands under the keys of `head`, unchecked; no
    other top-level key is allowed.
    """
    try:
        content = _parsed(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"{_name(path)}: the file is missing; expected the list of {sections[0]}") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{_name(path)}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError(f"{_name(path)}: line {line} is not valid YAML: {error.problem}") from None
    except yaml.reader.ReaderError as error:
        raise CatalogueError(
            f"{_name(path)}: character {error.position + 1} is not allowed in YAML: {error.reason}"
        ) from None
    if not isinstance(content, dict):
        raise CatalogueError(f"{_name(path)}: the file holds no entries; expected the key '{sections[0]}' with a list")
    for key in content:
        if key not in sections + head:
            raise CatalogueError(f"{_name(path)}: unknown key '{key}'; expected {' or '.join(head + sections)}")
    for section in sections:
        entries = content.get(section)
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise CatalogueError(f"{_name(path)}: key '{section}': a list of entries with keys was expected")
    return content


def read_csv(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a catalogue CSV with their line numbers; its header must be exactly `columns`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CatalogueError(f"{_name(path)}: the file is missing; expected the columns {', '.join(columns)}") from None
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{_name(path)}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if tuple(reader.fieldnames or ()) != columns:
            raise CatalogueError(
                f"{_name(path)}: the header is {','.join(reader.fieldnames or ()) or 'missing'}; "
                f"expected {','.join(columns)}"
            )
        for row in reader:
            if None in row or None in row.values():
                raise CatalogueError(f"{_name(path)}: line {reader.line_num}: expected {len(columns)} fields")
            yield reader.line_num, row
    except csv.Error as error:
        raise CatalogueError(
            f"{_name(path)}: the row that begins in line {reader.line_num + 1} is not CSV ({error}); "
            "expected every quotation mark to be closed"
        ) from None


@cache
def _validator(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def build(kind: type[Entry], entry: dict[str, Any], path: Path, label: str) -> Entry:
    """One dataclass of the model from an entry; CatalogueError names the key that is wrong."""
    try:
        built: Entry = _validator(cast(Hashable, kind)).validate_python(entry)
    except ValidationError as error:
        problem = _sentence(_first(error.errors()), kind)
        raise CatalogueError(f"{_name(path)}: {label}: {problem}") from None
    return built


def refuse_doubles(ids: list[str], path: Path, what: str) -> None:
    """Raise CatalogueError when an id occurs twice."""
    double = next((one for one in ids if ids.count(one) > 1), None)
    if double is not None:
        raise CatalogueError(f"{_name(path)}: {what} '{double}' is there twice; expected every id once")


def _first(problems: list[Any]) -> Any:
    """The problem to name: an unknown key before the missing one that it was probably meant to be."""
    return next((one for one in problems if one["type"] in _UNKNOWN_KEY), problems[0])


def _sentence(problem: Any, kind: type) -> str:
    key = ".".join(str(part) for part in problem["loc"] if part != kind.__name__)
    if problem["type"] in _UNKNOWN_KEY:
        nested = len(problem["loc"]) > 1
        return f"unknown key '{key}'" + ("; expected a key of the catalogue" if nested else _known_keys(key, kind))
    if problem["type"] in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return f"key '{key}' is missing; expected it in every entry"
    message = problem["msg"].removeprefix("Value error, ")
    if not key:
        return message
    return f"key '{key}' is {problem['input']!r}; expected: {_lower_first(message)}"


def _known_keys(key: str, kind: type) -> str:
    known = [field.name for field in fields(kind)]
    close = get_close_matches(key, known, n=1)
    return f"; did you mean '{close[0]}'?" if close else f"; expected one of {', '.join(known)}"


def _lower_first(message: str) -> str:
    return message[:1].lower() + message[1:]


def _name(path: Path) -> str:
    """The path as the reader knows it: from the project's folder on."""
    parts = path.parts
    data = max((n for n, part in enumerate(parts) if part == "data"), default=len(parts) - 1)
    return "/".join(parts[data:])

"""Read YAML as plain data, and find the line of any part of it when an error has to name one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from extractor.errors import PatternError, Place

Location = Sequence[int | str]
M = TypeVar("M", bound=BaseModel)
_CONSTANTS: Final = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
HOLDS: Final = ("rules", "macros", "off", "vendors", "chips", "metrics")


def read_yaml(path: Path) -> Any:
    """Return the file's data; raise PatternError with file and line where it is no YAML or not UTF-8."""
    try:
        return _read_events(yaml.parse(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PatternError(f"no valid YAML: {error.problem}", Place(path, line)) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise PatternError(f"not readable as UTF-8 YAML: {error}", Place(path, 1)) from error
    except OSError as error:
        raise PatternError(f"can't be read: {error.strerror}", Place(path, 1)) from error


def _read_events(events: Iterator[yaml.Event]) -> Any:
    """Build data from the parser's events, in half the time of PyYAML's own constructor.

    Scalars are read as in YAML 1.2's core: `on`, `no` and `2023-10-28` are words, as whoever writes a word list expects.
    """
    whole: list[Any] = []
    open_: list[list[Any]] = [whole]
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            open_[-1].append(_scalar(event.value) if event.implicit[0] else event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            open_.append([])
        elif isinstance(event, yaml.SequenceEndEvent):
            items = open_.pop()
            open_[-1].append(items)
        elif isinstance(event, yaml.MappingEndEvent):
            items = open_.pop()
            open_[-1].append(_mapping(items, event))
        elif isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="anchors and aliases are not used here", problem_mark=_mark(event))
    return whole[0] if whole else None


def _mapping(items: list[Any], end: yaml.Event) -> dict[Any, Any]:
    keys = items[::2]
    try:
        mapping = dict(zip(keys, items[1::2], strict=True))
    except TypeError:
        raise yaml.MarkedYAMLError(problem="a key is a word, not a list", problem_mark=_mark(end)) from None
    if len(mapping) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise yaml.MarkedYAMLError(problem=f"the key {twice!r} stands twice", problem_mark=_mark(end))
    return mapping


def _mark(event: yaml.Event) -> Any:  # the type stubs know two kinds of marks
    return event.start_mark


def _scalar(text: str) -> str | int | float | bool | None:
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] in "-+0123456789" and (number := _NUMBER.fullmatch(text)):
        return float(text) if number[1] else int(text)
    return text


def line_of(path: Path, location: Location) -> int:
    """Return the line, counted from 1, of the part of the file that `location` (keys and indexes) leads to."""
    node = yaml.compose(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    line = 1
    for step in location:
        child = _child(node, step)
        if child is None:
            break
        node, line = child
    return line


def line_of_entry(path: Path, key: str, id: str, rest: Location = ()) -> int:
    """Return the line of the entry with this id in the list `key` of the file, or of the part of it that `rest` leads to."""
    entries = read_yaml(path)[key]
    index = next(index for index, entry in enumerate(entries) if entry["id"] == id)
    return line_of(path, (key, index, *rest))


def _child(node: yaml.Node | None, step: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    return None


@dataclass(frozen=True)
class Source:
    """A file of a patterns folder, read but not yet checked. What a later `folder` says counts before an earlier one's."""

    path: Path
    data: Any
    folder: Path = Path()


def read_folder(folder: Path) -> list[Source]:
    """Return the folder's YAML files, in order of their paths; raise PatternError if there are none.

    What a file holds is told by its keys: `rules`, `macros` and `off`, `vendors`, `chips`, `metrics`.
    """
    paths = sorted(folder.rglob("*.yaml"))
    if not paths:
        what = f"no *.yaml file in {folder}" if folder.is_dir() else f"{folder} is no folder"
        raise PatternError(f"{what}; a rules folder holds at least one file *.yaml")
    return [_known(Source(path, read_yaml(path), folder)) for path in paths]


def _known(source: Source) -> Source:
    """Refuse a file that nobody would read."""
    if source.data is not None and (not isinstance(source.data, dict) or source.data.keys().isdisjoint(HOLDS)):
        held = ", ".join(map(str, source.data)) if isinstance(source.data, dict) else type(source.data).__name__
        message = f"it holds {held or 'nothing'}; a file holds at least one of {', '.join(HOLDS)}"
        raise PatternError(message, Place(source.path, 1))
    return source


def check(source: Source, model: type[M]) -> M:
    """Return the file checked against `model`; raise PatternError that names line, entry and what is allowed."""
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        # A misspelt key also makes another one missing: the misspelling is what to name.
        first = min(error.errors(), key=lambda entry: entry["type"] != "extra_forbidden")
        location = first["loc"]
        where = Place(source.path, line_of(source.path, location))
        raise PatternError(_explain(first, model), where, rule=_entry_id(source.data, location)) from error


def _entry_id(data: Any, location: Location) -> str | None:
    """The id of the rule or record that the location lies in."""
    found = None
    for step in location:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict) and "id" in data:
            found = str(data["id"])
    return found


def _explain(error: Any, model: type[BaseModel]) -> str:
    key = ".".join(map(str, error["loc"])) or "the file"
    if error["type"] == "extra_forbidden":
        allowed = ", ".join(_fields(model, error["loc"][:-1]))
        return f"unknown key {error['loc'][-1]!r}; allowed here: {allowed}"
    return f"{key}: {error['msg'].removeprefix('Value error, ')}, got {error['input']!r:.80}"


def _fields(model: type[BaseModel], location: Location) -> list[str]:
    """The keys allowed where the location leads, following the models' annotations."""
    for step in location:
        if isinstance(step, str) and step in model.model_fields:
            inner = _inner_model(model.model_fields[step].annotation)
            model = inner or model
    return list(model.model_fields)


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if inner := _inner_model(argument):
            return inner
    return None

"""The environment and paths: where the rules and the page are found, and (in `service`) what the service may be told.

Only this package reads the environment. Importing it costs nothing; `extractor.settings.service` loads pydantic-settings.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from extractor.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent.parent


def patterns_dir() -> Path:
    """Return the folder of rules and catalog: `CHIPWIRE_PATTERNS` if set, else the one shipped.

    Raises `SettingsError` if there is no such folder.

    >>> patterns_dir().name
    'patterns'
    """
    own = os.environ.get("CHIPWIRE_PATTERNS")
    if not own:
        return _shipped("patterns")
    if not Path(own).is_dir():
        raise SettingsError(f"CHIPWIRE_PATTERNS: {own!r} is no folder; give the path of a folder of rules, or unset it")
    return Path(own)


def rule_folders(own: Iterable[str | Path] = ()) -> tuple[Path, ...]:
    """Return the folders to read, in order: the one shipped, that of `CHIPWIRE_RULES`, the user's `own`; each once.

    >>> [folder.name for folder in rule_folders(["my_rules"])]
    ['patterns', 'my_rules']
    """
    named = os.environ.get("CHIPWIRE_RULES")
    return tuple(dict.fromkeys([patterns_dir(), *([Path(named)] if named else []), *map(Path, own)]))


def web_dir() -> Path:
    """Return the folder of the service's page. Raises `SettingsError` if it was not shipped.

    >>> web_dir().name
    'web'
    """
    return _shipped("web")


def _shipped(name: str) -> Path:
    """A wheel carries its data inside the package; a checkout, and an editable install of it, beside the package."""
    places = (_PACKAGE / "_data" / name, _PACKAGE.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise SettingsError(f"{name}/ is in none of {', '.join(map(str, places))}; install chipwire again")

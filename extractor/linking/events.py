"""Find what happened to a chip, and when."""

from __future__ import annotations

from extractor.reading import Reading
from extractor.schema import Event


class EventLinker:
    """Ties chips to events and their dates."""

    def link(self, reading: Reading) -> list[Event]:
        """Return each event once, in order of its first telling."""
        return []

"""The extractor's answers as an annotated article, ready to be corrected by hand."""

from __future__ import annotations

from pathlib import Path

from extractor.errors import GoldError
from extractor.evaluation.gold import Gold, GoldEvent, parse, render
from extractor.evaluation.marks import KEYS, LABELS, OWN_KEYS, GoldEntity, Value
from extractor.schema import AnyEntity, Article, Result

GENRE = "unsorted"


def to_gold(article: Article, result: Result, genre: str = GENRE) -> Gold:
    """Return the answers as gold. What a mark can't hold (an entity over a line end, or with a `|`) is left out.

    >>> import extractor
    >>> article = Article(id="a", text="It came in June 2022.")
    >>> to_gold(article, extractor.load().extract(article.text)).entities[0].attributes["value"]
    '2022-06'
    """
    entities = [_gold_entity(entity) for entity in result.entities if not set(entity.text) & set("\n|⟦⟧")]
    events = [GoldEvent(chip=event.chip, event=event.event, date=event.date) for event in result.events]
    labels = tuple(dict.fromkeys([*LABELS, *(entity.label for entity in entities)]))
    return Gold(article, genre, entities, events, labels)


def annotate(article: Article, result: Result, genre: str = GENRE) -> str:
    """Return the annotated article as text, in the corpus format. Raise GoldError where it can't be written so."""
    gold = to_gold(article, result, genre)
    marked = render(gold)
    if parse(marked, Path(f"{article.id}.txt"), article.id).article != article:
        raise GoldError(
            f"{article.id}: the text would not come back as it is; it ends with an empty line, or holds \\r"
        )
    return marked


def _gold_entity(entity: AnyEntity) -> GoldEntity:
    attributes = {key: _plain(key, getattr(entity, key, None)) for key in KEYS.get(entity.label, OWN_KEYS)}
    if entity.label == "CHIP" and attributes["vendor"] is None:
        del attributes["vendor"]
    if entity.label == "RATIO" and attributes["factor_max"] is None:
        del attributes["factor_max"]
    return GoldEntity(entity.label, entity.start, entity.end, entity.text, entity.field, attributes)


def _plain(key: str, value: object) -> Value:
    if key == "hedge" and value is None:
        return "none"
    return value if value is None or isinstance(value, float) else str(value)

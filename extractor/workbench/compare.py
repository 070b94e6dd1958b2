"""What a change of the rules changes: entities, values and events gained, lost and changed, and the scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from extractor.documents.read import read_articles
from extractor.documents.sentences import sentence_around
from extractor.errors import ArticleError, GoldError
from extractor.evaluation.gold import Gold, read_folder
from extractor.evaluation.score import LabelScore, judge, score
from extractor.schema import Article, Result
from extractor.workbench.versions import opened, run

Record = dict[str, Any]
ChangeKind = Literal["gained", "lost", "changed"]
_PLACE = ("label", "field", "start", "end", "text", "rule")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `rule` is the one that finds it now, or found it before; `detail` says which values changed."""

    kind: ChangeKind
    article: str
    label: str
    rule: str
    text: str
    sentence: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two versions, and the scores of both where the articles are annotated."""

    before: str
    after: str
    articles: int
    changes: list[Change]
    scores: list[tuple[str, LabelScore | None, LabelScore | None]]

    @property
    def is_worse(self) -> bool:
        """Is any score lower than before? Without scores: is there any difference?"""
        if not self.scores:
            return bool(self.changes)
        pairs = [(old, new) for _, old, new in self.scores if old is not None]
        return any(new is None or new.strict.f1 < old.strict.f1 or new.whole.f1 < old.whole.f1 for old, new in pairs)


def compare(before: str, after: str, corpus: Path, rules: str | None = None) -> Comparison:
    """Run two versions over a folder, annotated or plain, and return what differs. Raise ChipwireError if one can't run."""
    golds, articles = _read(corpus)
    with opened(before, rules) as old, opened(after, rules) as new:
        results = [run(version, articles) for version in (old, new)]
    changes = [
        change
        for article, one, other in zip(articles, *results, strict=True)
        for change in changes_of(article, one, other)
    ]
    scores = [_scores(golds, found) for found in results] if golds else [{}, {}]
    labels = dict.fromkeys([*scores[0], *scores[1]])
    table = [(label, scores[0].get(label), scores[1].get(label)) for label in labels]
    return Comparison(before, after, len(articles), changes, table)


def changes_of(article: Article, before: Record, after: Record) -> Iterator[Change]:
    """Yield the differences between two results of an article, in the order of the text, events last."""
    old, new = (_by_place(record) for record in (before, after))
    for place in sorted(old.keys() | new.keys()):
        one, other = old.get(place), new.get(place)
        if one is None or other is None:
            yield _change("lost" if other is None else "gained", article, other or one or {})
        elif detail := _detail(one, other):
            yield _change("changed", article, other, detail)
    told = [{(e["chip"], e["event"], e["date"]) for e in record.get("events", ())} for record in (before, after)]
    kinds: tuple[tuple[ChangeKind, set[Any]], ...] = (("lost", told[0] - told[1]), ("gained", told[1] - told[0]))
    for kind, events in kinds:
        for event in sorted(events, key=str):
            yield Change(kind, article.id or "", "EVENT", "events", " ".join(map(str, event)), article.title or "")


def _by_place(record: Record) -> dict[tuple[Any, ...], Record]:
    return {(e["field"] == "text", e["start"], e["end"], e["label"]): e for e in record["entities"]}


def _detail(one: Record, other: Record) -> str:
    keys = [key for key in {**one, **other} if key not in _PLACE and one.get(key) != other.get(key)]
    return "; ".join(f"{key}: {one.get(key)} → {other.get(key)}" for key in keys)


def _change(kind: ChangeKind, article: Article, entity: Record, detail: str = "") -> Change:
    text = (article.title if entity["field"] == "title" else article.text) or ""
    sentence = " ".join(sentence_around(text, entity["start"], entity["end"]).split())
    return Change(kind, article.id or "", entity["label"], entity["rule"], entity["text"], sentence, detail)


def _read(corpus: Path) -> tuple[list[Gold], list[Article]]:
    """Annotated articles, or plain ones where the folder holds none."""
    try:
        golds = read_folder(corpus)
        return golds, [gold.article for gold in golds]
    except GoldError:
        articles = [article for article in read_articles(str(corpus)) if isinstance(article, Article)]
    if not articles:
        raise ArticleError(f"{corpus}: no article in this folder, annotated or plain")
    return [], articles


def _scores(golds: Sequence[Gold], records: Sequence[Record]) -> dict[str, LabelScore]:
    """The scores by label; none for results of another shape than this version's."""
    try:
        results = [Result.model_validate(record) for record in records]
    except ValidationError:
        return {}
    verdicts = [v for gold, result in zip(golds, results, strict=True) for v in judge(gold, result)]
    return {row.label: row for row in score(verdicts)}

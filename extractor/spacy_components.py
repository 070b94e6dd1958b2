"""chipwire in a spaCy pipeline: `nlp.add_pipe("chipwire")`, or one label's component alone.

The factories are found through spaCy's entry points as soon as chipwire is installed:

| factory | finds |
|---|---|
| `chipwire` | all labels |
| `chipwire_chips`, `chipwire_vendors`, `chipwire_ratios`, `chipwire_dates` | one label |

A component reads `doc.text` with chipwire's own tokenizer and lays what it finds over the doc's tokens, whatever
tokenizer made them. It sets `doc.ents` (an entity of its own wins over one that stood there), `doc.spans["chipwire"]`
(span id = the rule's id, kb_id = the catalog's id) and `doc._.chipwire` (the whole `Result`). Relative dates are read
against `doc._.published`, a date or YYYY-MM-DD, if it is set before the component runs. All of it survives `DocBin` with
`store_user_data=True`, `Doc.to_bytes` and `nlp.pipe(..., n_process=2)`.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("chipwire")
>>> nlp("It came in October 2023.")._.chipwire.article.words
5
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import ensure_path, filter_spans

from extractor.pipeline import Extractor
from extractor.schema import AnyEntity, Result
from extractor.settings import rule_folders

LABELS: Final = {"chips": "CHIP", "vendors": "VENDOR", "ratios": "RATIO", "dates": "DATE"}
COLORS: Final = {"CHIP": "#9fd3ee", "VENDOR": "#e3b8ec", "RATIO": "#ffe08a", "DATE": "#b6e3a8"}  # for displaCy
_RESULT, _PUBLISHED = "chipwire_result", "chipwire_published"


@functools.lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...]) -> Extractor:
    """Four components of one pipeline share one extractor."""
    return Extractor(folders)


class ChipwireComponent:
    """A spaCy component. `labels`: those to set, all if None; `rules`: a folder of the user's own rules, or None.

    The rules are read when the first doc comes, or by `from_disk` from where `to_disk` put them: a pipeline that was saved
    does not need the folder that it was made with.
    """

    def __init__(self, name: str, labels: list[str] | None, rules: str | None) -> None:
        self.name, self._wanted = name, labels
        self._folders = rule_folders([rules] if rules else [])

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it sets, those of the user's own rules included."""
        own = (loaded.label for loaded in _load(self._folders).rules.rules.values() if loaded.label != "CUE")
        return tuple(self._wanted or dict.fromkeys([*LABELS.values(), *own]))

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of a doc. Raise PatternError for rules that are wrong, ArticleError for a bad date."""
        result = _load(self._folders).extract(doc.text, published=doc._.published)
        wanted = [entity for entity in result.entities if self._wanted is None or entity.label in self._wanted]
        spans = [span for entity in wanted if (span := _span(doc, entity)) is not None]
        doc.set_ents(filter_spans([*spans, *_others(doc, spans)]))
        doc.spans["chipwire"] = [*doc.spans.get("chipwire", []), *spans]
        doc.user_data[_RESULT] = result.model_dump_json()
        return doc

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy passes it
        """Write the rules and the catalog into the folder `path`."""
        for number, folder in enumerate(self._folders):
            shutil.copytree(folder, ensure_path(path) / str(number), dirs_exist_ok=True)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> ChipwireComponent:  # noqa: ARG002
        """Read what `to_disk` wrote: the pipeline finds what it found when it was saved."""
        self._folders = tuple(sorted(Path(ensure_path(path)).iterdir()))
        return self


def _span(doc: Doc, entity: AnyEntity) -> Span | None:
    identifier: Any = getattr(entity, "id", None) or ""
    return doc.char_span(
        entity.start, entity.end, entity.label, identifier, alignment_mode="expand", span_id=entity.rule
    )


def _others(doc: Doc, spans: list[Span]) -> list[Span]:
    covered = {token.i for span in spans for token in span}
    return [span for span in doc.ents if covered.isdisjoint(range(span.start, span.end))]


def _register(name: str, labels: list[str] | None) -> None:
    @Language.factory(name, default_config={"rules": None}, assigns=["doc.ents", "doc.spans", "doc._.chipwire"])
    def create(nlp: Language, name: str, rules: str | None) -> ChipwireComponent:  # noqa: ARG001 - spaCy passes it
        return ChipwireComponent(name, labels, rules)


def _result(doc: Doc) -> Result | None:
    """The result; kept as JSON, so that a doc can be written wherever spaCy writes one."""
    written = doc.user_data.get(_RESULT)
    return Result.model_validate_json(written) if written else None


def _set_published(doc: Doc, published: Any) -> None:
    doc.user_data[_PUBLISHED] = None if published is None else str(published)[:10]


Doc.set_extension("published", getter=lambda doc: doc.user_data.get(_PUBLISHED), setter=_set_published, force=True)
Doc.set_extension("chipwire", getter=_result, force=True)
_register("chipwire", None)
for _part, _label in LABELS.items():
    _register(f"chipwire_{_part}", [_label])

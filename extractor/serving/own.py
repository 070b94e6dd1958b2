"""The rules that requests bring: compiled once for as long as the same ones keep coming."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from extractor.errors import PatternError
from extractor.rules.schema import Rule
from extractor.serving.problems import FieldError, ProblemType, RefusedError
from extractor.serving.requests import Limits

if TYPE_CHECKING:  # the service's own process loads no spaCy
    from extractor.pipeline import Extractor
    from extractor.rules.own import OwnRules

MOST_KEPT: Final = 16


class OwnRulesCache:
    """Compiles rules, and keeps those used last, by what they say: no request gets any but its own."""

    def __init__(self, chipwire: Extractor, limits: Limits) -> None:
        self._chipwire, self._limits = chipwire, limits
        self._kept: OrderedDict[bytes, OwnRules] = OrderedDict()

    def get(self, rules: Sequence[Rule]) -> OwnRules:
        """Return the compiled rules. Raises `RefusedError`, which names the field, for one that is wrong."""
        key = b"\n".join(rule.__pydantic_serializer__.to_json(rule) for rule in rules)
        own = self._kept.pop(key, None) or self._compile(rules)
        self._kept[key] = own
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return own

    def _compile(self, rules: Sequence[Rule]) -> OwnRules:
        from extractor.rules.own import Bounds

        try:
            return self._chipwire.compile(rules, Bounds(self._limits.max_rules_tokens, self._limits.max_match_words))
        except PatternError as error:
            # of two rules with one id the later is wrong
            index = max(at for at, rule in enumerate(rules) if rule.id == error.rule)
            wrong = FieldError(field=f"options.rules[{index}]", detail=error.message)
            raise RefusedError(ProblemType.INVALID, f"{wrong.field}: {wrong.detail}", [wrong]) from None

"""The order of the stages, in one place: parse, find, resolve, link, assemble, render."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extractor.catalog.load import Catalog
from extractor.components.chips.matcher import ChipFinder
from extractor.components.dates.matcher import DateFinder, check_reader
from extractor.components.own.matcher import find_own
from extractor.components.ratios.matcher import RatioFinder
from extractor.components.ratios.metrics import metric_macros
from extractor.components.vendors.matcher import VendorFinder
from extractor.errors import ArticleError, ChipwireError, PatternError
from extractor.facts import assemble
from extractor.failures import failure
from extractor.linking.claims import ClaimLinker
from extractor.linking.events import EventLinker
from extractor.linking.evidence import settle_names
from extractor.linking.memory import Memory
from extractor.linking.owners import Owners
from extractor.reading import Reading
from extractor.render import render
from extractor.rules.layers import check_off
from extractor.rules.load import RuleSet
from extractor.rules.own import Bounds, OwnRules, merge
from extractor.rules.predicates import fold
from extractor.rules.schema import Rule
from extractor.rules.source import Source, read_folder
from extractor.schema import Article, ArticleInfo, Failure, Result
from extractor.tokenizer import create_tokenizer
from extractor.tokens import TokenReader, Tokens, Word

MOST_CHARACTERS = 5_000_000


class Extractor:
    """Rules and catalog, compiled once, ready to read articles. One instance serves one thread at a time."""

    def __init__(self, folders: Sequence[Path]) -> None:
        sources = [source for folder in folders for source in read_folder(folder)]
        check_off(sources)
        self.rules_version = _version(sources)
        pattern_tokenizer = create_tokenizer()
        self.rules = RuleSet([*metric_macros(sources), *filter(_holds_rules, sources)], pattern_tokenizer)
        self.catalog = Catalog(sources)
        self._vendors = VendorFinder(self.catalog, pattern_tokenizer)
        self._chips = ChipFinder(self.catalog, pattern_tokenizer)
        self._memory = Memory(self.catalog, self._chips.families_of)
        self._owners = Owners(self.catalog)
        self._dates = DateFinder(self.catalog)
        self._ratios = RatioFinder(sources)
        self._claims = ClaimLinker(self.catalog)
        self._events = EventLinker(self.catalog)
        self._tokens = TokenReader(self._create_word)

    def extract(
        self,
        text: str,
        published: str | dt.date | None = None,
        title: str | None = None,
        id: str | None = None,
        own: OwnRules | None = None,
        discarded: bool = False,
    ) -> Result:
        """Return all that is found in one article, by `own` rules (see `compile`) too, and what was `discarded` if asked for.

        `published` is the day it appeared, a date or YYYY-MM-DD; relative dates are read against it. Offsets are code
        points over `text` (or `title`, where an entity's `field` says so). Raise ArticleError for a date that is none and
        for more than 5,000,000 characters.
        """
        begun = time.perf_counter()
        anchor = _date(published)
        whole = f"{title}\n\n{text}" if title else text
        if len(whole) > MOST_CHARACTERS:
            raise ArticleError(
                f"the article has {len(whole):,} characters; at most {MOST_CHARACTERS:,} are read: split it into articles"
            )
        reading = self.read(whole, anchor, discarded, own)
        events = self._events.link(reading)
        facts = assemble(reading, events)
        info = ArticleInfo(id=id, title=title, published=anchor, words=reading.tokens.count)
        return render(reading, facts, events, info, self.rules_version, begun)

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Result | Failure]:
        """Yield one answer an article, in order; an article that can't be read is answered with a Failure."""
        for article in articles:
            try:
                yield self.extract(article.text, article.published, article.title, article.id)
            except ChipwireError as error:
                yield failure(article.id, error, title=article.title, published=article.published)

    def compile(self, rules: Sequence[Rule], bounds: Bounds | None = None) -> OwnRules:
        """Return rules ready to be given to `extract`: they are tried on that article alone, beside those loaded.

        They may use the macros of those loaded. Raises PatternError, which names the rule, for one that is wrong.

        >>> import extractor
        >>> from extractor.rules.schema import Rule
        >>> chipwire = extractor.load()
        >>> own = chipwire.compile([Rule(id="own.price", label="PRICE", pattern=[{"ORTH": "$"}, "$number"])])
        >>> [entity.text for entity in chipwire.extract("It costs $499.", own=own).entities]
        ['$499']
        """
        for rule in rules:
            try:
                check_reader(rule)
            except ValueError as error:
                raise PatternError(str(error), rule=rule.id) from error
        return OwnRules(rules, self.rules, bounds)

    def read(self, text: str, anchor: dt.date | None, explain: bool = False, own: OwnRules | None = None) -> Reading:
        """Run the stages up to linked entities; offsets and spans are those of words. `explain` keeps what was discarded."""
        tokens = self.split(text)
        matches = self.rules.scan(tokens)
        if own:
            matches = merge(matches, own.scan(tokens))
        reading = Reading(tokens, anchor, self.rules.cues(tokens), matches, taken=bytearray(len(tokens.words)))
        reading.discarded = [] if explain else None
        reading.add(settle_names(reading, self._vendors.find(reading), self._chips.find(reading), self.catalog))
        reading.add(self._owners.numbered(reading))
        reading.add(self._memory.recall(reading))
        self._owners.assign(reading)
        reading.add(self._dates.find(reading))
        reading.add(self._ratios.find(reading))
        reading.add(find_own(reading))
        self._claims.link(reading)
        return reading

    def split(self, text: str) -> Tokens:
        """Return the text's words, as the rules see them."""
        return self._tokens.read(text)

    def _create_word(self, text: str) -> Word:
        kind = self.rules.classes.classify(text)
        return Word(
            text, fold(text), kind, self.rules.flags(kind) | self._vendors.flags(text) | self._chips.flags(text)
        )


def _holds_rules(source: Source) -> bool:
    return isinstance(source.data, dict) and not source.data.keys().isdisjoint(("rules", "macros", "off"))


def _version(sources: list[Source]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.path.name.encode() + b"\0" + source.path.read_bytes())
    return digest.hexdigest()[:12]


def _date(published: str | dt.date | None) -> dt.date | None:
    if isinstance(published, dt.datetime):
        return published.date()
    if published is None or isinstance(published, dt.date):
        return published
    try:
        return dt.date.fromisoformat(published)
    except ValueError:
        raise ArticleError(f"published: {published!r} is no date; write it as YYYY-MM-DD, or leave it out") from None

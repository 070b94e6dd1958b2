"""A rules file to begin with: it loads, proves itself, and says in comments what may be changed."""

from __future__ import annotations

from typing import Final

from pydantic import ValidationError

from extractor.errors import PatternError
from extractor.rules.schema import Rule

_SKELETON: Final = """\
# Rules of your own: `chipwire rules check FOLDER` checks them, `chipwire extract FILE --rules FOLDER` uses them.
macros:                          # words and patterns with a name, shared by all files of the folder
  {name}-amount: {{token: {{TEXT: {{REGEX: '^[0-9][0-9.,]*$'}}}}}}   # one token, in spaCy's form
  {name}-unit: {{words: [piece, pieces]}}                      # any of these words or phrases
rules:
  - id: {id}
    label: {label}               # CHIP, VENDOR, RATIO, DATE, or a label of your own
    description: An amount of pieces.
    patterns:                    # any of them; words are matched whatever their case
      - ${name}-amount ${name}-unit
      - a|one single? ${name}-unit
    # before: with|of            # what must stand before it (after: behind it), and is no part of it
    # value: pieces              # what it means; left out, the words themselves
    # priority: 1                # of matches of equal length the higher counts
    examples:                    # marked: what the rule finds; each is run as a test
      - They shipped ⟦4,000 pieces|{label}⟧ and kept ⟦a single piece|{label}⟧.
    counterexamples:             # sentences in which it finds nothing
      - It fell to pieces.
# off: [dates.holiday]           # leaves out rules, vendors, chips or metrics of earlier folders
"""


def skeleton(id: str, label: str) -> str:
    """Return a commented rules file with one rule. Raise PatternError for an id or a label that would be refused.

    >>> skeleton("prices.dollars", "PRICE").splitlines()[5]
    '  - id: prices.dollars'
    """
    try:
        Rule(id=id, label=label, pattern=("pieces",))
    except ValidationError as error:
        raise PatternError(error.errors()[0]["msg"].removeprefix("Value error, ")) from None
    return _SKELETON.format(id=id, label=label, name=id.replace(".", "-"))

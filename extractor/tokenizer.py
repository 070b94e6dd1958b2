"""spaCy's English tokenizer, with affixes, infixes and exceptions made for technology news.

What differs from the stock one, and why:

- Letters and digits stay together (`M7g`, `80GB`, `4x`, `9950X3D`, `8480+`): model numbers and multipliers are one word.
- Every hyphen, dash and slash between characters splits (`A100-80GB`, `3-4x`, `mid-2025`, `M1/M2`), so that one pattern
  serves "Cortex-A76" and "Cortex A76", and an entity can end before "-based".
- `%`, trademark signs and brackets split wherever they stand; a full stop between words splits where a space was lost.
- Contractions stay whole ("won't"); possessive 's is cut off. Abbreviations keep their full stop; no emoticons.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from spacy.attrs import ORTH
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

HYPHENS: Final = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
QUOTES: Final = "\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2032\u2033"
CACHED_WORDS: Final = 200_000

_TRADEMARK = r"\((?:R|TM|C|r|tm|c)\)|[\u2122\u00ae\u00a9\u2120]"
_CURRENCY = r"(?:US|A|C|HK|NT|S|R)?[$]|[\u20ac\u00a3\u00a5\u20b9\u20a9]"
_POSSESSIVE = r"['\u2019\u2018\u02bc](?:s|S)"
_PREFIXES = [
    _TRADEMARK,
    rf"[{QUOTES}]+",
    r"[(\[{\u3010<>~\u2248\u2264\u2265*\u2022\u2023\u25aa\u25cf\u00b7#=|_^&]",
    _CURRENCY,
    rf"[{HYPHENS}]+",
    r"\+(?=[A-Za-z0-9])",
    r"\u2026|\.{2,}",
    r"[,;:!?%/](?=.)",
]
_SUFFIXES = [
    _TRADEMARK,
    _POSSESSIVE,
    rf"[{QUOTES}]+",
    r"[)\]}\u3011>,;:!?%*=|~_^&\u2022]",
    r"[\u20ac\u00a3\u00a5]",
    rf"[{HYPHENS}/]+",
    r"\u2026|\.{2,}",
    r"(?<=[a-z0-9+%)\]\u2019\u201d'\"\u2122\u00ae\u00e0-\u024f])\.",
    r"(?<=[A-Z][A-Z])\.",
    r"(?<=[a-z0-9][A-Z])\.",
]
_INFIXES = [
    _TRADEMARK,
    rf"[{HYPHENS}]+",
    r"[/\\|]",
    r"(?<=\d)%",
    r"(?<=\d)\*(?=[A-Z])",  # "4*Cortex"
    r"[()\[\]{}\u3010\u3011<>=;\u201c\u201d\"\u2026\u2192\u2022]|\.{2,}",
    r"(?<=[a-z\u00e0-\u024f0-9)]{2})[.!?](?=[A-Z][A-Za-z'\u2019])",
    r"(?<=[\w)])[.,](?=\[\d)",  # a footnote's number
    r"(?<=\w),(?=[A-Za-z])|(?<=[A-Za-z]),(?=\d)",
    r"(?<=[A-Za-z]{2}):(?=[A-Za-z])",
    r"(?<=[A-Za-z]{2})[+&](?=[A-Z][a-z]|[A-Z]{3})",
    # A scraper lost the space: "moreAMD", "processThe".
    r"(?<=[a-z]{3})(?=(?:AMD|ARM|IBM|TSMC|NVIDIA|Nvidia|Intel|Apple|Google|Samsung|Qualcomm|The|This|However)(?![a-z]))",
    rf"(?<=\w){_POSSESSIVE}(?=[{HYPHENS}])",
]
_URL = re.compile(
    r"(?:https?|ftp)://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|edu|gov|io|co\.uk|html?)(?:/\S*)?"
)
ABBREVIATIONS: Final = frozenset(
    """
    Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. JAN. FEB. MAR. APR. AUG. SEPT. OCT. NOV. DEC.
    Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sun. Inc. Corp. Co. Ltd. Bros. Pty. Cos. LLC. INC. CORP.
    CO. LTD. S.A. N.V. A.G. B.V. S.p.A. K.K. Pte. Bhd. GmbH. Mr. Mrs. Ms. Dr. Prof. Sr. Jr. St. Gen. Sen. Rep.
    Gov. Lt. Col. Hon. Rev. vs. Vs. VS. No. Nos. no. approx. est. etc. e.g. i.e. cf. al. ca. Fig. fig. Ph.D.
    a.m. p.m. A.M. P.M. a.k.a. ft. in. Vol. vol. U.S. U.K. U.N. E.U. U.S.A. D.C. L.A. Calif. Mass. Conn. Wash.
    Ore. Ariz. Tex. Colo. Ill. Mich. Minn. Fla. Va. Md. Pa. N.Y. N.J. Dept. Univ. Assn. Ave. Blvd. Mt. Ft. Gens.
    """.split()
)


# Words that the tokenizer leaves as they are, with a blank between; asking it takes many times as long.
PLAIN: Final = re.compile(r"(?:[A-Z]*[a-z0-9]+|[A-Z]+)(?: (?:[A-Z]*[a-z0-9]+|[A-Z]+))*")


def create_splitter(tokenizer: Tokenizer) -> Callable[[str], list[str]]:
    """Return a function that splits a phrase into the tokenizer's words; plain words it splits by itself, as they come.

    >>> create_splitter(create_tokenizer())("Core Ultra i9-14900K")
    ['Core', 'Ultra', 'i9', '-', '14900K']
    """

    def split(phrase: str) -> list[str]:
        if PLAIN.fullmatch(phrase):
            return phrase.split(" ")
        return [token.text for token in tokenizer(phrase)]

    return split


def create_tokenizer(nlp: English | None = None) -> Tokenizer:
    """Return the tokenizer; pass an `English` to build it on that pipeline's vocabulary.

    >>> [t.text for t in create_tokenizer()("The A100-80GB is 2.5x faster than Intel's i9-14900K.")]
    ['The', 'A100', '-', '80GB', 'is', '2.5x', 'faster', 'than', 'Intel', "'s", 'i9', '-', '14900K', '.']
    """
    tokenizer = Tokenizer(
        nlp.vocab if nlp else Vocab(),  # without the attributes of English: nothing but a word's text is asked for
        rules={word: [{ORTH: word}] for word in ABBREVIATIONS},
        prefix_search=compile_prefix_regex([f"(?:{piece})" for piece in _PREFIXES]).search,
        suffix_search=compile_suffix_regex([f"(?:{piece})" for piece in _SUFFIXES]).search,
        infix_finditer=compile_infix_regex(_INFIXES).finditer,
        url_match=_URL.fullmatch,
    )
    tokenizer.max_cache_size = CACHED_WORDS
    return tokenizer

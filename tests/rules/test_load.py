"""Rules files: what is found, and what is refused with file, line, rule and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import PatternError
from extractor.rules.load import RuleSet
from extractor.rules.predicates import fold
from extractor.rules.source import read_folder
from extractor.tokenizer import create_tokenizer
from extractor.tokens import TokenReader, Word

TOKENIZER = create_tokenizer()


def load(folder: Path, **files: str) -> RuleSet:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return RuleSet(read_folder(folder), TOKENIZER)


def found(rules: RuleSet, text: str) -> list[tuple[str, str]]:
    def create(word: str) -> Word:
        kind = rules.classes.classify(word)
        return Word(word, fold(word), kind, rules.flags(kind))

    tokens = TokenReader(create).read(text)
    return [
        (match.rule.id, text[tokens.starts[match.start] : tokens.end_of(match.end - 1)])
        for matches in rules.scan(tokens).values()
        for match in matches
    ]


RULES = r"""
macros:
  n: {token: {TEXT: {REGEX: '^\d+$'}}}
  better: {words: [faster, more energy-efficient]}
  span: {any: [$n, $n - $n]}
rules:
  - {id: a.times, label: RATIO, pattern: "$span times|x very{0,2} $better?"}
  - {id: a.list, label: RATIO, pattern: [a, {LOWER: factor}, of, $n]}
  - {id: a.year, label: DATE, before: [{LOWER: {NOT_IN: [windows, office]}}, in?], pattern: "$n", after: [{LOWER: ok}]}
  - {id: a.called, label: CHIP, before: chip called|named, pattern: [{IS_TITLE: true, OP: "{1,2}"}], after: "by"}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("3 times", [("a.times", "3 times")], id="bare"),
        pytest.param("3-4 x", [("a.times", "3-4 x"), ("a.times", "4 x")], id="macro of patterns"),
        pytest.param("3–4 x", [("a.times", "3–4 x"), ("a.times", "4 x")], id="any dash is a hyphen"),
        pytest.param(
            "3 TIMES very very more energy\u2011efficient",
            [
                ("a.times", "3 TIMES"),
                ("a.times", "3 TIMES very"),
                ("a.times", "3 TIMES very very"),
                ("a.times", "3 TIMES very very more energy\u2011efficient"),
            ],
            id="phrase, repeat, case",
        ),
        pytest.param("a factor of 5", [("a.list", "a factor of 5")], id="list of items"),
        pytest.param("a chip called Red Star by Acme", [("a.called", "Red Star")], id="context is no part"),
        pytest.param("a chip called Red Star from Acme", [], id="context is asked for"),
        pytest.param("won 2000 ok", [("a.year", "2000")], id="context that nearly every word starts"),
        pytest.param("Windows 2000 ok", [], id="such a context is asked for too"),
        pytest.param("2000 ok", [], id="such a context needs a word"),
        pytest.param("3\n\ntimes", [], id="no match across paragraphs"),
        pytest.param("3\u00a0times", [("a.times", "3\u00a0times")], id="no-break space"),
    ],
)
def test_finds(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(load(tmp_path, rules=RULES), text) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("rules:\n  - {id: a.b, lable: X, pattern: x}", r"bad.yaml:2: .*rule 'a.b': unknown key 'lable'; allowed here: id,", id="typo"),
        pytest.param("rules:\n  - id: a.b\n    label: X", "bad.yaml:2: rule 'a.b': rules.0: .*either 'pattern' or 'patterns'", id="no pattern"),
        pytest.param("rules: [", "bad.yaml:2: no valid YAML", id="no YAML"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: $no}", "bad.yaml:2: rule 'a.b': unknown macro \\$no; known: none", id="unknown macro"),
        pytest.param("macros:\n  a: {any: [$a]}\nrules:\n  - {id: a.b, label: X, pattern: $a}", "contains itself: a > a", id="macro in itself"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: x, label: Y}", "bad.yaml:2: no valid YAML: the key 'label' stands twice", id="key twice"),
        pytest.param("rules: &x []\noff: *x", "bad.yaml:2: no valid YAML: anchors and aliases are not used", id="alias"),
        pytest.param("macros:\n  a: {}", "exactly one of 'words', 'token', 'any'", id="empty macro"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: [{LOWR: x}]}", "unknown token attribute 'LOWR'; allowed: TEXT, ORTH, LOWER", id="unknown attribute"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: [{LOWER: {regx: x}}]}", "unknown operator 'regx' of LOWER; allowed: IN, NOT_IN, REGEX", id="unknown operator"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: [{LOWER: Nvidia}]}", "'Nvidia' can never match; write 'nvidia'", id="upper-case LOWER"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: [{TEXT: {REGEX: '^(a+)+$'}}]}", "repeats a repeat", id="exponential REGEX"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: [{TEXT: {REGEX: '('}}]}", "is no regular expression", id="broken REGEX"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: [{LOWER: x, OP: '*'}]}", "OP '\\*' is not allowed; a repeat is bounded", id="unbounded repeat"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: 'x{3,99}'}", "the bounds are 0 <= n <= m <= 12", id="too many repeats"),
        pytest.param("rules:\n  - {id: a.b, label: X, pattern: x}\n  - {id: a.b, label: X, pattern: y}", "bad.yaml:3: rule 'a.b': the id is taken", id="id twice"),
        pytest.param("rules:\n  - {id: a.b, label: CUE, pattern: x}", "label CUE says in 'cue' what kind", id="cue without kind"),
        pytest.param("rules:\n  - {id: a.b, label: CUE, cue: statsu, pattern: x}", "bad.yaml:2: rule 'a.b': rules.0.cue: .*'status' or 'event'", id="unknown kind of cue"),
    ],
)  # fmt: skip
def test_refuses(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(PatternError, match=message):
        load(tmp_path, bad=content)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match=r"no \*.yaml file"):
        read_folder(tmp_path)


def test_words_of_yaml_are_words(tmp_path: Path) -> None:
    """`on`, `no` and a date are no booleans and no dates in a word list."""
    rules = load(tmp_path, rules="rules:\n  - {id: a.b, label: X, patterns: [on, no, 'yes']}")
    assert [surface for _, surface in found(rules, "on no yes")] == ["on", "no", "yes"]


CUES = """
rules:
  - {id: c.ahead, label: CUE, cue: direction, value: ahead, pattern: [will]}
  - {id: c.after, label: CUE, cue: direction, value: past, before: [it], pattern: [was|shipped]}
  - {id: c.launch, label: CUE, cue: event, value: announced, pattern: [launched]}
"""


def test_cues_are_found_where_they_are_asked_for(tmp_path: Path) -> None:
    rules = load(tmp_path, cues=CUES)

    def create(word: str) -> Word:
        kind = rules.classes.classify(word)
        return Word(word, fold(word), kind, rules.flags(kind))

    tokens = TokenReader(create).read("it will ship and it shipped they launched launched")
    cues = rules.cues(tokens)
    assert [(match.start, match.rule.id) for match in cues.between("direction", 1, 6)] == [
        (1, "c.ahead"),
        (5, "c.after"),
    ]
    assert [match.start for match in cues.between("direction", 2, 9)] == [5]
    assert [match.start for match in cues.between("event", 8, 9)] == [8]
    assert [match.start for match in cues.of("event")] == [7, 8]
    assert sorted(match.start for match in cues.all()) == [1, 5, 7, 8]
    assert rules.scan(tokens) == {}

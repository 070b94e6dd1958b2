"""Direction from cues alone, without the rules."""

from __future__ import annotations

import pytest

from extractor.components.dates.direction import Cue, find_direction, longest

VALUES = {
    "will": "ahead",
    "said": "past",
    "struck": "past",
    "by": "leaning-ahead",
    "plans": "ahead",
    "originally": "this-year",
}


def direction_of(sentence: str, date: str) -> str | None:
    words = sentence.split()
    cues = [Cue(index, index + 1, VALUES[word]) for index, word in enumerate(words) if word in VALUES]
    at = words.index(date)
    return find_direction(words, at, at + 1, cues)


@pytest.mark.parametrize(
    ("sentence", "date", "direction"),
    [
        pytest.param("it will ship friday", "friday", "ahead", id="before-it"),
        pytest.param("on friday , it said so", "friday", "past", id="behind-it"),
        pytest.param("it said tuesday that it will ship friday", "tuesday", "past", id="nearest-first"),
        pytest.param("it said tuesday that it will ship friday", "friday", "ahead", id="nearest-second"),
        pytest.param("they , who struck friday , will return monday", "friday", "past", id="in-a-relative-clause"),
        pytest.param("they , who struck friday , will return monday", "monday", "ahead", id="behind-a-relative-clause"),
        pytest.param("by friday all is over", "friday", "ahead", id="a-preposition-alone"),
        pytest.param("it said so by friday", "friday", "past", id="a-verb-before-a-preposition"),
        pytest.param("it said of a , acme , on friday , which will go", "friday", "past", id="behind-a-name-set-off"),
        pytest.param("it was originally due in march", "march", "this-year", id="a-plan-of-old"),
        pytest.param("the friday talks", "friday", None, id="nothing-tells"),
    ],
)
def test_direction(sentence, date, direction):
    assert direction_of(sentence, date) == direction


def test_a_longer_cue_hides_those_within_it():
    assert longest([Cue(2, 3, "past"), Cue(0, 3, "ahead"), Cue(4, 5, "past")]) == [
        Cue(0, 3, "ahead"),
        Cue(4, 5, "past"),
    ]

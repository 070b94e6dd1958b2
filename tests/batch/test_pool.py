from collections.abc import Iterator

import pytest

from extractor.batch.answer import Orders
from extractor.batch.pool import WINDOW, Pool
from extractor.documents.raw import Raw
from tests.batch.stub import Stub


def chunks(count: int, drawn: list[int]) -> Iterator[list[Raw]]:
    for number in range(count):
        drawn.append(number)
        yield [Raw(f"{number}.{place}", "text", b"Intel") for place in range(number % 3)]


@pytest.mark.parametrize("forks", [True, False], ids=["fork", "spawn"])
def test_chunks_are_answered_in_order_and_drawn_as_they_can_be_worked_on(forks: bool) -> None:
    drawn: list[int] = []
    answered = []
    with Pool(Stub, Orders(), processes=2, forks=forks) as pool:
        for answers in pool.answers(chunks(100, drawn)):
            assert len(drawn) - len(answered) <= WINDOW * 2
            answered.append(len(answers))
    assert answered == [number % 3 for number in range(100)]


def test_a_pool_has_no_more_processes_than_chunks() -> None:
    with Pool(Stub, Orders(), processes=64) as pool:
        assert [len(answers) for answers in pool.answers([[Raw("a", "text", b"One.")]])] == [1]
        assert len(pool._workers) == 1

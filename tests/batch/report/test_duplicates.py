from extractor.batch.report.duplicates import Duplicates

ARTICLE = " ".join(f"word{number}" for number in range(400))
OTHER = " ".join(f"term{number}" for number in range(400))


def test_reprints_are_one_group() -> None:
    texts = [
        ARTICLE,
        OTHER,
        ARTICLE + " Reprinted by permission.",
        ARTICLE.upper(),
        OTHER[: len(OTHER) // 2],
        "Short.",
        "Short.",
    ]
    duplicates = Duplicates()
    assert [duplicates.group(text, number) for number, text in enumerate(texts)] == [0, 1, 0, 0, 4, 5, 6]

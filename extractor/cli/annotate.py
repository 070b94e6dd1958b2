"""`chipwire annotate`: answers to be corrected by hand. `chipwire convert`: annotations to and from other tools."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.errors import told
from extractor.cli.show import counted
from extractor.schema import Article, Failure

if TYPE_CHECKING:
    from extractor.pipeline import Extractor


def annotate(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, quoted globs of plain articles.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write to.")],
    genre: Annotated[str, typer.Option(help="The genre to write into each.")] = "unsorted",
    rules: Annotated[Path | None, typer.Option(help="A folder of your own rules.")] = None,
) -> None:
    """Write what is found in articles in the corpus format, to be corrected by hand. No file is overwritten.

    Exit status: 0 all written, 1 some are not, 2 nothing could be done.
    """
    import extractor
    from extractor.documents.read import read_articles

    failed = 0
    with told("annotate"):
        chipwire = extractor.load([rules] if rules else [])
        for article in read_articles(*inputs):
            said = article.error.detail if isinstance(article, Failure) else _write(chipwire, article, output, genre)
            failed += bool(said)
            if said:
                typer.echo(f"{article.article.id if isinstance(article, Failure) else article.id}: {said}", err=True)
    raise typer.Exit(int(bool(failed)))


def _write(chipwire: Extractor, article: Article, output: Path, genre: str) -> str | None:
    """Write one article; return what kept it from being written."""
    from extractor.errors import ChipwireError
    from extractor.workbench.annotate import annotate as annotate_article

    name = str(PurePosixPath(article.id or "article").with_suffix(""))
    target = output / f"{name}.txt"
    if not target.resolve().is_relative_to(output.resolve()):
        return f"its id leads out of {output}"
    try:
        result = chipwire.extract(article.text, article.published, article.title, article.id)
        marked = annotate_article(article.model_copy(update={"id": name}), result, genre)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="") as stream:
            stream.write(marked)
    except FileExistsError:
        return f"{target} is there already, perhaps corrected; it is left as it is"
    except ChipwireError as error:
        return str(error)
    typer.echo(str(target))
    return None


def convert(
    source: Annotated[Path, typer.Argument(help="The annotated articles to read.")],
    target: Annotated[Path, typer.Argument(help="The file or folder to write.")],
    of: Annotated[str, typer.Option("--from", help="corpus, brat, labelstudio, doccano or docbin.")] = "corpus",
    to: Annotated[str, typer.Option(help="The same.")] = "corpus",
) -> None:
    """Turn annotated articles from one format into another; nothing is lost on the way there and back."""
    from extractor.workbench.formats import read, write

    with told("convert"):
        golds = read(source, of)
        write(golds, target, to)
    typer.echo(f"{counted(len(golds), 'article')} written to {target}")

"""`chipwire serve`: the HTTP service and its page."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.errors import SettingsError


def serve(
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 is every one.")] = "127.0.0.1",
) -> None:
    """Serve the API and the page. The environment variables in docs/operations.md set everything else."""
    import uvicorn

    from extractor.settings.service import read_settings

    try:
        stop_timeout_s = int(read_settings().stop_timeout_s)
    except SettingsError as error:
        typer.echo(f"chipwire serve: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"chipwire: http://{host}:{port} (the page), /docs (the API); Ctrl-C stops it", err=True)
    uvicorn.run(
        "service:app",
        host=host,
        port=port,
        timeout_graceful_shutdown=stop_timeout_s,
        access_log=False,
        log_level="warning",
    )

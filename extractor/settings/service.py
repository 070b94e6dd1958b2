"""What the service may be told, from environment variables that begin with CHIPWIRE_."""

from __future__ import annotations

import os
from typing import Annotated, Any, Literal

from pydantic import Field, NonNegativeInt, PositiveFloat, PositiveInt, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from extractor.errors import SettingsError

Names = Annotated[tuple[str, ...], NoDecode]
Keys = Annotated[dict[str, SecretStr], NoDecode]


class Settings(BaseSettings):
    """The service's settings. Each field is the variable `CHIPWIRE_` + its name in capitals.

    >>> Settings(max_batch_articles=10).max_batch_articles
    10
    """

    model_config = SettingsConfigDict(env_prefix="CHIPWIRE_", extra="forbid", frozen=True)

    rules: str | None = Field(default=None, description="Folder of your own rules, read beside those shipped.")
    workers: PositiveInt = Field(
        default_factory=lambda: os.cpu_count() or 1, description="Worker processes; one a CPU if unset."
    )
    max_body_bytes: PositiveInt = Field(default=8_388_608, description="Longest request body, in bytes as read.")
    max_text_chars: PositiveInt = Field(default=1_000_000, description="Longest article text, in code points.")
    max_batch_articles: PositiveInt = Field(default=256, description="Most articles in one batch.")
    max_rules: NonNegativeInt = Field(default=50, description="Most rules of its own that a request may bring.")
    max_rules_chars: PositiveInt = Field(default=20_000, description="Longest such rules, as JSON, in code points.")
    max_rules_tokens: PositiveInt = Field(
        default=5_000, description="Most tokens in their patterns, macros and repeats written out."
    )
    max_match_words: PositiveInt = Field(default=24, description="Most words that one of their matches may cover.")
    max_waiting_requests: PositiveInt = Field(
        default=64, description="Requests that may wait for a worker; the next one is answered 429."
    )
    request_timeout_s: PositiveFloat = Field(
        default=30.0, description="Longest time a request may take before it gets a 503."
    )
    recycle_articles: PositiveInt = Field(
        default=50_000, description="A worker is replaced after this many articles ..."
    )
    recycle_memory_mb: PositiveInt = Field(default=600, description="... or when its resident memory is above this.")
    stop_timeout_s: PositiveFloat = Field(default=30.0, description="On SIGTERM, time to answer the requests accepted.")
    reload: bool = Field(
        default=True, description="Read the rules again when a file of theirs changes (SIGHUP always does)."
    )
    api_keys: Keys = Field(
        default={}, description="`name:secret` pairs with commas between. Where any is set, each request needs one."
    )
    rate_limit: str | None = Field(
        default=None, description="Requests a key (or, without keys, an address) may make, such as `600/minute`."
    )
    cors_origins: Names = Field(
        default=(), description="Web origins that may call the API, with commas between; none by default."
    )
    log_format: Literal["json", "console"] = Field(default="json", description="How a line of the log is written.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least level that is logged."
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return _items(value) if isinstance(value, str) else value

    @field_validator("api_keys", mode="before")
    @classmethod
    def _pairs(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        pairs = [item.partition(":") for item in _items(value)]
        if not all(name and secret for name, _, secret in pairs):
            raise ValueError("give name:secret pairs with commas between")
        return {name: secret for name, _, secret in pairs}


def read_settings() -> Settings:
    """Return the settings that the environment gives. Raises `SettingsError` naming each variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = [f"CHIPWIRE_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors(include_input=False)]
        raise SettingsError("; ".join(wrong)) from None


def _items(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.split(",") if item.strip())

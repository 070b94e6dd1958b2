"""Who may ask, and how often."""

from __future__ import annotations

import hmac
import math
import time
from collections.abc import Mapping

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from pydantic import SecretStr

from extractor.errors import SettingsError


class Keys:
    """The API keys: secrets by the name of their owner."""

    def __init__(self, secrets: Mapping[str, SecretStr]) -> None:
        self._secrets = {name: secret.get_secret_value().encode() for name, secret in secrets.items()}

    def __bool__(self) -> bool:
        return bool(self._secrets)

    def owner(self, given: str) -> str | None:
        """Return whose key this is. Every key is compared, each in constant time, so that time tells nothing.

        >>> Keys({"desk": SecretStr("s3cret")}).owner("s3cret")
        'desk'
        """
        found = None
        for name, secret in self._secrets.items():
            if hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret):
                found = name
        return found


class Rates:
    """How often each client may ask.

    Raises `SettingsError` if the limit is not written like `600/minute`.
    """

    def __init__(self, limit: str | None) -> None:
        try:
            self._limit = parse(limit) if limit else None
        except ValueError:
            raise SettingsError(f"CHIPWIRE_RATE_LIMIT: {limit!r}; write it like 600/minute or 10/second") from None
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def wait_s(self, client: str) -> int:
        """Count one request of this client; return 0 if it may be answered, else the seconds to wait."""
        if self._limit is None or self._limiter.hit(self._limit, client):
            return 0
        resets_at_s = self._limiter.get_window_stats(self._limit, client).reset_time
        return max(1, math.ceil(resets_at_s - time.time()))

"""The service's settings, as the environment gives them."""

from __future__ import annotations

import pytest

from extractor.errors import SettingsError
from extractor.settings.service import read_settings


def test_lists_and_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIPWIRE_CORS_ORIGINS", "https://a.example, https://b.example")
    monkeypatch.setenv("CHIPWIRE_API_KEYS", "desk:s3cret,lab:other:one")
    settings = read_settings()
    assert settings.cors_origins == ("https://a.example", "https://b.example")
    assert {name: key.get_secret_value() for name, key in settings.api_keys.items()} == {
        "desk": "s3cret",
        "lab": "other:one",
    }


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CHIPWIRE_WORKERS", "none", "CHIPWIRE_WORKERS: Input should be a valid integer"),
        ("CHIPWIRE_MAX_BODY_BYTES", "0", "CHIPWIRE_MAX_BODY_BYTES: Input should be greater than 0"),
        ("CHIPWIRE_API_KEYS", "s3cret", "CHIPWIRE_API_KEYS: .*name:secret"),
        ("CHIPWIRE_LOG_FORMAT", "xml", "CHIPWIRE_LOG_FORMAT: Input should be 'json' or 'console'"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=said) as error:
        read_settings()
    assert "s3cret" not in str(error.value)

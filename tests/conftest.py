import pytest

from extractor.pipeline import Extractor
from tests import names


@pytest.fixture(scope="session")
def chipwire() -> Extractor:
    """The shipped rules, loaded once for all tests."""
    return names.chipwire()

"""A voice in each language."""

import pytest

from booking.model.people import Language
from wording import Say, speak


@pytest.fixture
def nb() -> Say:
    return speak(Language.BOKMAL)


@pytest.fixture
def nn() -> Say:
    return speak(Language.NYNORSK)


@pytest.fixture
def en() -> Say:
    return speak(Language.ENGLISH)


@pytest.fixture(params=list(Language))
def say(request: pytest.FixtureRequest) -> Say:
    """Each language in turn."""
    return speak(request.param)

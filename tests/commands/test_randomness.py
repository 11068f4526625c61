"""What a command hands in."""

from datetime import UTC

from commands.randomness import ALPHABET, SecretTokens, SystemClock


def test_tokens_are_of_the_strength_asked_for_and_never_the_same() -> None:
    fresh = SecretTokens()
    assert len(fresh()) == 12
    assert len(fresh(160)) == 32
    assert len(fresh(61)) == 13
    made = {fresh() for _ in range(1000)}
    assert len(made) == 1000
    assert set("".join(made)) == set(ALPHABET)


def test_the_clock_tells_whole_seconds_in_utc() -> None:
    now = SystemClock()()
    assert now.tzinfo is UTC
    assert now.microsecond == 0

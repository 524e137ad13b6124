"""The start of the command: whose command line is about one run, so that its process is begun at once."""

import pytest

from a2p.cli.start import is_for_one_run


@pytest.mark.parametrize(
    "words", ["preview acme", "preview acme --json", "up acme --yes", "up --yes acme", "up -y acme --json"]
)
def test_one_customer_is_for_one_run(words: str) -> None:
    assert is_for_one_run(words.split())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "nothing is asked for"),
        ("preview", "no customer is named"),
        ("preview acme bolt", "many share a process that has all loaded"),
        ("preview --all", "the same"),
        ("preview acme --report markdown", "the same"),
        ("preview --help", "nothing is run"),
        ("preview acme --help", "nothing is run"),
        ("up acme", "the engine asks, and is started by itself"),
        ("up acme --yes -- --refresh", "the engine's own options may need it by itself"),
        ("destroy acme --yes", "the engine is started by itself"),
        ("status acme", "nothing is run"),
    ],
)
def test_everything_else_is_the_commands_own_matter(words: str, why: str) -> None:
    assert not is_for_one_run(words.split()), why

"""The list of public link shorteners is a list of hosts, and everything below one counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import a2p.lint
from a2p.lint.hosts import find_made_up_host, find_shortener, is_disposable

LINES = (Path(a2p.lint.__file__).with_name("shorteners.txt")).read_text(encoding="utf-8").splitlines()
NAMES = [line for line in LINES if not line.startswith("#")]


def test_the_list_holds_hosts_in_lower_case_sorted_and_once() -> None:
    wrong = [name for name in NAMES if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name)]

    assert wrong == []
    assert sorted(set(NAMES)) == NAMES


def test_the_best_known_are_listed_and_one_companys_own_are_not() -> None:
    known = {"bit.ly", "tinyurl.com", "goo.gl", "ow.ly", "t.co", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly"}

    assert len(NAMES) > 150
    assert known - set(NAMES) == set()
    assert set(NAMES) & {"amzn.to", "youtu.be", "apple.co", "twilio.com", "forms.gle"} == set()


@pytest.mark.parametrize(
    ("host", "found"),
    [("bit.ly", "bit.ly"), ("a.b.bit.ly", "bit.ly"), ("rabbit.ly", ""), ("bit.ly.com", ""), ("ly", "")],
)
def test_a_host_belongs_to_what_it_is_below(host: str, found: str) -> None:
    assert find_shortener(host) == found


@pytest.mark.parametrize(
    ("host", "found"),
    [
        ("www.example.com", "example.com"),
        ("acme.example", "example"),
        ("localhost", "localhost"),
        ("example-isv.com", ""),
        ("test.com", ""),
    ],
)
def test_a_host_that_nobody_has_is_known(host: str, found: str) -> None:
    assert find_made_up_host(host) == found


def test_free_mail_is_not_thrown_away() -> None:
    assert [host for host in ("gmail.com", "outlook.com", "eu.mailinator.com") if is_disposable(host)] == [
        "eu.mailinator.com"
    ]

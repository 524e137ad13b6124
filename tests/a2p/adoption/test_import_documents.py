"""What an import document says of our providers."""

from __future__ import annotations

import importlib

import pytest
from pulumi.dynamic.dynamic import serialize_provider

from a2p.adoption import import_documents
from a2p.adoption.import_documents import pickle_provider
from providers import stack
from tests.support.frozen_names import FROZEN


@pytest.mark.parametrize(("module", "provider", "resource"), [row[:3] for row in FROZEN])
def test_a_provider_is_written_as_pulumi_writes_it(module: str, provider: str, resource: str) -> None:
    written = serialize_provider(getattr(importlib.import_module(module), provider)())

    assert pickle_provider(resource) == written


def test_the_engines_provider_gets_the_options_that_the_program_gives_it() -> None:
    assert import_documents._OF_THE_PROVIDER == stack._FOR_THE_PROVIDER
    assert import_documents._SECRET_OPTIONS == stack._SECRETS

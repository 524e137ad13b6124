"""The plugin's process: providers as they come out of a state, each configured once."""

from __future__ import annotations

import base64
import io
import sys
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import dill  # type: ignore[import-untyped]
from pulumi.dynamic import ConfigureRequest
from pulumi.dynamic.config import Config

from a2p.twilio.client.session import get_session
from providers.output import verdict_output
from tests.support.engine_doubles import PROJECT
from tests.support.miniature.values import known, travelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulumi.dynamic import DiffResult

    from tests.support.miniature.values import Props

PROVIDER = "__provider"


class StepFailed(Exception):
    """A provider raised; its text is what the engine shows."""


class Plugin:
    """What a process of its own would be: it knows nothing of any run before."""

    def __init__(self) -> None:
        self._providers: dict[str, Any] = {}
        self.config: dict[str, str] = {}
        self._said = io.StringIO()
        get_session.cache_clear()
        verdict_output._shown.clear()

    def configure(self, config: dict[str, str]) -> None:
        """Another configuration is another process, to the engine."""
        if config != self.config:
            self.config = config
            self._providers.clear()

    @property
    def said(self) -> str:
        """What the providers have printed."""
        return self._said.getvalue()

    def check(self, olds: Props, news: Props) -> Props:
        with self._call(news) as provider:
            result = provider.check(travelled(olds), travelled(news))
            assert not result.failures
        return travelled(result.inputs)

    def diff(self, id_: str, olds: Props, news: Props) -> DiffResult:
        with self._call(news) as provider:
            result: DiffResult = provider.diff(id_, travelled(olds), travelled(news))
        assert result.changes is not None
        return result

    def create(self, props: Props) -> tuple[str, Props]:
        with self._call(props) as provider:
            result = provider.create(travelled(props))
        return str(result.id), travelled({**result.outs, PROVIDER: props[PROVIDER]})

    def update(self, id_: str, olds: Props, news: Props) -> Props:
        with self._call(news) as provider:
            result = provider.update(id_, travelled(olds), travelled(news))
        return travelled({**result.outs, PROVIDER: news[PROVIDER]})

    def delete(self, id_: str, props: Props) -> None:
        with self._call(props) as provider:
            provider.delete(id_, travelled(props))

    def read(self, id_: str, props: Props) -> tuple[str, Props, Props | None]:
        """Id, outputs and, where the provider gives them, inputs; no id when it is gone."""
        with self._call(props) as provider:
            result = provider.read(id_, travelled(known(props)))
        kept = {PROVIDER: props[PROVIDER]}
        inputs = None if result.inputs is None else travelled({**result.inputs, **kept})
        return str(result.id), travelled({**result.outs, **kept}), inputs

    @contextmanager
    def _call(self, props: Props) -> Iterator[Any]:
        # `configure` switches the frames of tracebacks off for good, and warnings look for an engine in argv.
        limit = patch.object(sys, "tracebacklimit", 0, create=True)
        with limit, patch.object(sys, "argv", ["plugin"]), redirect_stdout(self._said):
            try:
                yield self._provider(props[PROVIDER])
            except Exception as error:
                raise StepFailed(str(error)) from error

    def _provider(self, pickled: str) -> Any:
        if pickled not in self._providers:
            provider = dill.loads(base64.b64decode(pickled))  # noqa: S301 - what our own program wrote
            provider.configure(ConfigureRequest(config=Config(self.config, PROJECT)))
            self._providers[pickled] = provider
        return self._providers[pickled]

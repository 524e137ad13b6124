"""Connections that tell the current call their socket, so that its deadline can shut it."""

from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from a2p.twilio.client import deadlines


class _WatchedHTTP(HTTPConnection):
    """Tells the call that it is on, so that it can be cut."""

    def getresponse(self) -> Any:
        """The beginning of an answer."""
        if call := deadlines.get_current_call():
            call.watch(self.sock)
        return super().getresponse()


class _WatchedHTTPS(HTTPSConnection):
    """The same."""

    def getresponse(self) -> Any:
        """The beginning of an answer."""
        if call := deadlines.get_current_call():
            call.watch(self.sock)
        return super().getresponse()


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _WatchedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHTTPS


class WatchedAdapter(HTTPAdapter):
    """requests' own, with connections that can be cut."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Make the pools of a proxy."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
        return manager

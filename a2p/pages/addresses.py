"""Which addresses may be called: public ones, so that no stack file makes us call an internal service."""

import ipaddress
import socket


class ForbiddenAddressError(Exception):
    """The host has no public address."""


def resolve_public(host: str, port: int, *, allow_loopback: bool = False) -> str:
    """
    The address of a host to connect to.

    It is resolved once and used as it is, so that a second answer of the name server changes nothing.

    Raises:
        ForbiddenAddressError: one of its addresses is private, local, or reserved.
        OSError: it cannot be resolved.
    """
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(answer[4][0]) for answer in answers]
    for address in addresses:
        if not _is_allowed(address, allow_loopback=allow_loopback):
            raise ForbiddenAddressError(f"{host} is at {address}, which is no public address")
    return addresses[0]


def _is_allowed(address: str, *, allow_loopback: bool) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    if mapped:
        parsed = mapped
    if parsed.is_loopback:
        return allow_loopback
    return parsed.is_global and not parsed.is_multicast

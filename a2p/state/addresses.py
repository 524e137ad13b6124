"""
Addresses of backends for people: with no password, key or token, in any of the spellings that work.

The engine, libpq and the clouds' libraries take credentials in many places of an address: before the `@`, in
the query, percent-encoded or not, as `key=value` words. `describe_address` hides all of them in one address;
`hide_credentials` does so in any text, such as what the engine says; `find_secrets` tells the values
themselves, so that redaction knows them wherever they come up.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, quote_plus, unquote, unquote_plus, urlsplit

_HIDDEN = "[secret]"
# Names of query parameters and of words of a connection string; compared case-folded.
_CONFIDENTIAL: Final = (
    "password|passwd|pwd|pgpassword|pgsslpassword|pulumi_access_token|pulumi_config_passphrase"
    "|azure_storage_key|azure_storage_sas_token|azure_client_secret|sslpassword|sslkey|sslinline|oauth_client_secret|scram_client_key|scram_server_key"
    "|sig|signature|sas|sas_token|sastoken|sharedaccesssignature|account_key|accountkey|storage_key"
    "|aws_secret_access_key|secret_access_key|secretaccesskey|secret_key|secretkey|secret|client_secret"
    "|aws_access_key_id|access_key_id|access_key|accesskey|aws_session_token|session_token|sessiontoken"
    "|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|x-goog-credential"
    "|token|access_token|accesstoken|private_key"
)
# Environment variables that hold the same.
_VARIABLES: Final = (
    "PGPASSWORD",
    "PGSSLPASSWORD",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AZURE_STORAGE_KEY",
    "AZURE_STORAGE_SAS_TOKEN",
    "AZURE_CLIENT_SECRET",
    "GOOGLE_CREDENTIALS",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_CONFIG_PASSPHRASE",
)
_BACKEND: Final = "PULUMI_BACKEND_URL"
_SHORTEST: Final = (
    6  # characters of a value that is looked for everywhere; "a2p" would take words out of a text
)

# Up to the last @ before a space: a password may hold @, /, ? and # that were not encoded. The same within a
# parameter, where all of it is encoded.
_USERINFO = re.compile(
    r"(?P<user>\b[a-z][a-z0-9+.-]*://[^\s:@/?#\"<>]*):(?P<password>[^\s\"<>]*)(?P<at>@)(?=[^\s@]*)",
    re.IGNORECASE,
)
_ENCODED_USERINFO = re.compile(
    r"(?P<user>\b[a-z][a-z0-9+.-]*%3A%2F%2F[^\s%&\"<>]*)%3A(?P<password>[^\s&\"<>]*)(?P<at>%40)",
    re.IGNORECASE,
)
_PARAMETER = re.compile(
    rf"(?P<name>(?<![\w-])(?:{_CONFIDENTIAL})\s*(?:=|%3D)\s*)"
    r"(?P<value>'(?:[^'\\]|\\.)*'|\"[^\"]*\"|[^\s&;\"<>]+)",
    re.IGNORECASE,
)
_NAME = re.compile(rf"(?:{_CONFIDENTIAL})\Z", re.IGNORECASE)


def describe_address(url: str) -> str:
    """A backend's address without credentials: scheme, host, path, and the parameters that are none."""
    return hide_credentials(url)


def hide_credentials(text: str) -> str:
    """A text with no credentials in the addresses and connection strings it quotes; names of users stay."""
    for pattern in (_USERINFO, _ENCODED_USERINFO):
        text = pattern.sub(rf"\g<user>:{_HIDDEN}\g<at>", text)
    return _PARAMETER.sub(rf"\g<name>{_HIDDEN}", text) if "=" in text or "%3" in text else text


def find_secrets(env: Mapping[str, str]) -> frozenset[str]:
    """The values of an environment that no output may hold, raw and decoded; none too short to tell."""
    found = {env[name] for name in _VARIABLES if env.get(name)}
    found |= set(_secrets_of_url(env.get(_BACKEND, "")))
    spelled = {
        form for value in found for form in (value, unquote(value), quote(value, safe=""), quote_plus(value))
    }
    return frozenset(value for value in spelled if len(value) >= _SHORTEST)


def split_password(url: str) -> tuple[str, str]:
    """
    A PostgreSQL address without its password, and the password, decoded; "" where it has none.

    The engine quotes its address in errors and takes the password from PGPASSWORD as well.
    """
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    user = parts.netloc.rpartition("@")[0].partition(":")[0]
    given = [(name, value) for name, value in _parameters(parts.query) if name.casefold() == "password"]
    password = unquote_plus(given[-1][1]) if given else unquote(parts.password or "")
    rest = "&".join(
        f"{name}={value}" for name, value in _parameters(parts.query) if name.casefold() != "password"
    )
    netloc = f"{user}@{host}" if user else host
    return join_address(parts.scheme, netloc, parts.path, rest) if password else url, password


def join_address(scheme: str, netloc: str, path: str, query: str) -> str:
    """An address from its parts; urlunsplit leaves the `//` out where there is no host."""
    return f"{scheme}://{netloc}{path}{f'?{query}' if query else ''}"


def _parameters(query: str) -> Iterator[tuple[str, str]]:
    """Names and values as they are written, so that what is put together again is the same."""
    for each in query.split("&"):
        name, _equals, value = each.partition("=")
        if name:
            yield name, value


def _secrets_of_url(url: str) -> Iterator[str]:
    """The values that `hide_credentials` hides in an address."""
    for pattern in (_USERINFO, _ENCODED_USERINFO):
        yield from (match["password"] for match in pattern.finditer(url))
    yield from (match["value"].strip("'\"") for match in _PARAMETER.finditer(url))
    yield from (value for name, value in parse_qsl(urlsplit(url).query) if _NAME.match(name))

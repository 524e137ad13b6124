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
# Names of query parameters, of words of a connection string, of options, variables and keys; compared
# case-folded. `_` stands for no character, one, or a hyphen.
_CONFIDENTIAL: Final = (
    "password|passwd|pwd|passphrase|pgpassword|pgsslpassword|sslpassword|sslkey|sslinline|pulumi_access_token"
    "|pulumi_config_passphrase|azure_storage_key|azure_storage_sas_token|azure_client_secret"
    "|oauth_client_secret|scram_client_key|scram_server_key"
    "|sig|signature|sas|sas_token|shared_access_signature|account_key|storage_key"
    "|aws_secret_access_key|secret_access_key|secret_key|secret|client_secret"
    "|aws_access_key_id|access_key_id|access_key|aws_session_token|session_token"
    "|x_amz_signature|x_amz_credential|x_amz_security_token|x_goog_signature|x_goog_credential"
    "|auth_token|api_secret|token|access_token|private_key"
).replace("_", "[_-]?")
# Those that may stand before a colon in a sentence of ours, and are a value's name all the same.
_SPOKEN: Final = "password|passwd|passphrase|pgpassword|pulumi_config_passphrase|aws_secret_access_key"
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
# In quotes; in quotes within a text that is quoted itself; or up to a space.
_VALUE = (
    r"(?P<value>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
    r"|\\'(?:(?!\\').)*\\'|\\\"(?:(?!\\\").)*\\\""
    r"|(?:[^\s&;\"<>]|[&;](?![\w.-]+=))+)"
)
_BEGINS = r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2}))"  # the whole name, or its end: MY_AUTH_TOKEN
_PARAMETERS: Final = tuple(
    re.compile(rf"(?P<name>{name}){_VALUE}", re.IGNORECASE)
    for name in (
        rf"{_BEGINS}(?:{_CONFIDENTIAL})\s*(?:=|%3D)\s*",
        rf"(?P<quote>[\"'])(?:\w*[_-])?(?:{_CONFIDENTIAL})(?P=quote)\s*:\s*",
        rf"(?<![\w-])(?:{_SPOKEN}):\s+",
        r"(?<![\w-])--(?:password|passphrase)\s+",
        r"(?<!\w)authorization[\"']?\s*[:=]\s*[\"']?(?:basic|bearer)\s+",
    )
)
# What any text holds that has one of these; most texts have none, and cost no more than this look.
_HINT = re.compile("pass|pwd|token|secret|key|sig|sas|sslinline|credential|authorization", re.IGNORECASE)
# Tokens that say themselves what they are: Pulumi Cloud's, JSON Web Tokens, those of git hosts and chats, the
# secret part of a webhook's address, what stands after Bearer, and private keys as PEM.
_TOKENS = re.compile(
    r"(?<!\w)pul-[0-9a-f]{40}(?!\w)"
    r"|(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)*"
    r"|(?<![\w-])(?:gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|xapp-|whsec_)[\w-]{8,}"
    r"|(?<=hooks\.slack\.com/)\w+/[\w/-]{8,}"
    r"|(?<=[Bb]earer )(?=[\w.~+/-]*\d)[\w.~+/-]{12,}=*"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
)
_NAME = re.compile(rf"(?:{_CONFIDENTIAL})\Z", re.IGNORECASE)


def describe_address(url: str) -> str:
    """A backend's address without credentials: scheme, host, path, and the parameters that are none."""
    return hide_credentials(url)


def hide_credentials(text: str) -> str:
    """A text with no credentials in the addresses and connection strings it quotes; names of users stay."""
    for pattern in (_USERINFO, _ENCODED_USERINFO):
        text = pattern.sub(rf"\g<user>:{_HIDDEN}\g<at>", text)
    if not _HINT.search(text):
        return _TOKENS.sub(_HIDDEN, text)
    for pattern in _PARAMETERS:
        text = pattern.sub(rf"\g<name>{_HIDDEN}", text)
    return _TOKENS.sub(_HIDDEN, text)


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
    for pattern in _PARAMETERS:
        yield from (match["value"].strip("'\"") for match in pattern.finditer(url))
    yield from (value for name, value in parse_qsl(urlsplit(url).query) if _NAME.match(name))

"""
Objects in a bucket: S3 and what speaks its language, Google Cloud Storage, Azure Blob Storage.

Over obstore, which signs in as the clouds' own libraries do: variables of the environment, web identities,
metadata of the machine. What the engine reads from the address (region, endpoint, profile) is read here too.
"""

import configparser
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs, urlsplit

from a2p.state.addresses import describe_address
from a2p.state.errors import DriverMissing, StateUnreachable
from a2p.state.store import Entry

if TYPE_CHECKING:
    from obstore.store import AzureConfig, GCSConfig, S3Config

SCHEMES = ("s3", "gs", "azblob")
_AT_ONCE = 32  # requests; a bucket answers many at once, and each takes tens of milliseconds
_PROBE = ".a2p/probe"
_PATIENCE = timedelta(seconds=20)


@dataclass(frozen=True)
class BucketStore:
    """The objects of a bucket, below the path in its address."""

    url: str = field(repr=False)
    env: Mapping[str, str] = field(repr=False)
    kind: str = "bucket"

    @property
    def address(self) -> str:
        return describe_address(self.url)

    def list_entries(self, prefix: str) -> list[Entry]:
        with _explaining(self.address):
            return [self._entry(listed) for listed in self._list(self._prefix + prefix)]

    def read(self, key: str) -> bytes | None:
        obstore = _driver()
        with _explaining(self.address):
            try:
                return bytes(obstore.get(self._store, self._prefix + key).bytes())
            except FileNotFoundError:  # what obstore raises for an object that is not there
                return None

    def read_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        keys = list(keys)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = zip(keys, pool.map(self.read, keys), strict=True)
            return {key: content for key, content in found if content is not None}

    def write(self, key: str, content: bytes) -> None:
        with _explaining(self.address):
            _driver().put(self._store, self._prefix + key, content)

    def delete(self, keys: Iterable[str]) -> None:
        obstore = _driver()
        with _explaining(self.address):
            for key in keys:
                try:
                    obstore.delete(self._store, self._prefix + key)
                except FileNotFoundError:
                    continue

    def tag_folder(self, prefix: str) -> str:
        """Unknown: it would cost a listing."""
        del prefix
        return ""

    def list_partial_writes(self, prefix: str) -> list[str]:
        """None: an object is written whole or not at all."""
        del prefix
        return []

    def require_writable(self) -> None:
        self.write(_PROBE, b"")
        self.delete([_PROBE])

    def _list(self, prefix: str) -> Iterator[Mapping[str, Any]]:
        """
        What a bucket lists of a prefix, in the order of keys.

        The library knows prefixes that are folders only. Within a folder of thousands the listing begins
        right before what is looked for, and ends after it.
        """
        folder, _slash, name = prefix.rpartition("/")
        offset = prefix[:-1] if name else None
        for page in _driver().list(self._store, folder or None, offset=offset, chunk_size=1000):
            for listed in page:
                if listed["path"].startswith(prefix):
                    yield listed
                elif name and listed["path"] > prefix:
                    return

    def _entry(self, listed: Mapping[str, Any]) -> Entry:
        at, size = listed["last_modified"], listed["size"]
        tag = listed.get("e_tag") or f"{at.isoformat()}-{size}"
        return Entry(str(listed["path"]).removeprefix(self._prefix), tag, size, at)

    @cached_property
    def _prefix(self) -> str:
        name = urlsplit(self.url).path.strip("/")
        return f"{name}/" if name else ""

    @cached_property
    def _store(self) -> Any:
        parts = urlsplit(self.url)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        common: dict[str, Any] = {
            "retry_config": {"max_retries": 3, "retry_timeout": _PATIENCE},
            "client_options": {"timeout": _PATIENCE, "connect_timeout": timedelta(seconds=10)},
        }
        _driver()
        with _explaining(self.address):
            return _OPENERS[parts.scheme](parts.netloc.rpartition("@")[2], query, self.env, common)


def _open_s3(bucket: str, query: Mapping[str, str], env: Mapping[str, str], common: dict[str, Any]) -> Any:
    endpoint = _endpoint(query) or env.get("AWS_ENDPOINT_URL_S3") or env.get("AWS_ENDPOINT_URL")
    config: dict[str, Any] = {name: env[name.upper()] for name in _AWS if env.get(name.upper())}
    config |= _profile(query.get("profile") or env.get("AWS_PROFILE", ""), env, config)
    if region := query.get("region") or env.get("AWS_REGION") or env.get("AWS_DEFAULT_REGION"):
        config["aws_region"] = region
    if endpoint:
        config["aws_endpoint"] = endpoint
        common["client_options"]["allow_http"] = endpoint.startswith("http://")
    virtual = not endpoint and query.get("s3ForcePathStyle", query.get("use_path_style", "")) != "true"
    return _driver().store.S3Store(
        bucket, config=cast("S3Config", config), virtual_hosted_style_request=virtual, **common
    )


_AWS = (
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "aws_web_identity_token_file",
    "aws_role_arn",
    "aws_container_credentials_relative_uri",
    "aws_container_credentials_full_uri",
)


def _endpoint(query: Mapping[str, str]) -> str:
    """As the engine reads it: without a scheme it is https, unless `disableSSL` says otherwise."""
    endpoint = query.get("endpoint", "")
    if endpoint and "://" not in endpoint:
        plain = "true" in {query.get("disableSSL"), query.get("disable_https")}
        return f"{'http' if plain else 'https'}://{endpoint}"
    return endpoint


def _profile(name: str, env: Mapping[str, str], config: Mapping[str, str]) -> dict[str, str]:
    """The keys of a profile in the AWS command line's files; a named profile beats the environment."""
    if not name and "aws_access_key_id" in config:
        return {}
    home = Path(env.get("HOME", "~")).expanduser()
    file = Path(env.get("AWS_SHARED_CREDENTIALS_FILE") or home / ".aws" / "credentials")
    found = configparser.ConfigParser(interpolation=None)
    found.read(file, encoding="utf-8")
    section = name or "default"
    if not found.has_section(section):
        return {}
    return {key: found.get(section, key) for key in _AWS[:3] if found.has_option(section, key)}


def _open_gs(bucket: str, query: Mapping[str, str], env: Mapping[str, str], common: dict[str, Any]) -> Any:
    del query
    file = env.get("GOOGLE_APPLICATION_CREDENTIALS")
    config: dict[str, Any] = {"google_application_credentials": file} if file else {}
    if key := env.get("GOOGLE_CREDENTIALS"):
        config = {"google_service_account_key": key} if key.lstrip().startswith("{") else {}
    return _driver().store.GCSStore(bucket, config=cast("GCSConfig", config), **common)


def _open_azblob(
    container: str, query: Mapping[str, str], env: Mapping[str, str], common: dict[str, Any]
) -> Any:
    named = {
        "azure_storage_account_name": query.get("storage_account") or env.get("AZURE_STORAGE_ACCOUNT"),
        "azure_storage_account_key": env.get("AZURE_STORAGE_KEY"),
        "azure_storage_sas_key": env.get("AZURE_STORAGE_SAS_TOKEN"),
        "azure_storage_client_id": env.get("AZURE_CLIENT_ID"),
        "azure_storage_client_secret": env.get("AZURE_CLIENT_SECRET"),
        "azure_storage_tenant_id": env.get("AZURE_TENANT_ID"),
    }
    config: dict[str, Any] = {key: value for key, value in named.items() if value}
    return _driver().store.AzureStore(container, config=cast("AzureConfig", config), **common)


_OPENERS = {"s3": _open_s3, "gs": _open_gs, "azblob": _open_azblob}


def _driver() -> Any:
    try:
        import obstore.exceptions  # noqa: PLC0415  # only who keeps a state in a bucket needs it
    except ImportError as error:
        raise DriverMissing(
            "A state in a bucket is read with obstore, which is not installed",
            remedy="pip install 'a2p[bucket]'",
        ) from error
    return obstore


@contextmanager
def _explaining(address: str) -> Iterator[None]:
    try:
        yield
    except (_driver().exceptions.BaseError, OSError) as error:
        raise StateUnreachable(
            f"The state in {address} cannot be used: {_first_reason(error)}",
            remedy="check the bucket's name and region in PULUMI_BACKEND_URL, and the cloud's credentials",
        ) from error


def _first_reason(error: Exception) -> str:
    """The library's own words, without the tree of causes it prints after them."""
    return os.fspath(str(error).strip().partition("\n")[0])[:300]

"""
Downloads the Pulumi engine as a release archive and checks it against the published checksums.

Nothing that comes from the network is run: the archive is unpacked file by file, and only after its SHA-256
is the one that the release's list of checksums names. Standard library only: it runs with whatever Python the
machine has.
"""

import gzip
import hashlib
import http.client
import os
import platform
import re
import shutil
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from build import is_complete

OFFICIAL = "https://get.pulumi.com/releases/sdk"
CONNECT_TIMEOUT = 5.0  # seconds until the site counts as out of reach: the build is the better way then
LARGEST_LIST = 64 * 1024  # bytes of the list of checksums; a real one has about a dozen lines
LARGEST_ARCHIVE = 600 * 1024 * 1024  # bytes; 3.255.0 for Linux has less than 200 MB
LARGEST_CONTENT = 4 * LARGEST_ARCHIVE  # bytes of all unpacked files together
CHUNK = 1024 * 1024

_SYSTEMS = {"linux": "linux", "darwin": "darwin"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_MEMBER = re.compile(r"(?:\./)?pulumi/(?:bin/)?([A-Za-z0-9][A-Za-z0-9._-]*)")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Refused(Exception):
    """The site answered, and what it answered must not be used; the message says what was wrong."""


class OutOfReach(Exception):
    """The site did not answer, or has no archive for this system."""


def site(env: Mapping[str, str] = os.environ) -> str:
    """Where releases are fetched: `A2P_PULUMI_RELEASES`, a mirror of the same layout; "" for nowhere."""
    return env.get("A2P_PULUMI_RELEASES", OFFICIAL).rstrip("/")


def download(base: str, version: str, target: Path) -> None:
    """
    Put the programs of one release into `target`, `pulumi` last.

    `base` is the address of the folder that holds `pulumi-<version>-checksums.txt` and the archives. Raises
    Refused for an address that is not https (loopback may be http), a redirect to another host, an answer
    that is no list of checksums, a wrong sum, and an archive with unexpected entries. Raises OutOfReach where
    nothing answers.
    """
    archive = archive_name(version)
    opener = _opener(base)
    expected = _checksum(_read(opener, f"{base}/pulumi-{version}-checksums.txt"), archive)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=target.parent) as folder:
        packed = Path(folder) / archive
        _save(opener, f"{base}/{archive}", packed, expected)
        unpacked = Path(folder) / "bin"
        _unpack(packed, unpacked)
        if not is_complete(unpacked):
            raise Refused(f"{archive} holds no pulumi with its Python language host")
        for file in sorted(unpacked.iterdir(), key=lambda file: file.name == "pulumi"):
            file.replace(target / file.name)


def archive_name(version: str) -> str:
    """The archive of this system, as Pulumi names it; raises OutOfReach where Pulumi publishes none."""
    system, machine = _SYSTEMS.get(sys.platform), _MACHINES.get(platform.machine().lower())
    if system is None or machine is None:
        raise OutOfReach(f"Pulumi publishes no archive for {sys.platform} on {platform.machine()}")
    return f"pulumi-v{version}-{system}-{machine}.tar.gz"


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only within the host that was asked."""

    def redirect_request(  # noqa: PLR0913, PLR0917 -- urllib's own signature
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if (after.scheme, after.netloc) != (before.scheme, before.netloc):
            raise Refused(f"{before.hostname} sends the download on to {after.scheme}://{after.hostname}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _opener(base: str) -> urllib.request.OpenerDirector:
    parts = urlsplit(base)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise Refused(f"{base} is no https address")
    return urllib.request.build_opener(_SameHost())


def _open(opener: urllib.request.OpenerDirector, url: str) -> http.client.HTTPResponse:
    try:
        response: http.client.HTTPResponse = opener.open(url, timeout=CONNECT_TIMEOUT)
    except urllib.error.HTTPError as error:
        raise Refused(f"{url} answers with HTTP status {error.code}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise OutOfReach(f"{urlsplit(url).hostname} does not answer") from error
    if response.headers.get_content_type() == "text/html":
        response.close()
        raise Refused(f"{url} answers with a web page")
    return response


def _read(opener: urllib.request.OpenerDirector, url: str) -> str:
    with _open(opener, url) as response:
        try:
            content = response.read(LARGEST_LIST + 1)
        except (OSError, http.client.HTTPException) as error:
            raise OutOfReach(f"{url} could not be read to its end") from error
    if len(content) > LARGEST_LIST:
        raise Refused(f"{url} is too large for a list of checksums")
    return content.decode("utf-8", "replace")


def _checksum(listing: str, archive: str) -> str:
    """The SHA-256 that `listing` (lines of sum and file name) gives for `archive`."""
    for line in listing.splitlines():
        match = re.fullmatch(r"([0-9a-fA-F]{64})\s+\*?(\S+)", line.strip())
        if match and match[2] == archive:
            return match[1].lower()
    raise Refused(f"the list of checksums does not name {archive}")


def _save(opener: urllib.request.OpenerDirector, url: str, file: Path, expected: str) -> None:
    digest, size = hashlib.sha256(), 0
    with _open(opener, url) as response, file.open("wb") as output:
        try:
            while chunk := response.read(CHUNK):
                size += len(chunk)
                if size > LARGEST_ARCHIVE:
                    raise Refused(f"{url} is larger than {LARGEST_ARCHIVE // 1024**2} MB")
                digest.update(chunk)
                output.write(chunk)
        except (OSError, http.client.HTTPException) as error:
            raise OutOfReach(f"{url} could not be read to its end") from error
    if digest.hexdigest() != expected:
        raise Refused(f"{url} has the SHA-256 {digest.hexdigest()}, and {expected} is published for it")


def _unpack(packed: Path, folder: Path) -> None:
    """Write the programs of an archive into `folder`; refuse links, devices and paths that lead elsewhere."""
    folder.mkdir()
    size = 0
    try:
        with gzip.open(packed) as plain, tarfile.open(fileobj=plain) as archive:
            for member in archive:
                name = _MEMBER.fullmatch(member.name)
                if member.isdir():
                    continue
                if name is None or not member.isfile():
                    raise Refused(f"{packed.name} holds {member.name!r}, which is no program of Pulumi's")
                size += member.size
                source = archive.extractfile(member)
                if source is None or size > LARGEST_CONTENT:
                    raise Refused(f"{packed.name} unpacks to more than {LARGEST_CONTENT // 1024**2} MB")
                with (folder / name[1]).open("xb") as output:
                    shutil.copyfileobj(source, output)
                (folder / name[1]).chmod(0o755)
            while plain.read(CHUNK):  # to its end, where its own checksum stands
                pass
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, FileExistsError) as error:
        raise Refused(f"{packed.name} is no archive that can be unpacked") from error

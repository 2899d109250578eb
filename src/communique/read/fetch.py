"""A URL's bytes, fetched so that a document cannot make this machine talk to its own network.

Every address that a host name resolves to is checked, at every redirect, and the connection is made to the checked
address itself, so that a name that changes between check and connection (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import io
import ipaddress
import queue
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from communique.config import Limits
from communique.errors import AddressError, NotFoundError, TooLargeError

from .bytes import megabytes, too_large
from .items import HEAD_BYTES, Raw

if TYPE_CHECKING:
    import httpx

_SCHEMES = ("http", "https")
_REDIRECTS = 5
_GONE = (404, 410)
_HEADERS = {
    "User-Agent": "communique/0.1 (reads public documents)",
    "Accept": "text/html, text/plain, application/x-ndjson;q=0.9, */*;q=0.5",
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in IPv6 clothes
_ALLOW = "if you trust it, allow it with `--allow-private`"


@dataclass(frozen=True, slots=True)
class _Answer:
    body: bytes
    url: str
    media: str
    charset: str


def is_url(source: str) -> bool:
    """Whether a source is meant as an address, of whatever scheme."""
    return "://" in source


def fetch(source: str, limits: Limits) -> Raw:
    """What the address answers; raises SourceError where it is refused, fails, is over the size or takes too long."""
    answer = _within(source, limits)
    suffix = PurePosixPath(answer.url.split("?")[0].split("#")[0]).suffix.lower()
    head = answer.body[:HEAD_BYTES]
    return Raw(source, io.BytesIO(answer.body), head, suffix, answer.url, answer.charset, answer.media)


def _within(source: str, limits: Limits) -> _Answer:
    """`_follow` in a thread that is left behind at the deadline: name resolution and slow headers obey no timeout."""
    result: queue.SimpleQueue[_Answer | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            result.put(_follow(source, limits, time.monotonic() + limits.fetch_seconds))
        except Exception as error:  # noqa: BLE001 - carried to the caller's thread and raised there
            result.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        answer = result.get(timeout=limits.fetch_seconds + 0.5)
    except queue.Empty:
        raise _too_slow(source, limits) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _follow(source: str, limits: Limits, deadline: float) -> _Answer:
    """The answer at the end of at most five redirects."""
    import httpx

    try:
        url = httpx.URL(source)
        with httpx.Client(follow_redirects=False, headers=_HEADERS) as client:
            for _ in range(_REDIRECTS + 1):
                outcome = _get(client, url, limits, deadline, source)
                if isinstance(outcome, _Answer):
                    return outcome
                url = outcome
    except httpx.InvalidURL as error:
        raise AddressError(
            f"{source} is no address that can be fetched ({error}); write it as https://host/path"
        ) from error
    except httpx.TimeoutException as error:
        raise _too_slow(source, limits) from error
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise AddressError(
            f"{source} did not answer ({error or type(error).__name__}); try again, or save the page"
        ) from error
    raise AddressError(f"{source} redirects more than {_REDIRECTS} times; give the address that it leads to")


def _get(client: httpx.Client, url: httpx.URL, limits: Limits, deadline: float, source: str) -> _Answer | httpx.URL:
    """One request: the answer, or where it redirects to."""
    address = _checked_address(url, limits, source)
    request = client.build_request(
        "GET",
        url.copy_with(host=address),
        headers={"Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
        timeout=max(0.1, deadline - time.monotonic()),
    )
    response = client.send(request, stream=True)
    try:
        if response.has_redirect_location:
            return url.join(response.headers["Location"])
        if response.is_error:
            kind = NotFoundError if response.status_code in _GONE else AddressError
            raise kind(f"{source} answered {response.status_code} {response.reason_phrase}; check the address")
        media = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        body = _body(response, limits, deadline, source)
        return _Answer(body, str(url.copy_with(userinfo=b"")), media, response.charset_encoding or "")
    finally:
        response.close()


def _body(response: httpx.Response, limits: Limits, deadline: float, source: str) -> bytes:
    """The answer's body, unpacked, as far as size and time allow."""
    limit = limits.document_bytes
    declared = response.headers.get("Content-Length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large(source, megabytes(int(declared)), limit)
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > limit:
            raise too_large(source, f"more than {megabytes(limit)}", limit)
        if time.monotonic() > deadline:
            raise _too_slow(source, limits)
    return bytes(body)


def _too_slow(source: str, limits: Limits) -> TooLargeError:
    return TooLargeError(f"{source} did not answer within {limits.fetch_seconds:g} s; try again, or save the page")


def _checked_address(url: httpx.URL, limits: Limits, source: str) -> str:
    """The first address of the URL's host, once all of them are found public; AddressError otherwise."""
    if url.scheme not in _SCHEMES:
        raise AddressError(f"{source}: {url.scheme or 'no'} address; only http and https are fetched")
    if not url.host:
        raise AddressError(f"{source} names no host; write it as https://host/path")
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"the host {url.host} of {source} is not known; check the address") from error
    addresses = [str(entry[4][0]) for entry in found]
    private = [address for address in addresses if not is_public(address)]
    if private and not limits.allow_private:
        raise AddressError(f"{source} leads to the private address {private[0]}, which is refused; {_ALLOW}")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet, also when it is an IPv4 address wrapped in IPv6."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(inner is not None and not is_public(str(inner)) for inner in wrapped):
            return False
        if ip.ipv4_mapped:
            return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved

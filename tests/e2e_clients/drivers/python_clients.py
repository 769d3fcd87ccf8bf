"""Requests URLs with one of the Python clients: python_clients.py CLIENT URL...

What goes wrong with a request is of no interest here: the test looks at where it arrived.
"""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

TIMEOUT = 3
DEFAULT_PORTS = {"http": 80, "https": 443}


def with_urllib(urls: list[str]) -> None:
    from urllib.request import urlopen

    for url in urls:
        with suppress(Exception):
            urlopen(url, timeout=TIMEOUT).read()


def with_requests(urls: list[str]) -> None:
    import requests

    for url in urls:
        with suppress(Exception):
            requests.get(url, timeout=TIMEOUT)


def with_pip(urls: list[str]) -> None:
    from pip._vendor import requests

    for url in urls:
        with suppress(Exception):
            requests.get(url, timeout=TIMEOUT)


def with_httpx(urls: list[str]) -> None:
    import httpx

    with suppress(Exception), httpx.Client(timeout=TIMEOUT) as client:
        for url in urls:
            with suppress(Exception):
                client.get(url)


def with_aiohttp(urls: list[str]) -> None:
    import aiohttp

    async def request_all() -> None:
        timeout = aiohttp.ClientTimeout(total=TIMEOUT)
        async with aiohttp.ClientSession(trust_env=True, timeout=timeout) as session:
            for url in urls:
                with suppress(Exception):
                    await (await session.get(url)).read()

    asyncio.run(request_all())


def with_botocore(urls: list[str]) -> None:
    from botocore.awsrequest import AWSRequest
    from botocore.httpsession import URLLib3Session
    from botocore.utils import get_environ_proxies

    for url in urls:
        with suppress(Exception):
            session = URLLib3Session(proxies=get_environ_proxies(url), timeout=TIMEOUT)
            session.send(AWSRequest("GET", url).prepare())


def with_grpc(urls: list[str]) -> None:
    import grpc

    for url in urls:
        parts = urlsplit(url)
        target = parts.netloc if parts.port else f"{parts.netloc}:{DEFAULT_PORTS[parts.scheme]}"
        with suppress(Exception), grpc.insecure_channel(target) as channel:
            channel.unary_unary("/grid/Call")(b"", timeout=TIMEOUT)


def with_kubernetes(urls: list[str]) -> None:
    from kubernetes import client

    for url in urls:
        parts = urlsplit(url)
        configuration = client.Configuration(host=f"{parts.scheme}://{parts.netloc}")
        configuration.retries = False
        with suppress(Exception), client.ApiClient(configuration) as api:
            api.rest_client.request("GET", url, _request_timeout=TIMEOUT)


CLIENTS: dict[str, Callable[[list[str]], None]] = {
    "python-urllib": with_urllib,
    "python-requests": with_requests,
    "pip": with_pip,
    "httpx": with_httpx,
    "aiohttp": with_aiohttp,
    "botocore": with_botocore,
    "grpc-core": with_grpc,
    "kubernetes-python": with_kubernetes,
}

if __name__ == "__main__":
    CLIENTS[sys.argv[1]](sys.argv[2:])

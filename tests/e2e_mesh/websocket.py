"""A client of a WebSocket. Prints the status of the answer, and what came back of what it sent.

Usage: websocket.py URL CA. The server's certificate is verified.
"""

import base64
import os
import socket
import ssl
import sys
from urllib.parse import urlsplit

MESSAGE = b"hello\n"


def main() -> None:
    url, ca = urlsplit(sys.argv[1]), sys.argv[2]
    secure = url.scheme == "wss"
    address = (url.hostname, url.port or (443 if secure else 80))
    connection = socket.create_connection(address, timeout=8)
    if secure:
        context = ssl.create_default_context(cafile=ca)
        connection = context.wrap_socket(connection, server_hostname=url.hostname)
    lines = (
        f"GET {url.path or '/'} HTTP/1.1",
        f"Host: {url.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
    )
    connection.sendall("\r\n".join([*lines, "", ""]).encode())
    received = connection.makefile("rb")
    status = received.readline().split()[1].decode()
    while received.readline() not in (b"\r\n", b""):
        pass
    if status == "101":
        connection.sendall(MESSAGE)
        print(status, received.readline().decode().strip())
    else:
        print(status)


if __name__ == "__main__":
    main()

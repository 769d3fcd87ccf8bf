"""A forward proxy that writes the head of every request down as one line of its log.

Usage: recorder.py ADDRESS PORT [--certificate FILE KEY] [--authorization TEXT]. With a certificate
it speaks TLS; with a text it answers 407 to requests without that Proxy-Authorization.
"""

import argparse
import contextlib
import socket
import ssl
import sys
import threading
from urllib.parse import urlsplit


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("port", type=int)
    parser.add_argument("--certificate", nargs=2)
    parser.add_argument("--authorization")
    given = parser.parse_args()
    context = None
    if given.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*given.certificate)
    listener = socket.create_server((given.address, given.port), backlog=64)
    print("serving", flush=True)
    while True:
        connection, _ = listener.accept()
        arguments = (connection, given.authorization, context)
        threading.Thread(target=handle, args=arguments, daemon=True).start()


def handle(connection, authorization, context):
    try:
        if context is not None:
            connection = context.wrap_socket(connection, server_side=True)
        head, rest = read_head(connection)
        lines = head.decode("latin-1").split("\r\n")
        print(" | ".join(filter(None, lines)), flush=True)
        if authorization and f"proxy-authorization: {authorization}".lower() not in (
            line.lower() for line in lines
        ):
            connection.sendall(
                b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 4\r\n"
                b"Connection: close\r\n\r\n407\n"
            )
            return
        pass_on(connection, lines, head, rest)
    except OSError as error:
        print(f"- {error}", file=sys.stderr, flush=True)
    finally:
        connection.close()


def read_head(connection):
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(4096)
        if not part:
            raise OSError("the client is gone")
        received += part
    head, _, rest = received.partition(b"\r\n\r\n")
    return head, rest


def pass_on(connection, lines, head, rest):
    method, target, _ = lines[0].split(" ")
    if method == "CONNECT":
        host, _, port = target.rpartition(":")
        if host == "-":
            connection.sendall(b"HTTP/1.1 503 No Host\r\nContent-Length: 0\r\n\r\n")
            return
        upstream = socket.create_connection((host, int(port)), timeout=5)
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        upstream.sendall(rest)
    else:
        url = urlsplit(target)
        if not url.hostname:
            connection.sendall(b"HTTP/1.1 400 No Absolute Form\r\nContent-Length: 0\r\n\r\n")
            return
        upstream = socket.create_connection((url.hostname, url.port or 80), timeout=5)
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        others = head.partition(b"\r\n")[2]
        kept = [
            line
            for line in others.split(b"\r\n")
            if not line.lower().startswith((b"proxy-authorization:", b"connection:"))
        ]
        request = [f"{method} {path} HTTP/1.1".encode(), *kept, b"Connection: close"]
        upstream.sendall(b"\r\n".join(request) + b"\r\n\r\n" + rest)
    upstream.settimeout(None)
    back = threading.Thread(target=copy, args=(upstream, connection), daemon=True)
    back.start()
    copy(connection, upstream)
    back.join(10)


def copy(source, target):
    try:
        while part := source.recv(65536):
            target.sendall(part)
    except OSError:
        pass
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


if __name__ == "__main__":
    main()

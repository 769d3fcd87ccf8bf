"""The servers of the Internet and of the company: each answers with what reached it.

Usage: origin.py CERTIFICATE KEY. By plain HTTP at 80 and 8080, by TLS at 443 and 8443, HTTP/1.1 with
WebSockets, and HTTP/2 to clients that know that they may; at 3306 and 2525 a server speaks first.
"""

import base64
import hashlib
import socket
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GREETING = b"220 ready\r\n"
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
HEADERS, SETTINGS = 1, 4


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle(self):
        if self.rfile.peek(3).startswith(b"PRI"):
            answer_http2(self.rfile, self.wfile, self.client_address[0])
        else:
            super().handle()

    def do_GET(self):
        if self.headers.get("Upgrade", "").lower() == "websocket":
            self.echo()
            return
        length = int(self.headers.get("Content-Length") or 0)
        received = self.rfile.read(length).decode()
        lines = [
            f"peer={self.client_address[0]}",
            f"host={self.headers.get('Host')}",
            f"path={self.path}",
            f"protocol={self.request_version}",
            f"body={received}",
            f"authorization={self.headers.get('Proxy-Authorization')}",
        ]
        text = "\n".join([*lines, ""]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def echo(self):
        """A WebSocket, which sends back what comes."""
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        self.send_header("Sec-WebSocket-Accept", accept)
        self.end_headers()
        self.wfile.write(self.rfile.readline())
        self.close_connection = True

    def log_message(self, *arguments):
        pass


def answer_http2(received, sent, peer):
    """Answer the first request of a connection with HTTP/2."""
    received.read(len(PREFACE))
    sent.write(frame(SETTINGS, 0, 0, b""))
    kind = None
    while kind != HEADERS:
        head = received.read(9)
        kind, stream = head[3], int.from_bytes(head[5:], "big")
        received.read(int.from_bytes(head[:3], "big"))
    status_200 = b"\x88"
    sent.write(frame(HEADERS, 4, stream, status_200))
    sent.write(frame(0, 1, stream, f"peer={peer}\nprotocol=HTTP/2\n".encode()))


def frame(kind, flags, stream, payload):
    return (
        len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload
    )


class TLSServer(ThreadingHTTPServer):
    """TLS is shaken in the connection's own thread, so that one client cannot hold up another."""

    def finish_request(self, request, client_address):
        try:
            secured = self.context.wrap_socket(request, server_side=True)
        except OSError:
            return
        self.RequestHandlerClass(secured, client_address, self)
        secured.close()


def serve(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()


def greet(port):
    listener = socket.create_server(("", port))
    while True:
        connection, _ = listener.accept()
        connection.sendall(GREETING)
        connection.close()


def main():
    certificate, key = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    for port in (80, 8080):
        serve(ThreadingHTTPServer(("", port), Handler))
    for port in (443, 8443):
        server = TLSServer(("", port), Handler)
        server.context = context
        serve(server)
    threading.Thread(target=greet, args=(2525,), daemon=True).start()
    print("serving", flush=True)
    greet(3306)


if __name__ == "__main__":
    main()

"""The servers of the Internet and of the company: each answers with what reached it.

Usage: origin.py CERTIFICATE KEY. By plain HTTP at 80 and 8080, by TLS at 443 and 8443; at 3306 and
on the TLS port 443 of 10.77.2.10 aside, a server at 3306 and 2525 speaks first.
"""

import socket
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GREETING = b"220 ready\r\n"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        received = self.rfile.read(length).decode()
        lines = [
            f"peer={self.client_address[0]}",
            f"host={self.headers.get('Host')}",
            f"path={self.path}",
            f"body={received}",
            f"authorization={self.headers.get('Proxy-Authorization')}",
        ]
        text = "\n".join([*lines, ""]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, *arguments):
        pass


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

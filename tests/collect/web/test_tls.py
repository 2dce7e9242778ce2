"""Encrypted connections to servers as old and as odd as some are."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from bulletin.errors import InputError

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="a certificate is made with openssl")


class _Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/" else 404)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(HTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that do not trust us hang up."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout - -out -".split()
    path.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    return path


@pytest.fixture
def serve(certificate: Path) -> Iterator[Callable[[str], int]]:
    """A server that knows these ciphers only; its port."""
    servers: list[HTTPServer] = []

    def start(ciphers: str) -> int:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(ciphers)
        server = _Server(("127.0.0.1", 0), _Hello)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
        return server.server_port

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_certificate_of_nobody_is_refused_and_can_be_let_pass(serve: Any, make_fetcher: Any) -> None:
    port = serve("DEFAULT")
    with pytest.raises(InputError) as caught:
        make_fetcher(ports=frozenset({port})).get(f"https://localhost:{port}/")
    assert caught.value.code == "web.certificate"
    assert "self" in str(caught.value.values["reason"])
    fetcher = make_fetcher(ports=frozenset({port}), check_certificates=False)
    assert fetcher.get(f"https://localhost:{port}/").body == b"hello"


def test_an_old_server_without_forward_secrecy_is_understood(serve: Any, make_fetcher: Any) -> None:
    port = serve("AES128-SHA:@SECLEVEL=1")
    fetcher = make_fetcher(ports=frozenset({port}), check_certificates=False)
    assert fetcher.get(f"https://localhost:{port}/").body == b"hello"


def test_a_server_that_speaks_no_tls_is_told_apart(site: Any, make_fetcher: Any) -> None:
    with pytest.raises(InputError) as caught:
        make_fetcher(tries=1).get(f"https://localhost:{site.port}/")
    assert caught.value.code == "web.tls"

from __future__ import annotations

from pathlib import Path

import pytest
from run_function import Outcome, run

from krm_fn.clients.table import NAMES
from krm_fn.command import explain
from krm_fn.config.function_config import Configuration

CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata:
  name: proxy
spec:
  httpProxy: http://proxy.example.com:3128
  httpsProxy: http://proxy.example.com:3129
  noProxy: [localhost, .svc, 10.96.0.0/12]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "proxy.yaml"
    path.write_text(CONFIG)
    return path


def test_a_table_has_a_row_for_each_url_and_client(config: Path) -> None:
    clients = ["--client", "curl", "--client", "httpx"]
    urls = ["http://backend.shop.svc/", "https://10.96.0.10/"]
    done = run(b"", "explain", "--config", str(config), *clients, *urls)
    status = done.exit_code

    assert status == 0
    assert done.stdout.decode() == (
        "URL                       CLIENT  GOES                                   BECAUSE OF\n"
        'http://backend.shop.svc/  curl    direct                                 noProxy entry ".svc"\n'
        '                          httpx   direct                                 noProxy entry ".svc"\n'
        'https://10.96.0.10/       curl    direct                                 noProxy entry "10.96.0.0/12"\n'
        "                          httpx   through http://proxy.example.com:3129  https_proxy\n"
    )


def test_without_a_client_every_client_has_a_row(config: Path) -> None:
    done = run(b"", "explain", "--config", str(config), "http://example.com/")
    assert done.exit_code == 0
    rows = done.stdout.decode().splitlines()[1:]
    assert [row[21:].split()[0] for row in rows] == list(NAMES)


def test_a_client_that_ignores_the_environment_says_what_it_needs(config: Path) -> None:
    done = run(b"", "explain", "--config", str(config), "--client", "java", "http://example.com/")
    assert done.stdout.decode().splitlines()[1] == (
        "http://example.com/  java    direct  reads no proxy variables without JAVA_TOOL_OPTIONS"
    )


def test_a_client_that_needs_an_option_in_its_code_says_so(config: Path) -> None:
    done = run(b"", "explain", "--config", str(config), "--client", "aiohttp", "http://localhost/")
    assert done.stdout.decode().splitlines()[1] == (
        "http://localhost/  aiohttp  direct  "
        'noProxy entry "localhost"; with ClientSession(trust_env=True)'
    )


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "proxy.yaml"
    path.write_text(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: proxy}\n"
        "data: {httpProxy: 'http://user:s3cret$$x@proxy:3128'}\n"
    )
    done = run(
        b"", "explain", "--config", str(path), "--client", "curl", "http://me:t0ken@example.com/"
    )
    assert b"http://user:***@proxy:3128" in done.stdout
    assert "s3cret" not in done.stdout.decode() + done.stderr
    assert "t0ken" not in done.stdout.decode() + done.stderr


def test_the_process_sees_a_single_dollar_for_a_doubled_one(tmp_path: Path) -> None:
    from krm_fn.checks.configured import read

    config = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "proxy"},
        "data": {"httpProxy": "http://user:a$b@proxy:3128"},
    }
    seen = explain.environment(read(config)[0])
    assert seen["http_proxy"] == "http://user:a$b@proxy:3128"


def test_an_unknown_client_is_an_error_that_lists_the_names(config: Path) -> None:
    done = run(b"", "explain", "--config", str(config), "--client", "lynx", "http://example.com/")
    assert done.exit_code == 2
    assert done.stderr == (f'[error] `--client` must be one of {", ".join(NAMES)}; got "lynx"\n')


def test_a_url_without_a_scheme_is_an_error(config: Path) -> None:
    done = run(b"", "explain", "--config", str(config), "example.com")
    assert done.exit_code == 2
    assert done.stderr == (
        '[error] a URL must start with http:// or https:// and name a host, got "example.com"\n'
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://[::1", "http://***:***"),
        ("http://example.com:99999/", "http://example.com:99999/"),
        ("http://example.com:http/", "http://example.com:***/"),
    ],
)
def test_a_url_with_brackets_or_a_port_that_are_none_is_an_error(
    url: str, shown: str, config: Path
) -> None:
    done = run(b"", "explain", "--config", str(config), url)
    assert done.exit_code == 2
    assert done.stderr == (
        "[error] a URL must have an IPv6 address between brackets and a port up to 65535, if any, "
        f'got "{shown}"\n'
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = str(tmp_path / "none.yaml")
    assert run(b"", "explain", "--config", path, "http://example.com/") == Outcome(
        b"", f'[error] "{path}" could not be opened: No such file or directory\n', 1
    )


def test_a_refused_configuration_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "proxy.yaml"
    path.write_text("apiVersion: v1\nkind: Secret\nmetadata: {name: proxy}\n")
    done = run(b"", "explain", "--config", str(path), "http://example.com/")
    assert done.exit_code == 1
    assert done.stderr.startswith("[error]")


def test_a_missing_url_is_a_wrong_usage(config: Path) -> None:
    done = run(b"", "explain", "--config", str(config))
    assert done.exit_code == 2
    assert done.stderr == ("[error] must get the URLs to explain, such as `https://example.com/`\n")


def test_help_exits_with_0() -> None:
    done = run(b"", "explain", "--help")
    assert done.exit_code == 0
    assert done.stdout.decode().startswith("usage: set-proxy-env explain")


def test_the_last_column_is_wrapped_to_the_terminal() -> None:
    rows = [("http://a/", "curl", "direct", "a reason of several words that is rather long")]
    assert explain.table(rows, width=50) == (
        "URL        CLIENT  GOES    BECAUSE OF\n"
        "http://a/  curl    direct  a reason of several\n"
        "                           words that is rather\n"
        "                           long\n"
    )


def test_a_url_that_comes_from_a_secret_is_named_for_it() -> None:
    source = {"https_proxy": {"secretKeyRef": {"name": "proxy", "key": "url"}}}
    seen = explain.environment(Configuration(sources=source))
    assert seen == {"https_proxy": "http://secret-proxy", "HTTPS_PROXY": "http://secret-proxy"}

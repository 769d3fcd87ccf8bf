from __future__ import annotations

import json
from pathlib import Path

import pytest
from run_function import Outcome, run

from krm_fn.clients.table import NAMES
from krm_fn.command.columns import columns, widths

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


def explained(config: Path, *arguments: str) -> str:
    done = run(b"", "explain", "--config", str(config), *arguments)
    assert (done.exit_code, "[error]" in done.stderr) == (0, False)
    return done.stdout.decode()


def test_clients_that_do_the_same_are_one_line_and_the_exceptions_come_first(config: Path) -> None:
    assert explained(config, "http://backend.shop.svc/", "https://10.96.0.10/") == (
        "CLIENTS   GO                                     BECAUSE OF                                                                  WHICH\n"
        "http://backend.shop.svc/\n"
        "1 of 32   through http://proxy.example.com:3129  HTTPS_PROXY                                                                 grpc-go-1.70\n"
        "3 of 32   through http://proxy.example.com:3128  http_proxy or HTTP_PROXY                                                    busybox-wget, fluent-bit, aws-sdk-java\n"
        "4 of 32   direct                                 reads no proxy variables without NODE_USE_ENV_PROXY=1 or JAVA_TOOL_OPTIONS  node-fetch, node-http, java, grpc-java\n"
        '24 of 32  direct                                 noProxy entry ".svc"                                                        all others\n'
        "https://10.96.0.10/\n"
        "1 of 32   fails                                  an http:// proxy                                                            wget2\n"
        "3 of 32   through http://proxy.example.com:3128  http_proxy or HTTP_PROXY                                                    busybox-wget, fluent-bit, aws-sdk-java\n"
        "3 of 32   through http://proxy.example.com:3129  https_proxy; with an option in the program                                  aiohttp, undici, proxy-from-env\n"
        "4 of 32   direct                                 reads no proxy variables without NODE_USE_ENV_PROXY=1 or JAVA_TOOL_OPTIONS  node-fetch, node-http, java, grpc-java\n"
        "7 of 32   through http://proxy.example.com:3129  https_proxy or HTTPS_PROXY                                                  wget, python-urllib, httpx, botocore, npm, dotnet, apt\n"
        '14 of 32  direct                                 noProxy entry "10.96.0.0/12"                                                all others\n'
    )


def test_clients_that_were_named_are_all_in_their_lines(config: Path) -> None:
    clients = ["--client", "curl", "--client", "go", "--client", "httpx"]
    assert explained(config, *clients, "https://10.96.0.10/") == (
        "CLIENTS  GO                                     BECAUSE OF                    WHICH\n"
        "https://10.96.0.10/\n"
        "1 of 3   through http://proxy.example.com:3129  https_proxy                   httpx\n"
        '2 of 3   direct                                 noProxy entry "10.96.0.0/12"  curl, go\n'
    )


def test_what_a_client_needs_is_no_matter_where_nothing_is_set(config: Path) -> None:
    config.write_text(CONFIG.replace("  httpProxy: http://proxy.example.com:3128\n", ""))
    assert explained(config, "http://example.com/").splitlines()[2:] == [
        "4 of 32   through http://proxy.example.com:3129  HTTPS_PROXY or https_proxy     "
        "grpc-go, grpc-go-1.70, npm, grpc-core",
        "28 of 32  direct                                 no proxy is set for http URLs  all others",
    ]


def test_a_client_that_ignores_the_environment_says_what_it_needs(config: Path) -> None:
    assert explained(config, "--client", "java", "http://example.com/").splitlines()[2] == (
        "1 of 1   direct  reads no proxy variables without JAVA_TOOL_OPTIONS  java"
    )


def test_a_configuration_that_tells_jvms_is_heard_by_them(config: Path) -> None:
    config.write_text(CONFIG + "  runtimes: [java]\n")
    assert explained(config, "--client", "java", "https://example.com/").splitlines()[2] == (
        "1 of 1   through http://proxy.example.com:3129  https.proxyHost  java"
    )


def test_a_client_that_needs_an_option_in_its_code_says_so(config: Path) -> None:
    assert explained(config, "--client", "aiohttp", "https://example.com/").splitlines()[2] == (
        "1 of 1   through http://proxy.example.com:3129  "
        "https_proxy; with ClientSession(trust_env=True)  aiohttp"
    )


def test_the_configuration_may_stand_on_the_command_line() -> None:
    proxy = ("--http-proxy", "http://proxy:3128", "--no-proxy", ".svc")
    done = run(b"", "explain", *proxy, "--client", "curl", "http://a.svc/", "http://example.com/")
    assert done.stdout.decode().splitlines()[1:] == [
        "http://a.svc/",
        '1 of 1   direct                     noProxy entry ".svc"  curl',
        "http://example.com/",
        "1 of 1   through http://proxy:3128  http_proxy            curl",
    ]


def test_the_answers_as_json(config: Path) -> None:
    found = explained(
        config, "--format", "json", "--client", "aiohttp", "--client", "java", "https://u:p@h.org/x"
    )
    assert json.loads(found) == {
        "urls": [
            {
                "url": "https://h.org/x",
                "answers": [
                    {
                        "client": "aiohttp",
                        "goes": "proxy",
                        "proxy": "http://proxy.example.com:3129",
                        "because": "https_proxy",
                        "option": "ClientSession(trust_env=True)",
                    },
                    {
                        "client": "java",
                        "goes": "direct",
                        "proxy": None,
                        "because": "reads no proxy variables without JAVA_TOOL_OPTIONS",
                        "option": None,
                    },
                ],
            }
        ]
    }


SECRET = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata: {name: proxy}
spec:
  httpsProxy: {valueFrom: {secretKeyRef: {name: egress, key: url}}}
  noProxy: [.svc]
"""


def test_a_url_from_a_secret_is_said_to_come_from_there(config: Path) -> None:
    config.write_text(SECRET)
    rows = explained(config, "--client", "go", "https://example.com/", "https://a.svc/")
    assert [line for line in rows.splitlines() if " of " in line] == [
        '1 of 1   through the proxy that the Secret "egress", key "url" names  HTTPS_PROXY           go',
        '1 of 1   direct                                                       noProxy entry ".svc"  go',
    ]


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


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("golang", "did you mean `go`?"),
        ("crul", "did you mean `curl`?"),
        ("requests", "did you mean `python-requests`?"),
        ("wget1", "did you mean `wget` or `wget2`?"),
        (
            "node",
            "did you mean `undici`, `node-fetch`, `node-http`, `axios` or `proxy-from-env`?",
        ),
    ],
)
def test_an_unknown_client_is_an_error_that_says_what_may_be_meant(
    name: str, meant: str, config: Path
) -> None:
    done = run(b"", "explain", "--config", str(config), "--client", name, "http://example.com/")
    assert done.exit_code == 2
    assert done.stderr == (
        f'[error] `--client` must be the name of a client, got "{name}" ({meant})\n'
    )


def test_a_client_like_no_other_is_an_error_that_lists_the_names(config: Path) -> None:
    done = run(b"", "explain", "--config", str(config), "--client", "xyz", "http://example.com/")
    assert done.exit_code == 2
    assert done.stderr == (
        '[error] `--client` must be the name of a client, got "xyz"; '
        f"the clients are {', '.join(NAMES)}\n"
    )


def test_what_is_neither_a_url_nor_a_path_is_an_error(config: Path) -> None:
    done = run(b"", "explain", "--config", str(config), "example.com")
    assert done.exit_code == 2
    assert done.stderr == (
        "[error] must get URLs, which start with http:// or https://, and PATHs that are there, "
        'got "example.com"\n'
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


def test_without_a_configuration_and_manifests_there_is_nothing_to_explain() -> None:
    done = run(b"", "explain", "https://example.com/")
    assert done == Outcome(
        b"",
        "[error] must get a configuration: `--config FILE`, `--http-proxy URL` and others, or a file "
        "`.set-proxy-env.yaml` in the folder or around it; or the PATHs of manifests\n",
        2,
    )


def test_the_last_column_is_wrapped_to_the_terminal() -> None:
    rows = [("curl", "direct", "a reason of several words that is rather long"), ("a", "b", "")]
    assert columns(rows, widths(rows), 40) == (
        "curl  direct  a reason of several words\n              that is rather long\na     b\n"
    )


def test_a_list_is_wrapped_behind_its_commas_and_a_url_not_at_its_hyphens() -> None:
    text = "no_proxy: localhost,127.0.0.1,.svc at http://proxy-old.example.com:80"
    assert columns([("a", text)], [1], 40) == (
        "a  no_proxy: localhost,127.0.0.1,.svc at\n   http://proxy-old.example.com:80\n"
    )
    assert columns([("a", text)], [1], 36) == (
        "a  no_proxy: localhost,127.0.0.1,\n   .svc at\n   http://proxy-old.example.com:80\n"
    )

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from places import EXAMPLES
from run_function import Outcome, run

EXAMPLE = EXAMPLES / "audit"
CONFIG, CLUSTER = str(EXAMPLE / "proxy.yaml"), str(EXAMPLE / "cluster.yaml")

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: app
        image: example.com/app:1
"""


def audited(*arguments: str, stdin: bytes = b"", status: int = 1) -> str:
    done = run(stdin, "audit", "--config", CONFIG, *arguments)
    assert (done.exit_code, done.stderr) == (status, "")
    return done.stdout.decode()


def test_the_example_prints_its_table() -> None:
    assert audited(CLUSTER) == (EXAMPLE / ".expected" / "audit.txt").read_text()


def test_where_all_is_as_configured_the_exit_status_is_0() -> None:
    set_by_us = run(DEPLOYMENT.encode(), "--config", CONFIG).stdout
    assert audited("-", stdin=set_by_us, status=0) == (
        "NAMESPACE  DIFFERS  AS CONFIGURED  LEFT ALONE\nshop       0        1              0\n"
    )


def test_the_configuration_may_stand_on_the_command_line() -> None:
    proxy = ("--http-proxy", "http://proxy:3128", "--no-proxy", ".svc")
    done = run(DEPLOYMENT.encode(), "audit", *proxy, "--url", "http://a.svc/", "-")
    assert done.exit_code == 1
    assert done.stdout.decode() == (
        "WORKLOAD             CONTAINER  WHERE     WHAT DIFFERS, AND WHAT CLIENTS DO\n"
        "shop/Deployment/web  app        template  http_proxy, HTTP_PROXY: missing, must be http://proxy:3128\n"
        "                                          no_proxy, NO_PROXY: missing, must be .svc\n"
        "                                          http://a.svc/: direct (32 of 32 clients), no proxy is set for http URLs\n"
        "\n"
        "NAMESPACE  DIFFERS  AS CONFIGURED  LEFT ALONE\n"
        "shop       1        0              0\n"
    )


def test_no_line_of_a_table_begins_as_a_command_does() -> None:
    web = DEPLOYMENT.replace("shop", '"::error::shop"').encode()
    job = (
        DEPLOYMENT.replace(", namespace: shop", "")
        .replace("apps/v1", "a.b/v1")
        .replace("Deployment", '"::error::Job"')
        .encode()
    )
    for data in (web, job):
        tables = audited("-", stdin=data) + run(data, "explain", "-", "http://a/").stdout.decode()
        assert "\\x3a:error::" in tables
        assert not any(line.lstrip().startswith("::") for line in tables.splitlines())


def test_json_has_what_the_table_has() -> None:
    found = json.loads(audited(CLUSTER, "--format", "json"))
    assert found["counts"] == {"differs": 4, "as configured": 2, "left alone": 4}
    [billing] = [each for each in found["containers"] if each["name"] == "billing"]
    assert billing == {
        "namespace": "payments",
        "kind": "Deployment",
        "name": "billing",
        "container": "billing",
        "image": "golang:1.23",
        "template": True,
        "pods": 1,
        "note": "",
        "state": "differs",
        "reason": "",
        "differences": [
            {
                "variables": ["http_proxy", "HTTP_PROXY"],
                "has": None,
                "configured": "http://proxy.example.com:3128",
                "lacks": [],
            },
            {
                "variables": ["https_proxy", "HTTPS_PROXY"],
                "has": 'from the Secret "egress-proxy", key "url"',
                "configured": "http://proxy.example.com:3128",
                "lacks": [],
            },
        ],
        "urls": [
            {
                "url": "https://example.com/",
                "answers": [
                    {
                        "client": "go",
                        "goes": "proxy",
                        "proxy": 'the proxy that the Secret "egress-proxy", key "url" names',
                        "because": "HTTPS_PROXY",
                        "option": None,
                    }
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("name", "start"), [("a.html", "<!DOCTYPE html>"), ("a.json", "{\n"), ("a.txt", "WORKLOAD ")]
)
def test_the_ending_of_the_output_says_the_format(name: str, start: str, tmp_path: Path) -> None:
    output = tmp_path / name
    assert audited(CLUSTER, "--output", str(output)) == ""
    assert output.read_text().startswith(start)


def test_a_namespace_may_be_named() -> None:
    assert audited(CLUSTER, "--namespace", "ci", status=0).endswith(
        "NAMESPACE  DIFFERS  AS CONFIGURED  LEFT ALONE\nci         0        1              0\n"
    )


def test_where_there_is_no_container_that_is_said() -> None:
    empty = b"{apiVersion: v1, kind: List, items: []}"
    done = run(empty, "audit", "--config", CONFIG, "--namespace", "shpo", "-")
    assert done == Outcome(
        b"NAMESPACE  DIFFERS  AS CONFIGURED  LEFT ALONE\nall        0        0              0\n",
        '[warning]: no container was found in the namespace "shpo"\n',
        0,
    )


REMOVE = "{apiVersion: krm-fn.dev/v1alpha1, kind: SetProxyEnv, spec: {httpProxy: 'http://a:1', remove: true}}"
TRANSPARENT = "{apiVersion: krm-fn.dev/v1alpha1, kind: TransparentProxy, spec: {}}"


@pytest.mark.parametrize(
    ("config", "arguments", "message"),
    [
        (
            "",
            (CLUSTER,),
            "must get a configuration: `--config FILE`, `--http-proxy URL` and others, or a file "
            "`.set-proxy-env.yaml` in the folder or around it",
        ),
        (
            Path(CONFIG).read_text(),
            (),
            "must get files with a cluster's objects, or - for stdin: "
            "`kubectl get deploy,sts,ds,cronjobs,rs,jobs,pods,ns -A -o yaml`",
        ),
        (REMOVE, (CLUSTER,), "must get what is to be set: `spec.remove` is true"),
        (
            TRANSPARENT,
            (CLUSTER,),
            "must get the configuration of variables: a TransparentProxy sets none",
        ),
        (
            Path(CONFIG).read_text(),
            ("--url", "example.com", CLUSTER),
            'a URL must start with http:// or https:// and name a host, got "example.com"',
        ),
    ],
)
def test_a_wrong_usage_ends_with_2(
    config: str, arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(config)
    given = ("--config", str(path)) if config else ()
    assert run(b"", "audit", *given, *arguments) == Outcome(b"", f"[error] {message}\n", 2)


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("apiVersion: v1\nkind: Pod\nspec: {\n")
    done = run(b"", "audit", "--config", CONFIG, str(broken))
    assert (done.exit_code, done.stdout) == (1, b"")
    assert done.stderr.startswith("[error]")


def test_a_folder_without_manifests_is_an_error(tmp_path: Path) -> None:
    done = run(b"", "audit", "--config", CONFIG, str(tmp_path))
    told = (
        f"[warning] ({tmp_path}): holds no .yaml, .yml or .json file to edit\n"
        "[error] there are no manifests at the given paths\n"
    )
    assert done == Outcome(b"", told, 1)


# --- the page -------------------------------------------------------------------------------


class Page(HTMLParser):
    """The tags of a page, each with its attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_page_needs_nothing_from_outside() -> None:
    text = audited(CLUSTER, "--format", "html")
    page = Page(text)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert links
    assert all(link and link.startswith("#") for link in links)
    assert not re.search(r"url\(|@import| on\w+=| src=", text)


def test_the_page_has_the_same_date_twice_where_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")
    first, second = (audited(CLUSTER, "--format", "html") for _ in range(2))
    assert first == second
    assert '<time datetime="2025-11-25T00:00Z">2025-11-25 00:00 UTC</time>' in first


HOSTILE = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: "<script>alert(1)</script>", namespace: "\\"><img src=x onerror=alert(2)>"}
spec:
  template:
    spec:
      containers:
      - name: "<b onmouseover=alert(3)>"
        image: "example.com/<i>&amp;\\u202e:1"
        env:
        - {name: http_proxy, value: "http://user:s3cr3t@proxy:1/'\\"><svg onload=alert(4)>"}
        - {name: HTTP_PROXY, value: "http://user:s3cr3t@proxy:1"}
        - {name: no_proxy, value: "a,</style><script>alert(5)</script>,password=s3cr3t"}
"""


def test_the_page_escapes_what_comes_from_the_list_and_hides_passwords(tmp_path: Path) -> None:
    name = tmp_path / "<script>alert(6)<"
    name.write_text(HOSTILE)
    text = audited(str(name), "--format", "html", "--url", "https://u:s3cr3t@h/?<script>")
    page = Page(text)
    assert not {tag for tag, _ in page.tags} & {"script", "img", "svg", "i"}
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on")]
    assert "<script>alert(1)</script>" in "".join(page.texts)
    assert "s3cr3t" not in text
    assert "\u202e" not in text


def test_the_other_formats_hide_passwords_and_control_characters(tmp_path: Path) -> None:
    name = tmp_path / "cluster.yaml"
    name.write_text(HOSTILE)
    for form in ("table", "json"):
        text = audited(str(name), "--format", form, "--url", "https://u:s3cr3t@h/")
        assert "s3cr3t" not in text
        assert "\u202e" not in text

"""What real runtimes show of results: kpt prints them itself, and so nothing comes twice."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from e2e.runtimes import run

POD = """apiVersion: v1
kind: Pod
metadata:
  name: web-{0}
spec:
  containers:
  - name: web-{0}
    image: x
    env:
    - name: http_proxy
      value: http://mine:1
    - name: HTTP_PROXY
      value: http://mine:1
"""
KEEPS = (
    'container "web-1" keeps its own `http_proxy`, `HTTP_PROXY`; set `existing: replace` to '
    "replace them; the same in 39 more, such as v1/Pod/web-10 (web-10.yaml) and v1/Pod/web-11 "
    "(web-11.yaml)"
)
OPTIONS = ("httpProxy=http://proxy:3128", "httpsProxy=http://proxy:3128", "noProxy=*")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    for number in range(1, 41):
        (folder / f"web-{number}.yaml").write_text(POD.format(number), encoding="utf-8")
    return folder


def test_kpt_prints_many_that_are_alike_as_one_and_none_twice(package: Path) -> None:
    results = package.parent / "results"
    command = ("kpt", "fn", "eval", package, "--exec", "set-proxy-env", "--results-dir", results)
    done = run(*command, "--", *OPTIONS)
    printed = done.stdout + done.stderr
    assert done.returncode == 0
    assert "Stderr:" not in printed
    assert printed.count(KEEPS) == 1
    assert "[info]: set proxy variables in 40 of 40 workloads: " in printed
    held = yaml.safe_load((results / "results.yaml").read_text(encoding="utf-8"))["items"][0]
    kept = [made for made in held["results"] if made["tags"]["rule"] == "kept"]
    names = sorted(made["resourceRef"]["name"] for made in kept)
    assert names == sorted(f"web-{number}" for number in range(1, 41))


def test_kpt_prints_the_errors_of_a_run_that_fails_once(package: Path) -> None:
    command = ("kpt", "fn", "eval", package, "--exec", "set-proxy-env", "--", *OPTIONS)
    done = run(*command, "existing=error")
    printed = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Stderr:" not in printed
    assert printed.count("[error]") == 4  # kpt leaves out what is more than four lines
    assert printed.count('container "web-1" sets') == 1
    assert "; the same in 39 more, such as " in printed


def test_kpt_warns_once_of_a_secret_that_pods_need_and_the_package_lacks(package: Path) -> None:
    proxy = package.parent / "proxy.yaml"
    proxy.write_text(
        "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\nmetadata: {name: proxy}\nspec:\n"
        "  httpsProxy: {valueFrom: {secretKeyRef: {name: proxy, key: url}}}\n"
        '  noProxy: "*"\n',
        encoding="utf-8",
    )
    function = ("--exec", "set-proxy-env", "--truncate-output=false", "--fn-config", proxy)
    done = run("kpt", "fn", "eval", package, *function)
    absent = (
        '[warning]: the list has no Secret "proxy" in the namespace default, to which containers now '
        "refer: without it they do not start; add it, or name `reference` in `checks.ignore`"
    )
    assert (done.returncode, (done.stdout + done.stderr).count(absent)) == (0, 1)


def test_kustomize_which_drops_results_shows_them_on_stderr(package: Path) -> None:
    files = [path.name for path in sorted(package.iterdir())]
    (package / "kustomization.yaml").write_text(
        yaml.safe_dump({"resources": files, "transformers": ["set-proxy-env.yaml"]}),
        encoding="utf-8",
    )
    (package / "set-proxy-env.yaml").write_text(
        "apiVersion: krm-fn.dev/v1alpha1\n"
        "kind: SetProxyEnv\n"
        "metadata:\n"
        "  name: proxy\n"
        "  annotations:\n"
        "    config.kubernetes.io/function: |\n"
        "      exec: {path: set-proxy-env}\n"
        "spec:\n"
        "  httpProxy: http://proxy:3128\n"
        "  httpsProxy: http://proxy:3128\n"
        '  noProxy: "*"\n',
        encoding="utf-8",
    )
    done = run("kustomize", "build", "--enable-alpha-plugins", "--enable-exec", package)
    assert done.returncode == 0
    assert done.stderr.count("[warning]") == 1
    assert "; the same in 39 more, such as v1/Pod/web-" in done.stderr


def test_a_list_that_goes_from_program_to_program_has_its_warnings_on_stderr(
    package: Path,
) -> None:
    source = run("kpt", "fn", "source", package)
    (package.parent / "proxy.yaml").write_text(
        "apiVersion: v1\nkind: ConfigMap\n"
        "data: {httpProxy: 'http://proxy:3128', httpsProxy: 'http://proxy:3128', noProxy: '*'}\n",
        encoding="utf-8",
    )
    config = ("--config", package.parent / "proxy.yaml")
    done = run("set-proxy-env", *config, stdin=source.stdout)
    assert done.returncode == 0
    assert done.stderr.count("[warning]") == 1

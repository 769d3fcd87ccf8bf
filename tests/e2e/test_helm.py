"""The function as a post-renderer of real Helm 4 and Helm 3."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from e2e import runtimes
from e2e.packages import SameAsFile, changed_lines, difference, package
from e2e.readmes import commands
from e2e.runtimes import EXAMPLES, ROOT, output, require, run

HELM = EXAMPLES / "helm"
CHART = HELM / "chart"
CONFIG = f"--config={HELM / 'proxy.yaml'}"
WITH_PROXY = ("--post-renderer", "set-proxy-env", "--post-renderer-args", CONFIG)
WRONG_PORT = '`httpProxy` must have a port from 1 to 65535, got "http://proxy:99999"'
FILENAME = "postrenderer.helm.sh/postrender-filename"


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Helm's plugins, caches and settings in a directory of the test."""
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"HELM_{name}_HOME", str(tmp_path / "helm" / name))


@pytest.fixture
def helm4() -> None:
    """Helm 4 with the plugin."""
    if not output("helm", "version", "--template", "{{.Version}}").startswith("v4."):
        require("helm (version 4)")
    output("helm", "plugin", "install", HELM / "helm4" / "set-proxy-env")


@pytest.fixture
def helm3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Helm 3 under the name `helm`."""
    programs = tmp_path / "helm3"
    programs.mkdir()
    (programs / "helm").symlink_to(require("helm3"))
    monkeypatch.setattr(runtimes, "SEARCH_PATH", f"{programs}:{runtimes.SEARCH_PATH}")
    assert output("helm", "version", "--template", "{{.Version}}").startswith("v3.")


def plugin(directory: Path, name: str, command: str) -> str:
    """A plugin that runs a shell's command; returns its name."""
    text = f"""\
apiVersion: v1
type: postrenderer/v1
name: {name}
version: 0.1.0
runtime: subprocess
runtimeConfig:
  platformCommand:
    - command: /bin/sh
      args: [-c, {command!r}]
"""
    output("helm", "plugin", "install", package(directory / name, plugin=text))
    return name


def template(*options: str) -> str:
    return output("helm", "template", "shop", CHART, *options)


def without_proxy(manifests: str) -> list[str]:
    """The containers that lack a variable, by their images' names."""
    containers = re.findall(r"image: \"?registry.example.com/shop/(\w+):", manifests)
    set_ones = {
        container["image"].split("/")[-1].split(":")[0]
        for document in yaml.safe_load_all(manifests)
        for container in containers_of(document)
        if {"http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"}
        <= {entry["name"] for entry in container.get("env", [])}
    }
    return [name for name in containers if name not in set_ones]


def containers_of(node: object) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for each in node for found in containers_of(each)]
    if not isinstance(node, dict):
        return []
    own = [*node.get("containers", []), *node.get("initContainers", [])]
    return own + [found for each in node.values() for found in containers_of(each)]


def empty_chart(directory: Path) -> Path:
    """A chart that renders nothing."""
    (directory / "templates").mkdir(parents=True)
    (directory / "Chart.yaml").write_text("apiVersion: v2\nname: none\nversion: 0.1.0\n")
    (directory / "templates" / "web.yaml").write_text("{{ if .Values.on }}a: b{{ end }}\n")
    return directory


# --- Helm 4 ---------------------------------------------------------------------------------


def test_helm_4_renders_as_expected(helm4: None, same_as_file: SameAsFile) -> None:
    same_as_file(template(*WITH_PROXY), HELM / "helm4" / ".expected" / "output.yaml")


def test_helm_4_differs_from_the_identity_by_the_variables_only(
    helm4: None, tmp_path: Path, same_as_file: SameAsFile
) -> None:
    identity = template("--post-renderer", plugin(tmp_path, "identity", "cat"))
    patch = difference(tmp_path / "seen", identity, template(*WITH_PROXY))
    same_as_file(patch, HELM / "helm4" / ".expected" / "diff.patch")
    assert [line for line in changed_lines(patch) if line.startswith("-")] == [
        "-          value: payments.example.net",
        '-      - {name: postgres, image: "registry.example.com/shop/postgres:16.4"}',
    ]


def test_helm_4_sets_hooks_too(helm4: None) -> None:
    rendered = template(*WITH_PROXY)
    assert "helm.sh/hook: pre-install,pre-upgrade" in rendered
    assert "helm.sh/hook: test" in rendered
    assert without_proxy(rendered) == []


def test_the_annotation_by_which_helm_4_knows_the_files_survives(
    helm4: None, tmp_path: Path
) -> None:
    sent, answered = tmp_path / "sent", tmp_path / "answered"
    command = f"tee {sent} | set-proxy-env {CONFIG} | tee {answered}"
    template("--post-renderer", plugin(tmp_path, "spy", command))
    lines = [line for line in sent.read_text().splitlines() if FILENAME in line]
    assert len(lines) == 6
    assert [line for line in answered.read_text().splitlines() if FILENAME in line] == lines


def test_helm_4_gives_every_manifest_back_to_its_file(helm4: None) -> None:
    def sources(manifests: str) -> list[str]:
        return [line for line in manifests.splitlines() if line.startswith("# Source: ")]

    assert sources(template(*WITH_PROXY)) == sources(template())


def test_an_install_by_helm_4_shows_notes_and_sets_hooks(helm4: None) -> None:
    told = output("helm", "install", "shop", CHART, "--dry-run=client", *WITH_PROXY)
    _, _, rendered = told.partition("HOOKS:\n")
    rendered, _, notes = rendered.partition("NOTES:\n")
    assert notes == "shop is up. Its containers reach the outside through a proxy.\n"
    assert without_proxy(rendered.replace("MANIFEST:\n", "")) == []


def test_helm_4_passes_options_with_commas_and_references(helm4: None) -> None:
    rendered = template(
        *("--post-renderer", "set-proxy-env"),
        *("--post-renderer-args", "--http-proxy", "--post-renderer-args", "http://proxy:3128"),
        *("--post-renderer-args", "--no-proxy=.svc,$(KUBERNETES_SERVICE_HOST)"),
    )
    assert 'value: ".svc,$(KUBERNETES_SERVICE_HOST)"' in rendered


def test_a_chart_that_renders_nothing_passes_helm_4(helm4: None, tmp_path: Path) -> None:
    chart = empty_chart(tmp_path / "none")
    assert output("helm", "template", "shop", chart, *WITH_PROXY).strip("-\n") == ""


def test_helm_4_fails_with_a_wrong_field_that_a_pipe_names(helm4: None) -> None:
    wrong = "--http-proxy=http://proxy:99999"
    chart = ("helm", "template", "shop", CHART)
    done = run(*chart, "--post-renderer", "set-proxy-env", "--post-renderer-args", wrong)
    assert (done.returncode, done.stdout) == (1, "")
    assert WRONG_PORT in run("set-proxy-env", wrong, stdin=output(*chart)).stderr


def test_the_commands_of_the_helm_4_example_run(tmp_path: Path, same_as_file: SameAsFile) -> None:
    require("helm")
    install, from_file, from_options = commands(HELM / "helm4" / "README.md")
    output("sh", "-e", "-c", install, cwd=ROOT)
    rendered = output("sh", "-e", "-c", from_file, cwd=ROOT)
    same_as_file(rendered, HELM / "helm4" / ".expected" / "output.yaml")
    assert "http://proxy.example.com:3128" in output("sh", "-e", "-c", from_options, cwd=ROOT)


# --- Helm 3 ---------------------------------------------------------------------------------


def test_the_commands_of_the_helm_3_example_run(helm3: None, same_as_file: SameAsFile) -> None:
    expected = HELM / "helm3" / ".expected" / "output.yaml"
    for command in commands(HELM / "helm3" / "README.md"):
        same_as_file(output("sh", "-e", "-c", command, cwd=ROOT), expected)


def test_helm_3_differs_from_the_identity_by_the_variables_only(
    helm3: None, tmp_path: Path, same_as_file: SameAsFile
) -> None:
    identity = template("--post-renderer", "cat")
    seen = difference(tmp_path / "seen", identity, template(*WITH_PROXY))
    same_as_file(seen, HELM / "helm3" / ".expected" / "diff.patch")


def test_helm_3_leaves_hooks_out(helm3: None) -> None:
    assert without_proxy(template(*WITH_PROXY)) == ["get", "migrate"]


def test_a_pipe_after_helm_3_sets_hooks_too(helm3: None) -> None:
    piped = f"helm template shop {shlex.quote(str(CHART))} | set-proxy-env {shlex.quote(CONFIG)}"
    done = run("sh", "-c", piped)
    assert (without_proxy(done.stdout), "[warning]" in done.stderr) == ([], False)


def test_a_chart_that_renders_nothing_passes_helm_3(helm3: None, tmp_path: Path) -> None:
    chart = empty_chart(tmp_path / "none")
    assert output("helm", "template", "shop", chart, *WITH_PROXY).strip("-\n") == ""


def test_helm_3_names_a_wrong_field(helm3: None) -> None:
    wrong = ("--post-renderer-args", "--http-proxy=http://proxy:99999")
    done = run("helm", "template", "shop", CHART, "--post-renderer", "set-proxy-env", *wrong)
    assert done.returncode == 1
    assert WRONG_PORT in done.stderr

"""The image: what is in it, and that it runs where nothing is allowed."""

from __future__ import annotations

import json
import re
from typing import Any

import e2e.runtimes
import pytest
from e2e.runtimes import ROOT
from e2e_image.engine import IMAGE, LIKE_KPT, PYTHON, in_container, inspected, output, run
from set_project import HOST, current

from krm_fn import __version__

MIB = 1 << 20

RESOURCE_LIST = """\
apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig: {apiVersion: v1, kind: ConfigMap, data: {httpProxy: "http://proxy:3128"}}
items:
- apiVersion: v1
  kind: Pod
  metadata:
    name: web
  spec:
    containers:
    - name: web
      image: web:1
"""
WRONG = RESOURCE_LIST.replace("httpProxy", "httpProxi")
AS_JSON = (
    '{"apiVersion": "config.kubernetes.io/v1", "kind": "ResourceList", "functionConfig":'
    ' {"apiVersion": "v1", "kind": "ConfigMap", "data": {"httpProxy": "http://proxy:3128"}},'
    ' "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"},'
    ' "spec": {"containers": [{"name": "web", "image": "web:1"}]}}]}\n'
)


def bill_of_materials() -> dict[str, Any]:
    told = in_container("", "--entrypoint", "cat", arguments=("/opt/set-proxy-env/bom.cdx.json",))
    document: dict[str, Any] = json.loads(told)
    return document


def test_one_complete_entry_point_runs_as_nobody() -> None:
    config = inspected()["Config"]
    assert config["Entrypoint"] == [PYTHON, "-I", "/opt/set-proxy-env/bin/set-proxy-env"]
    assert "Cmd" not in config
    assert config["User"] == "65534:65534"


def test_the_labels_name_the_image() -> None:
    labels = inspected()["Labels"]
    prefix = "org.opencontainers.image."
    assert labels[prefix + "base.name"]
    assert {
        name.removeprefix(prefix): text
        for name, text in labels.items()
        if name.startswith(prefix) and name != prefix + "base.name"
    } == {
        "title": "set-proxy-env",
        "description": "Sets HTTP proxy variables in every container.",
        "licenses": "Apache-2.0",
        "source": HOST + current()["repository"],
        "version": __version__,
        "revision": "",  # a release has its commit's
    }


def test_the_layers_over_the_base_are_small() -> None:
    image = inspected()
    base = inspected(image["Labels"]["org.opencontainers.image.base.name"])
    assert image["Size"] - base["Size"] < 40 * MIB


def test_the_image_holds_what_is_locked_and_nothing_else() -> None:
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    installed = {each["purl"] for each in bill_of_materials()["components"]}
    assert installed == {
        f"pkg:pypi/{name}@{version}"
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", locked, re.MULTILINE)
    }


def test_the_bill_of_materials_is_of_this_version() -> None:
    assert bill_of_materials()["metadata"]["component"] == {
        "type": "application",
        "bom-ref": f"pkg:pypi/set-proxy-env@{__version__}",
        "name": "set-proxy-env",
        "version": __version__,
        "purl": f"pkg:pypi/set-proxy-env@{__version__}",
        "licenses": [{"expression": "Apache-2.0"}],
    }


@pytest.mark.parametrize(
    "flags",
    [
        pytest.param((), id="as kpt and kustomize do"),
        pytest.param(("--read-only", "--read-only-tmpfs=false"), id="with nothing to write to"),
        pytest.param(("--unsetenv-all",), id="with no HOME and no PATH"),
        pytest.param(("--user", "1000:1000"), id="as another user"),
        pytest.param(("--cap-drop", "all"), id="without capabilities"),
        pytest.param(("--env", "PYTHONPATH=/", "--workdir", "/tmp"), id="with a Python path"),
        pytest.param(("--env", "HTTP_PROXY=http://other:1"), id="with a proxy of its own"),
    ],
)
@pytest.mark.parametrize("stdin", [RESOURCE_LIST, AS_JSON], ids=["YAML", "JSON"])
def test_it_answers_as_it_does_outside(stdin: str, flags: tuple[str, ...]) -> None:
    assert in_container(stdin, *flags) == e2e.runtimes.output("set-proxy-env", stdin=stdin)


def test_a_wrong_configuration_is_explained_where_nothing_can_be_written() -> None:
    flags = ("--read-only", "--read-only-tmpfs=false")
    done = run("podman", "run", "--rm", "-i", *LIKE_KPT, *flags, IMAGE, stdin=WRONG)
    assert done.returncode == 1
    assert done.stderr == (
        "[error] v1/ConfigMap: unknown field `data.httpProxi`: did you mean `data.httpProxy`?\n"
    )


def test_help_waits_for_no_input() -> None:
    outside = e2e.runtimes.output("set-proxy-env", "--help")
    assert words_of(in_container("", arguments=("--help",))) == words_of(outside)


def words_of(text: str) -> list[str]:
    """The words of a help; older versions of Python name an option's value behind each spelling."""
    return re.sub(r"(-\w) [A-Z]+, (?=--)", r"\1, ", text).split()


def test_other_entry_points_find_the_command() -> None:
    told = in_container("", "--entrypoint", "set-proxy-env", arguments=("--version",))
    assert told == f"set-proxy-env {__version__}\n"


@pytest.mark.parametrize("stdin", [RESOURCE_LIST, AS_JSON, WRONG], ids=["YAML", "JSON", "wrong"])
def test_no_module_is_compiled_at_run_time(stdin: str) -> None:
    command = ("--entrypoint", PYTHON, IMAGE, "-I", "-v", "/opt/set-proxy-env/bin/set-proxy-env")
    done = run("podman", "run", "--rm", "-i", *LIKE_KPT, *command, stdin=stdin)
    assert "krm_fn" in done.stderr
    assert re.findall(r"code object from (/.*)", done.stderr) == []


def test_the_command_itself_imports_no_patterns() -> None:
    path = "/opt/set-proxy-env/bin/set-proxy-env"
    told = in_container("", "--entrypoint", "cat", arguments=(path,))
    assert re.findall(r"import (\w+)", told) == ["sys", "command"]


def test_a_build_argument_adds_the_extra() -> None:
    image = "localhost/set-proxy-env:validate"
    output(
        *("env", f"IMAGE={image}", "bash", ROOT / "scripts" / "build-image"),
        *("--build-arg", "REQUIREMENTS=validate"),
    )
    flags = (*LIKE_KPT, "--read-only", "--entrypoint", PYTHON)
    told = output("podman", "run", "--rm", *flags, image, "-Ic", "import kubernetes_validate")
    assert told == ""


def test_a_build_from_nothing_gives_the_same_layers() -> None:
    image = f"{IMAGE}:again"
    output("env", f"IMAGE={image}", "bash", ROOT / "scripts" / "build-image", "--no-cache")
    assert inspected(image)["RootFS"] == inspected()["RootFS"]

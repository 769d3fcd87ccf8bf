"""The built wheel, installed where this checkout cannot be imported."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from e2e.runtimes import EXAMPLES, ROOT

PLAIN = EXAMPLES / "plain-manifests"


def checked(*command: str | Path, **options: object) -> str:
    done = run_program(*command, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_program(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    done: subprocess.CompletedProcess[str] = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        encoding="utf-8",
        check=False,
        **options,  # type: ignore[call-overload]
    )
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation")
    checked(*build, "--wheel-dir", directory, ROOT)
    return next(directory.glob("set_proxy_env-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("installed")
    checked(sys.executable, "-m", "venv", directory)
    install = (directory / "bin" / "python", "-m", "pip", "install")
    checked(*install, "--require-hashes", "--requirement", ROOT / "requirements" / "run.txt")
    checked(*install, "--no-index", wheel)  # it needs nothing else
    return directory / "bin"


def test_the_wheel_holds_the_package_and_its_licence_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0].split("-")[0] for name in names}
    assert tops == {"krm_fn", "set_proxy_env"}
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert {"krm_fn/py.typed", "krm_fn/schemas/setproxyenv_v1alpha1.json"} <= set(names)


def test_the_installed_program_sets_the_variables(installed: Path, tmp_path: Path) -> None:
    manifests = (PLAIN / "manifests.yaml").read_text(encoding="utf-8")
    program = installed / "set-proxy-env"
    out = checked(program, "--config", PLAIN / "proxy.yaml", cwd=tmp_path, input=manifests)
    assert out == (PLAIN / ".expected" / "output.yaml").read_text(encoding="utf-8")


def test_the_installed_program_answers_a_resource_list(installed: Path, tmp_path: Path) -> None:
    resource_list = """\
apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig: {apiVersion: v1, kind: ConfigMap, data: {httpProxy: "http://proxy:3128"}}
items:
- apiVersion: v1
  kind: ReplicationController
  metadata:
    name: web
  spec:
    template:
      spec:
        containers:
        - name: web
          image: web:1
"""
    out = checked(installed / "set-proxy-env", cwd=tmp_path, input=resource_list)
    variables = """\
          env:
          - name: http_proxy
            value: "http://proxy:3128"
          - name: HTTP_PROXY
            value: "http://proxy:3128"
"""
    assert out.startswith(resource_list + variables + "results:\n")


def test_the_completions_and_the_manual_page_are_where_shells_and_man_look(installed: Path) -> None:
    share = installed.parent / "share"
    found = sorted(str(path.relative_to(share)) for path in share.rglob("*set-proxy-env*"))
    assert found == [
        "bash-completion/completions/set-proxy-env",
        "fish/vendor_completions.d/set-proxy-env.fish",
        "man/man1/set-proxy-env.1",
        "zsh/site-functions/_set-proxy-env",
    ]


def test_a_wrong_word_is_answered_with_the_right_one(installed: Path, tmp_path: Path) -> None:
    done = run_program(installed / "set-proxy-env", "aply", "--chek", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        '[error] must not get "aply" (did you mean `apply`?); `set-proxy-env --help` lists the options\n'
    )


def test_the_module_runs_as_the_program_does(installed: Path, tmp_path: Path) -> None:
    version = checked(installed / "set-proxy-env", "--version", cwd=tmp_path)
    assert checked(installed / "python", "-m", "krm_fn", "--version", cwd=tmp_path) == version


def test_the_program_of_the_documentation_prints_what_it_says(
    installed: Path, tmp_path: Path
) -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    program, output = re.findall(r"^```(?:python|text)\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert checked(installed / "python", "-W", "error", "-c", program, cwd=tmp_path) == output

"""The commands of docs/install.md, pasted, on a machine with a network and on one without."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from e2e.runtimes import require
from e2e_release.release import ARCHIVE, NOWHERE, TOOLS, commands, output
from places import ROOT

from krm_fn import __version__ as version

MANIFEST = (ROOT / "examples" / "plain-manifests" / "manifests.yaml").read_text(encoding="utf-8")
EXPECTED = ROOT / "examples" / "plain-manifests" / ".expected" / "output.yaml"
CONFIG = ROOT / "examples" / "plain-manifests" / "proxy.yaml"


class Machine:
    """A folder to work in, with the programs that are installed there before all others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = {
            "PATH": os.pathsep.join(
                [
                    str(folder / "bin"),
                    str(folder / "python" / "bin"),
                    str(TOOLS),
                    os.environ["PATH"],
                ]
            ),
            "PIPX_HOME": str(folder / "pipx"),
            "PIPX_BIN_DIR": str(folder / "bin"),
            "UV_TOOL_DIR": str(folder / "uv"),
            "UV_TOOL_BIN_DIR": str(folder / "bin"),
            "UV_PYTHON": sys.executable,
            "XDG_DATA_HOME": str(folder / "data"),
        }

    def paste(self, command: str, **settings: str) -> None:
        if command.startswith("pip "):  # of an environment that is active
            output(sys.executable, "-m", "venv", self.folder / "python")
        output("bash", "-ec", command, cwd=self.folder, settings={**self.settings, **settings})

    def sets_the_variables(self, program: str = "set-proxy-env") -> None:
        """The program that came is the one that runs, and it does what it is for."""
        environment = {**os.environ, **self.settings, **NOWHERE}
        path = shutil.which(program, path=self.settings["PATH"])
        assert path
        assert Path(path).is_relative_to(self.folder)
        done = subprocess.run(
            [path, "--config", CONFIG], input=MANIFEST, env=environment, capture_output=True,
            encoding="utf-8", check=False, cwd=self.folder,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (0, EXPECTED.read_text(encoding="utf-8"))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "bin").mkdir()
    return Machine(tmp_path)


@pytest.fixture(scope="session")
def index(release: Path) -> dict[str, str]:
    """Settings with which pip, pipx and uv find the release beside what their index has."""
    return {"PIP_FIND_LINKS": str(release), "UV_FIND_LINKS": str(release)}


@pytest.fixture(scope="session")
def wheels(index: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the page's first half, on the machine with a network, leaves to carry over."""
    folder = tmp_path_factory.mktemp("carried")
    downloads = [each for each in commands("with a network") if each.startswith("pip download")]
    assert len(downloads) == 2
    for command in downloads:
        output(
            "bash",
            "-ec",
            command.replace("pip ", f"{sys.executable} -m pip ", 1),
            cwd=folder,
            settings=index,
        )
    (compiled,) = (folder / "wheels-of-another").glob("[Pp]y[Yy][Aa][Mm][Ll]-*")
    assert "cp313-manylinux" in compiled.name
    assert "aarch64" in compiled.name
    return folder / "wheels"


INSTALLS = [each for each in commands("with a network") if "download" not in each]
OFFLINE = commands("without a network")


@pytest.mark.parametrize("command", INSTALLS, ids=lambda each: str(each).split()[0])
def test_it_is_installed_with_a_network(
    command: str, machine: Machine, index: dict[str, str]
) -> None:
    machine.paste(command, **index)
    machine.sets_the_variables()
    machine.sets_the_variables("kubectl-set_proxy_env")


@pytest.mark.parametrize("command", OFFLINE, ids=lambda each: str(each).split()[0])
def test_it_is_installed_without_a_network(command: str, machine: Machine, wheels: Path) -> None:
    (machine.folder / "wheels").symlink_to(wheels)
    machine.paste(command, **NOWHERE)
    machine.sets_the_variables()


def test_the_source_archive_is_installed(machine: Machine, release: Path) -> None:
    machine.paste(f"pip install {release}/set_proxy_env-{version}.tar.gz")
    machine.sets_the_variables()


def test_the_archive_needs_nothing_but_a_python(machine: Machine, release: Path) -> None:
    shutil.copy(release / f"{ARCHIVE}.tar.gz", machine.folder)
    (command,) = commands("the archive")
    machine.paste(command, **NOWHERE)
    machine.sets_the_variables()
    program = machine.folder / "bin" / "set-proxy-env"
    for name in ("web.yaml", "left.yaml"):
        (machine.folder / name).write_text(MANIFEST, encoding="utf-8")
    done = subprocess.run(
        [program, "apply", "--config", CONFIG, "--exclude", "left.*", "web.yaml", "left.yaml"],
        cwd=machine.folder, stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8", check=False, env={**os.environ, **machine.settings},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    texts = [(machine.folder / name).read_text("utf-8") for name in ("web.yaml", "left.yaml")]
    assert texts == [EXPECTED.read_text(encoding="utf-8"), MANIFEST]


def launched_by_an_old_python(program: Path, path: str) -> subprocess.CompletedProcess[str]:
    """The archive's program as a Python 3.9 would run it."""
    prelude = (
        f"import sys; sys.version_info = (3, 9, 0); sys.argv = [{str(program)!r}, '--version']; "
    )
    code = f"{prelude}__file__ = {str(program)!r}; exec(open(__file__).read())"
    return subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PATH": path}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def test_the_archive_finds_another_python_or_says_which_it_needs(
    machine: Machine, release: Path
) -> None:
    machine.paste(f"tar -xzf {release}/{ARCHIVE}.tar.gz")
    program = machine.folder / ARCHIVE / "set-proxy-env"
    newer = machine.folder / f"bin/python{sys.version_info[0]}.{sys.version_info[1]}"
    newer.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    newer.chmod(0o755)
    done = launched_by_an_old_python(program, str(newer.parent))
    assert (done.returncode, done.stdout) == (0, f"set-proxy-env {version}\n")
    done = launched_by_an_old_python(program, str(machine.folder))
    assert (done.returncode, done.stderr) == (
        1,
        "[error] set-proxy-env must find a Python on PATH, one of 3.11, 3.12, 3.13, 3.14\n",
    )


def test_kubectl_runs_what_krew_installed(machine: Machine, release: Path) -> None:
    require("kubectl")
    krew = require("krew")
    manifest = machine.folder / "set-proxy-env.yaml"
    shutil.copy(release / "krew-set-proxy-env.yaml", manifest)
    output(require("validate-krew-manifest"), "-manifest", manifest, "-skip-install")
    # As a plugin of kubectl krew is a program of that name.
    (machine.folder / "bin" / "kubectl-krew").symlink_to(krew)
    (command,) = commands("krew")
    root = machine.folder / "krew"
    search = f"{machine.settings['PATH']}{os.pathsep}{Path(require('kubectl')).parent}"
    settings = {"PATH": search, "KREW_ROOT": str(root), **NOWHERE}
    output("bash", "-ec", command, cwd=release, settings=settings)
    path = f"{root / 'bin'}{os.pathsep}{machine.settings['PATH']}"
    printed = output(require("kubectl"), "set-proxy-env", "--version", settings={"PATH": path})
    assert printed == f"set-proxy-env {version}\n"


def test_helm_installs_the_packed_plugin(machine: Machine, release: Path) -> None:
    homes = {
        f"HELM_{name}_HOME": str(machine.folder / name) for name in ("DATA", "CONFIG", "CACHE")
    }
    packed = release / f"set-proxy-env-{version}.tgz"
    output(require("helm"), "plugin", "install", packed, "--verify=false", settings=homes)
    (_, row) = output(require("helm"), "plugin", "list", settings=homes).splitlines()
    assert row.split()[:3] == ["set-proxy-env", version, "postrenderer/v1"]
    assert row.split()[-1].startswith("https://github.com/")

"""A release's files: what they hold, and that they can be made again to the byte."""

from __future__ import annotations

import json
import re
import shutil
import tarfile
import zipfile
from pathlib import Path

import yaml
from e2e_release.release import ARCHIVE, TOOLS, build, commands, contents, output
from places import ROOT
from set_project import text_files

from krm_fn import __version__ as version


def test_another_checkout_gives_the_same_bytes(release: Path, tmp_path: Path) -> None:
    for path in text_files():
        target = tmp_path / "checkout" / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)  # without its time and mode
    (tmp_path / "checkout" / ".tools").symlink_to((ROOT / ".tools").resolve())
    build(tmp_path / "dist", tmp_path / "checkout")
    assert contents(tmp_path / "dist") == contents(release)


def test_the_files_are_these_and_their_checksums_are_right(release: Path) -> None:
    assert sorted(contents(release)) == sorted(
        [
            "SHA256SUMS",
            f"{ARCHIVE}.tar.gz",
            "krew-set-proxy-env.yaml",
            f"set-proxy-env-{version}.cdx.json",
            f"set-proxy-env-{version}.tgz",
            f"set_proxy_env-{version}-py3-none-any.whl",
            f"set_proxy_env-{version}.tar.gz",
            "setproxyenv_v1alpha1.json",
            "transparentproxy_v1alpha1.json",
        ]
    )
    (command,) = commands("the checksums")
    checked = output("bash", "-ec", command, cwd=release)
    assert [line.rpartition(": ")[2] for line in checked.splitlines()] == ["OK"] * 8


def test_the_distributions_are_ones_that_an_index_takes(release: Path) -> None:
    both = [str(path) for path in release.glob("set_proxy_env-*")]
    output(TOOLS / "twine", "check", "--strict", *both)
    output(TOOLS / "check-wheel-contents", *release.glob("*.whl"))


def test_the_source_archive_holds_what_the_wheel_is_made_of(release: Path) -> None:
    with tarfile.open(release / f"set_proxy_env-{version}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {name for name in names if not name.startswith(("krm_fn/", "share/"))} == {
        ".gitignore",
        "CHANGELOG.md",
        "LICENSE",
        "PKG-INFO",
        "README.md",
        "pyproject.toml",
    }
    with zipfile.ZipFile(release / f"set_proxy_env-{version}-py3-none-any.whl") as wheel:
        package = {name for name in wheel.namelist() if name.startswith("krm_fn/")}
    assert {name for name in names if name.startswith("krm_fn/")} == package


def test_links_on_the_page_of_an_index_lead_to_the_repository(release: Path) -> None:
    with zipfile.ZipFile(release / f"set_proxy_env-{version}-py3-none-any.whl") as wheel:
        metadata = wheel.read(f"set_proxy_env-{version}.dist-info/METADATA").decode()
    assert f"/blob/v{version}/docs/install.md)" in metadata
    assert "](examples/" not in metadata
    assert "](docs/" not in metadata
    assert "\nClassifier: Typing :: Typed\n" in metadata
    assert [line for line in metadata.splitlines() if line.startswith("Provides-Extra")] == [
        "Provides-Extra: validate"
    ]


def test_the_schemas_are_schemas(release: Path) -> None:
    schemas = release.glob("*_v1alpha1.json")
    output(TOOLS / "check-jsonschema", "--check-metaschema", *schemas)
    schema = release / "setproxyenv_v1alpha1.json"
    output(TOOLS / "check-jsonschema", "--schemafile", schema, ROOT / "fn-config.yaml")


def test_the_bill_of_materials_is_what_the_wheel_needs_and_nothing_else(release: Path) -> None:
    bill = json.loads((release / f"set-proxy-env-{version}.cdx.json").read_text(encoding="utf-8"))
    assert bill["metadata"]["component"]["version"] == version
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert [component["purl"] for component in bill["components"]] == [
        f"pkg:pypi/{name}@{number}"
        for name, number in re.findall(r"^([\w.-]+)==([\w.]+)", locked, re.MULTILINE)
    ]


def test_krews_manifest_names_the_archive_of_the_release(release: Path) -> None:
    manifest = yaml.safe_load((release / "krew-set-proxy-env.yaml").read_text(encoding="utf-8"))
    (platform,) = manifest["spec"]["platforms"]
    checksums = (release / "SHA256SUMS").read_text(encoding="utf-8")
    assert f"{platform['sha256']}  {ARCHIVE}.tar.gz\n" in checksums
    assert platform["uri"].endswith(f"/releases/download/v{version}/{ARCHIVE}.tar.gz")

"""Make an archive that needs nothing but a Python: the function with all that it needs beside it.

    python scripts/standalone.py WHEEL PLATFORM FOLDER

WHEEL is the function's own, PLATFORM a name of PLATFORMS. What it needs is fetched as wheels, as
requirements/run.txt locks them, for every Python that it runs on: their compiled modules carry the
Python's version in their names, so one folder holds them all. The same wheels give the same bytes.
"""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLATFORMS = {
    "linux-amd64": ["manylinux_2_17_x86_64", "manylinux2014_x86_64"],
    "linux-arm64": ["manylinux_2_17_aarch64", "manylinux2014_aarch64"],
    "darwin-amd64": ["macosx_10_13_x86_64"],
    "darwin-arm64": ["macosx_11_0_arm64"],
}
"""A platform as Go names it, which krew and the image do as well, with pip's names for it."""
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
LAUNCHER = """\
#!/usr/bin/env python3
\"\"\"Runs set-proxy-env from the folder that this file is in.\"\"\"
import os
import sys

PYTHONS = {pythons}
if "%d.%d" % sys.version_info[:2] not in PYTHONS:
    import subprocess

    for version in reversed(PYTHONS):
        python = "python" + version
        try:
            subprocess.check_output([python, "-c", ""], stderr=subprocess.STDOUT)
        except (OSError, subprocess.CalledProcessError):
            continue  # it is not there, or stands for one that is not
        os.execvp(python, [python, os.path.realpath(__file__)] + sys.argv[1:])
    sys.exit("[error] set-proxy-env must find a Python on PATH, one of %s" % ", ".join(PYTHONS))
sys.path[0] = os.path.join(os.path.dirname(os.path.realpath(__file__)), "lib")
from krm_fn.command.main import command

command()
"""


def main(wheel: str, platform: str, folder: str) -> int:
    with tempfile.TemporaryDirectory() as work:
        _download(PLATFORMS[platform], work)
        files = unpacked(Path(work), Path(wheel))
    members = {placed(name): data for name, data in files.items()}
    members["set-proxy-env"] = LAUNCHER.format(pythons=PYTHONS).encode()
    members["LICENSE"] = (ROOT / "LICENSE").read_bytes()
    name = f"{_name(wheel)}-{platform}"
    archive = Path(folder) / f"{name}.tar.gz"
    archive.write_bytes(packed(name, members, int(os.environ["SOURCE_DATE_EPOCH"])))
    print(archive)
    return 0


def _name(wheel: str) -> str:
    distribution, version = Path(wheel).name.split("-")[:2]
    return f"{distribution.replace('_', '-')}-{version}"


def _download(tags: list[str], folder: str) -> None:
    """Fetch the wheels for each Python, side by side: what takes time is to ask for them."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    options = ["--require-hashes", "--only-binary", ":all:", "--dest", folder]
    options += [word for tag in tags for word in ("--platform", tag)]
    options += ["--requirement", str(ROOT / "requirements" / "run.txt"), "--python-version"]
    running = [subprocess.Popen([*command, *options, python]) for python in PYTHONS]
    statuses = [process.wait() for process in running]
    if any(statuses):
        raise SystemExit(f"not all wheels for {tags[0]} could be fetched")


def unpacked(folder: Path, own: Path) -> dict[str, bytes]:
    """The files of all wheels. Those of a distribution for several Pythons must be the same but for
    what names the Python.
    """
    files: dict[str, bytes] = {}
    for wheel in (*sorted(folder.glob("*.whl")), own):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith("/"):
                    continue
                data = archive.read(name)
                if files.setdefault(name, data) != data and ".dist-info/" not in name:
                    raise SystemExit(f"{name} of {wheel.name} differs from that of another Python")
    return files


def placed(name: str) -> str:
    """Where a wheel's file goes: what belongs outside of the packages, such as pages of a manual,
    stands beside their folder.
    """
    return name.partition(".data/data/")[2] or f"lib/{name}"


def packed(name: str, members: dict[str, bytes], time: int) -> bytes:
    """A .tar.gz with one folder, in the same bytes for the same members."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path, data in sorted(members.items()):
            info = tarfile.TarInfo(f"{name}/{path}")
            info.size, info.mtime = len(data), time
            info.mode = 0o755 if path == "set-proxy-env" else 0o644
            tar.addfile(info, io.BytesIO(data))
    return gzip.compress(buffer.getvalue(), mtime=0)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

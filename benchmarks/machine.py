"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

import yaml


def description() -> list[str]:
    """One line each for the machine, Python and the tools."""
    return [
        f"{_processor()}, {os.cpu_count()} cores, {_memory():.0f} GiB, {platform.system()}",
        f"Python {platform.python_version()}, PyYAML {yaml.__version__}",
        ", ".join(filter(None, (_kubectl(), _kpt()))),
    ]


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return model[1] if model else platform.machine()


def _memory() -> float:
    return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")) / 2**30


def _kubectl() -> str:
    lines = _printed("kubectl", "version", "--client").splitlines()
    versions = [line.split(": ")[1] for line in lines if "Version: " in line]
    return f"kubectl {versions[0]} with kustomize {versions[1]}" if len(versions) > 1 else ""


def _kpt() -> str:
    version = _printed("kpt", "version").strip()
    return f"kpt {version}" if version else ""


def _printed(*argv: str) -> str:
    if not shutil.which(argv[0]):
        return ""
    return subprocess.run(argv, capture_output=True, text=True, check=False).stdout

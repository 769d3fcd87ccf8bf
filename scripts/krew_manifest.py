"""Write krew's manifest of the plugin `kubectl set-proxy-env` to stdout.

    python scripts/krew_manifest.py FOLDER

FOLDER has the archives that scripts/standalone.py made; the manifest names where a release has them.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import yaml
from set_project import HOST, current
from standalone import PLATFORMS, PYTHONS

DESCRIPTION = """\
Sets http_proxy, https_proxy and no_proxy in every container of manifests that come in on standard
input, and changes nothing else:

    kubectl get deployments --output yaml | kubectl set-proxy-env --config proxy.yaml

"kubectl set-proxy-env apply" edits files in place, and "explain" tells which client reaches what
through which proxy.
"""


def main(folder: str) -> int:
    text = yaml.dump(manifest(Path(folder)), Dumper=_Dumper, sort_keys=False, width=160)
    sys.stdout.write(text)
    return 0


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        style = "|" if "\n" in data else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style)


_Dumper.add_representer(str, _Dumper.represent_str)


def manifest(folder: Path) -> dict[str, Any]:
    names = current()
    repository = HOST + names["repository"]
    return {
        "apiVersion": "krew.googlecontainertools.github.com/v1alpha2",
        "kind": "Plugin",
        "metadata": {"name": "set-proxy-env"},
        "spec": {
            "version": f"v{names['version']}",
            "homepage": repository,
            "shortDescription": "Set proxy variables in manifests",
            "description": DESCRIPTION,
            "caveats": f"It needs a Python on PATH, {PYTHONS[0]} to {PYTHONS[-1]}.\n",
            "platforms": [
                platform(archive, f"{repository}/releases/download/v{names['version']}")
                for archive in sorted(folder.glob("set-proxy-env-*.tar.gz"))
            ],
        },
    }


def platform(archive: Path, release: str) -> dict[str, Any]:
    name = archive.name.removesuffix(".tar.gz")
    system, architecture = next(each for each in PLATFORMS if name.endswith(each)).split("-")
    return {
        "selector": {"matchLabels": {"os": system, "arch": architecture}},
        "uri": f"{release}/{archive.name}",
        "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
        "files": [{"from": f"{name}/*", "to": "."}],
        "bin": "set-proxy-env",
    }


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

"""What `mkdocs build` does beside docs/: pages of the examples, and links that lead out of docs/.

mkdocs calls the functions that begin with `on_`; see `hooks` in mkdocs.yml.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 60
"""How many lines a file may have that a page shows."""
GROUPS = {
    "kpt": ("kpt", ("kpt", "kpt-selectors", "kpt-track", "kpt-verify", "container/kpt")),
    "kustomize": (
        "kustomize",
        (
            "kustomize",
            "kustomize-inline",
            "kustomize-overlay",
            "kustomize-component",
            "kustomize-names",
            "kustomize-helm",
            "container/kustomize",
        ),
    ),
    "helm": ("Helm", ("helm/helm4", "helm/helm3")),
    "gitops": (
        "GitOps",
        ("argo-cd-plugin", "argo-cd-build-options", "config-sync", "flux"),
    ),
    "files": (
        "Plain files and pipes",
        ("plain-files", "plain-manifests", "pre-commit", "checks", "audit"),
    ),
    "workloads": (
        "Workloads of all kinds",
        (
            "proxy-per-namespace",
            "leaving-out",
            "custom-resources",
            "proxy-in-the-cluster",
            "secrets-and-ca-bundles",
        ),
    ),
    "mesh": (
        "A mesh",
        ("transparent-proxy", "transparent-proxy-all", "transparent-proxy-kustomize"),
    ),
}
"""The pages under "How to": the heading, and the examples whose READMEs make the page."""

_LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def on_files(files: Any, config: Any) -> Any:
    """Add a page for each group of examples."""
    for name, (title, examples) in GROUPS.items():
        text = f"# {title}\n\n" + "\n".join(map(section, examples))
        files.append(File.generated(config, f"how-to/{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Let links that lead out of docs/ lead to the repository."""
    if page.file.src_uri.startswith("how-to/"):
        return markdown
    return outside(markdown, "docs", config["repo_url"], {file.src_uri for file in files})


def section(example: str) -> str:
    """An example as a part of a page: its README, and its files behind it."""
    folder = ROOT / "examples" / example
    title, _, text = (folder / "README.md").read_text(encoding="utf-8").partition("\n")
    heading = title.removeprefix("# ")
    text = outside(text, f"examples/{example}", REPOSITORY, set())
    shown = "".join(map(collapsed, [*sorted(folder.glob("*.yaml")), *folder.glob("Kptfile")]))
    where = f"{REPOSITORY}/tree/main/examples/{example}"
    return f"## {heading}\n{text}\nAll files: [examples/{example}]({where})\n\n{shown}"


def collapsed(path: Path) -> str:
    """A file that opens where one clicks; nothing for a long one."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if len(lines) > LONGEST:
        return ""
    body = "".join(f"    {line}\n" for line in lines)
    return f'??? example "{path.name}"\n\n    ```yaml\n{body}    ```\n\n'


def outside(text: str, folder: str, repository: str, inside: set[str]) -> str:
    """Text of a file in a folder of the repository; its links to what is not `inside` lead there."""

    def whole(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match[1]))
        if target.removeprefix("docs/") in inside:
            return match[0]
        if not (ROOT / target).exists():
            raise ValueError(f"{folder}: there is no {target}")
        kind = "tree" if (ROOT / target).is_dir() else "blob"
        return f"]({repository}/{kind}/main/{target}{match[2] or ''})"

    return _LINK.sub(whole, text)


def _repository() -> str:
    found = re.search(r"^repo_url: (\S+)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert found
    return found[1]


REPOSITORY = _repository()

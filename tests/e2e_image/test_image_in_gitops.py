"""The image as Argo CD's sidecar, and in the image that Config Sync renders with."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from e2e.runtimes import EXAMPLES, require
from e2e_image.engine import IMAGE, output

PLUGIN = EXAMPLES / "argo-cd-plugin"


def tools(directory: Path) -> Path:
    """The programs that come from Argo CD's and Config Sync's own images."""
    for tool in ("kustomize", "helm"):
        (directory / tool).write_bytes(Path(require(tool)).read_bytes())
        (directory / tool).chmod(0o755)
    directory.chmod(0o755)  # others than root run in the container
    return directory


@pytest.mark.parametrize(
    ("application", "expected"),
    [
        pytest.param(PLUGIN / "shop", "kustomize.yaml", id="kustomize"),
        pytest.param(EXAMPLES / "helm" / "chart", "helm.yaml", id="helm"),
    ],
)
def test_the_sidecar_generates_with_a_read_only_root_and_no_network(
    application: Path, expected: str, tmp_path: Path
) -> None:
    patch = yaml.safe_load((PLUGIN / "repo-server-patch.yaml").read_text("utf-8"))
    (sidecar,) = patch["spec"]["template"]["spec"]["containers"]
    step = yaml.safe_load((PLUGIN / "plugin.yaml").read_text("utf-8"))["spec"]["generate"]
    environment = [f"--env={one['name']}={one['value']}" for one in sidecar["env"]]
    user = str(sidecar["securityContext"]["runAsUser"])
    generated = output(
        *("podman", "run", "--rm", "--network", "none", "--read-only", "--user", user),
        *("--security-opt", "no-new-privileges", "--cap-drop", "all", "--tmpfs", "/tmp:mode=1777"),
        *("--volume", f"{tools(tmp_path)}:/tools:ro", "--volume", f"{application}:/application:ro"),
        *("--volume", f"{PLUGIN}:/home/argocd/set-proxy-env:ro", "--workdir", "/application"),
        *(*environment, "--env=ARGOCD_APP_NAME=shop", "--env=ARGOCD_APP_NAMESPACE=shop"),
        *("--entrypoint", step["command"][0], IMAGE, *step["command"][1:], *step["args"]),
    )
    assert generated == (PLUGIN / ".expected" / expected).read_text(encoding="utf-8")


def test_config_syncs_image_with_the_function_renders(tmp_path: Path) -> None:
    controller = tools(tmp_path)
    (controller / "hydration-controller").write_text('#!/bin/sh\nexec kustomize "$@"\n')
    (controller / "hydration-controller").chmod(0o755)
    (controller / "Dockerfile").write_text(
        "FROM scratch\nCOPY hydration-controller /\nCOPY helm kustomize /usr/local/bin/\n"
    )
    build = ("podman", "build", "--quiet")
    output(*build, "--tag", "localhost/hydration-controller", controller)
    output(
        *(*build, "--tag", "localhost/hydration-controller-with-set-proxy-env"),
        *("--build-arg", "HYDRATION_CONTROLLER=localhost/hydration-controller"),
        *("--build-arg", f"SET_PROXY_ENV={IMAGE}", EXAMPLES / "config-sync"),
    )
    rendered = output(
        *("podman", "run", "--rm", "--network", "none", "--user", "65533"),
        *("--volume", f"{EXAMPLES}:/examples:ro"),
        *("localhost/hydration-controller-with-set-proxy-env", "build"),
        *("--enable-alpha-plugins", "--enable-exec", "--enable-helm"),
        *("--load-restrictor=LoadRestrictionsNone", "/examples/kustomize-component/web"),
    )
    expected = EXAMPLES / "kustomize-component" / ".expected" / "web.yaml"
    assert rendered == expected.read_text(encoding="utf-8")

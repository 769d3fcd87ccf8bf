"""The function behind Argo CD, Config Sync and Flux: what they would run, as it is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from e2e import runtimes
from e2e.packages import SameAsFile, package
from e2e.readmes import commands
from e2e.runtimes import EXAMPLES, output, require

PLUGIN = EXAMPLES / "argo-cd-plugin"
BUILD_OPTIONS = EXAMPLES / "argo-cd-build-options"
FLUX = EXAMPLES / "flux"
PLAIN = EXAMPLES / "argo-cd-plugin" / "shop"

REPO_SERVER = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: argocd-repo-server
spec:
  template:
    spec:
      containers:
        - name: argocd-repo-server
          image: registry.example.com/argocd:v3.6.1
          volumeMounts:
            - {name: var-files, mountPath: /var/run/argocd}
            - {name: plugins, mountPath: /home/argocd/cmp-server/plugins}
            - {name: tmp, mountPath: /tmp}
      volumes:
        - {name: var-files, emptyDir: {}}
        - {name: plugins, emptyDir: {}}
        - {name: tmp, emptyDir: {}}
"""


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def named(items: list[dict[str, Any]], name: str) -> dict[str, Any]:
    (found,) = [item for item in items if item["name"] == name]
    return found


# --- Argo CD: the plugin --------------------------------------------------------------------


def generate(application: Path, config: Path = PLUGIN / "proxy.yaml") -> tuple[int, str, str]:
    """Run the plugin's command as Argo CD does: in the Application's directory, without stdin."""
    for tool in ("kustomize", "helm"):
        require(tool)
    step = read(PLUGIN / "plugin.yaml")["spec"]["generate"]
    own = {
        "PATH": runtimes.SEARCH_PATH,
        "SET_PROXY_ENV_CONFIG": str(config),
        "ARGOCD_APP_NAME": "shop",
        "ARGOCD_APP_NAMESPACE": "shop",
    }
    done = subprocess.run(
        step["command"] + step["args"],
        cwd=application,
        env={**os.environ, **own},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_plugin_generates_an_application_of_kustomize(same_as_file: SameAsFile) -> None:
    status, manifests, _ = generate(PLAIN)
    assert status == 0
    same_as_file(manifests, PLUGIN / ".expected" / "kustomize.yaml")


def test_the_plugin_generates_an_application_of_helm(same_as_file: SameAsFile) -> None:
    status, manifests, _ = generate(EXAMPLES / "helm" / "chart")
    assert status == 0
    same_as_file(manifests, PLUGIN / ".expected" / "helm.yaml")


def test_a_kustomization_that_does_not_build_fails_the_plugin(tmp_path: Path) -> None:
    broken = package(tmp_path / "shop", kustomization="resources: [missing.yaml]\n")
    status, manifests, told = generate(broken)
    assert status != 0
    assert manifests == ""
    assert "missing.yaml" in told


def test_a_chart_that_does_not_render_fails_the_plugin(tmp_path: Path) -> None:
    chart = shutil.copytree(EXAMPLES / "helm" / "chart", tmp_path / "shop")
    (chart / "templates" / "web.yaml").write_text("{{ .Values.image", encoding="utf-8")
    status, manifests, told = generate(chart)
    assert status != 0
    assert manifests == ""
    assert "templates/web.yaml" in told


def test_a_wrong_configuration_fails_the_plugin_and_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "proxy.yaml"
    text = (PLUGIN / "proxy.yaml").read_text(encoding="utf-8")
    wrong.write_text(text.replace("httpProxy", "httpProxi"), encoding="utf-8")
    status, _, told = generate(PLAIN, wrong)
    assert status != 0
    assert "unknown field `spec.httpProxi`: did you mean `spec.httpProxy`?" in told


def test_the_plugin_has_what_argo_cd_reads() -> None:
    plugin = read(PLUGIN / "plugin.yaml")
    assert (plugin["apiVersion"], plugin["kind"]) == (
        "argoproj.io/v1alpha1",
        "ConfigManagementPlugin",
    )
    assert set(plugin["spec"]) == {"generate"}
    assert set(plugin["spec"]["generate"]) == {"command", "args"}


def test_an_application_names_the_plugin() -> None:
    application = read(PLUGIN / "application.yaml")
    name = read(PLUGIN / "plugin.yaml")["metadata"]["name"]
    assert application["spec"]["source"]["plugin"] == {"name": name}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What is installed where the example is a Component of a kustomization with Argo CD."""
    kustomization = "namespace: argocd\nresources: [argo-cd.yaml]\ncomponents: [plugin]\n"
    files = {"kustomization": kustomization, "argo-cd": REPO_SERVER}
    argo_cd = package(tmp_path_factory.mktemp("installed") / "argo-cd", **files)
    shutil.copytree(PLUGIN, argo_cd / "plugin")
    return list(yaml.safe_load_all(output("kustomize", "build", argo_cd)))


def repo_server(installed: list[dict[str, Any]]) -> Any:
    (deployment,) = [each for each in installed if each["kind"] == "Deployment"]
    return deployment["spec"]["template"]["spec"]


def test_the_sidecar_runs_argo_cds_plugin_server_as_its_user(
    installed: list[dict[str, Any]],
) -> None:
    sidecar = named(repo_server(installed)["containers"], "set-proxy-env")
    assert sidecar["command"] == ["/var/run/argocd/argocd-cmp-server"]
    assert sidecar["securityContext"]["runAsUser"] == 999
    assert sidecar["securityContext"]["runAsNonRoot"] is True


def test_the_sidecar_shares_sockets_but_not_temporary_files_with_the_repo_server(
    installed: list[dict[str, Any]],
) -> None:
    pod = repo_server(installed)
    mounts = {
        container: {
            mount["mountPath"]: mount["name"]
            for mount in named(pod["containers"], container)["volumeMounts"]
        }
        for container in ("set-proxy-env", "argocd-repo-server")
    }
    own, theirs = mounts["set-proxy-env"], mounts["argocd-repo-server"]
    assert own["/var/run/argocd"] == theirs["/var/run/argocd"]
    assert own["/home/argocd/cmp-server/plugins"] == theirs["/home/argocd/cmp-server/plugins"]
    assert own["/tmp"] != theirs["/tmp"]
    assert set(own.values()) <= {volume["name"] for volume in pod["volumes"]}


def test_the_sidecar_has_the_plugin_and_the_proxy_where_they_are_looked_for(
    installed: list[dict[str, Any]],
) -> None:
    (config_map,) = [each for each in installed if each["kind"] == "ConfigMap"]
    assert config_map["data"] == {
        name: (PLUGIN / name).read_text(encoding="utf-8") for name in ("plugin.yaml", "proxy.yaml")
    }
    pod = repo_server(installed)
    assert named(pod["volumes"], "set-proxy-env")["configMap"] == {
        "name": config_map["metadata"]["name"]
    }
    sidecar = named(pod["containers"], "set-proxy-env")
    paths = {(mount["mountPath"], mount.get("subPath")) for mount in sidecar["volumeMounts"]}
    assert ("/home/argocd/cmp-server/config/plugin.yaml", "plugin.yaml") in paths
    assert ("/home/argocd/set-proxy-env", None) in paths
    config = named(sidecar["env"], "SET_PROXY_ENV_CONFIG")["value"]
    assert config == "/home/argocd/set-proxy-env/proxy.yaml"


def test_kustomize_and_helm_come_from_the_repo_servers_own_image(
    installed: list[dict[str, Any]],
) -> None:
    copy = named(repo_server(installed)["initContainers"], "copy-tools")
    assert copy["image"] == "registry.example.com/argocd:v3.6.1"


# --- Argo CD: its own kustomize -------------------------------------------------------------


def test_the_build_options_of_argo_cd_run_the_function(same_as_file: SameAsFile) -> None:
    options = read(BUILD_OPTIONS / "argocd-cm.yaml")["data"]["kustomize.buildOptions"]
    web = EXAMPLES / "kustomize-component" / "web"
    built = output("kustomize", "build", *options.split(), web)
    same_as_file(built, EXAMPLES / "kustomize-component" / ".expected" / "web.yaml")


# --- Config Sync ----------------------------------------------------------------------------


def test_the_build_of_config_sync_runs_the_function(tmp_path: Path) -> None:
    require("kustomize")
    (command,) = commands(EXAMPLES / "config-sync" / "README.md")
    output("sh", "-e", "-c", command.replace("$(mktemp -d)", str(tmp_path)), cwd=EXAMPLES.parent)
    (rendered,) = tmp_path.iterdir()
    expected = EXAMPLES / "kustomize-component" / ".expected" / "web.yaml"
    assert rendered.read_text(encoding="utf-8") == expected.read_text(encoding="utf-8")


# --- Flux -----------------------------------------------------------------------------------


def render_step() -> str:
    steps = read(FLUX / "render.yaml")["jobs"]["render"]["steps"]
    (step,) = [step["run"] for step in steps if step.get("name") == "render"]
    return str(step)


def test_the_job_renders_what_flux_applies(tmp_path: Path, same_as_file: SameAsFile) -> None:
    require("kustomize")
    shutil.copytree(FLUX / "deploy", tmp_path / "deploy")
    output("bash", "-e", "-c", render_step(), cwd=tmp_path)
    rendered = (tmp_path / "rendered" / "shop.yaml").read_text(encoding="utf-8")
    same_as_file(rendered, FLUX / ".expected" / "rendered" / "shop.yaml")


def test_the_job_fails_where_kustomize_leaves_the_function_out(tmp_path: Path) -> None:
    require("kustomize")
    shutil.copytree(FLUX / "deploy", tmp_path / "deploy")
    step = render_step().replace(" --enable-exec", "")
    done = runtimes.run("bash", "-e", "-c", step, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "rendered/shop.yaml\n")


def test_the_readme_of_flux_renders_as_the_job_does() -> None:
    (command,) = commands(FLUX / "README.md")
    step = re.sub(r"^#.*\n", "", render_step(), flags=re.MULTILINE)
    assert command == "cd examples/flux\n" + step


def test_flux_applies_the_artifact_that_the_job_pushes() -> None:
    repository, kustomization = yaml.safe_load_all((FLUX / "sync.yaml").read_text("utf-8"))
    job = read(FLUX / "render.yaml")["jobs"]["render"]
    assert job["env"]["ARTIFACT"] == repository["spec"]["url"]
    assert f"$ARTIFACT:{repository['spec']['ref']['tag']} " in job["steps"][-1]["run"].replace(
        '"', ""
    )
    assert kustomization["spec"]["sourceRef"]["name"] == repository["metadata"]["name"]

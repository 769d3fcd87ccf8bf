"""The function under real kustomize: files and inline `transformers:`, in a base and an overlay."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest
from e2e.packages import SameAsFile, difference, example, package, replace_in
from e2e.runtimes import BUILD, EXAMPLES, output, run

KUSTOMIZATION = """\
resources: [web.yaml]
transformers: [proxy.yaml]
"""

PROXY = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata:
  name: company-proxy
  annotations:
    config.kubernetes.io/function: |
      exec:
        path: set-proxy-env
spec:
  httpProxy: http://proxy.example.com:3128
"""

WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - env:
        - name: LISTEN
          value: :8080
        image: web:1
        name: web
"""


def with_variables(value: str) -> str:
    added = f"""\
        - name: http_proxy
          value: {value}
        - name: HTTP_PROXY
          value: {value}
"""
    return WEB.replace("        image: web:1\n", added + "        image: web:1\n")


def build(directory: Path, *, web: str = WEB, proxy: str = PROXY) -> CompletedProcess[str]:
    files = {"kustomization": KUSTOMIZATION, "web": web, "proxy": proxy}
    return run(*BUILD, package(directory, **files))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("kustomize", "kustomize", id="a transformer in a file"),
        pytest.param("kustomize-inline", "kustomize-inline", id="an inline transformer"),
        pytest.param(
            "kustomize-overlay/overlay",
            "kustomize-overlay",
            id="a base and an overlay that both run it",
        ),
    ],
)
def test_an_example_builds_as_expected(
    target: str, expected: str, same_as_file: SameAsFile
) -> None:
    same_as_file(
        output(*BUILD, EXAMPLES / target), EXAMPLES / expected / ".expected" / "output.yaml"
    )


def test_the_build_differs_from_the_identity_by_the_variables_only(
    tmp_path: Path, same_as_file: SameAsFile
) -> None:
    shop = example("kustomize", tmp_path)
    built = output(*BUILD, shop)
    replace_in(shop / "set-proxy-env.yaml", "path: set-proxy-env", "path: cat")
    seen = difference(tmp_path / "seen", output(*BUILD, shop), built)
    same_as_file(seen, EXAMPLES / "kustomize" / ".expected" / "diff.patch")


def test_the_base_alone_has_the_bases_variables(tmp_path: Path) -> None:
    listed = listed_by_kubectl(tmp_path, output(*BUILD, EXAMPLES / "kustomize-overlay" / "base"))
    assert (
        listed
        == """\
# Deployment web, container web
http_proxy=http://proxy.example.com:3128
HTTP_PROXY=http://proxy.example.com:3128
https_proxy=http://proxy.example.com:3129
HTTPS_PROXY=http://proxy.example.com:3129
no_proxy=localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc
NO_PROXY=localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc
"""
    )


def test_kubectl_reads_back_what_base_and_overlay_set(tmp_path: Path) -> None:
    listed = listed_by_kubectl(tmp_path, output(*BUILD, EXAMPLES / "kustomize-overlay" / "overlay"))
    assert (
        listed
        == """\
# Deployment staging-web, container web
http_proxy=http://proxy.example.com:3128
HTTP_PROXY=http://proxy.example.com:3128
https_proxy=http://proxy.example.com:3129
HTTPS_PROXY=http://proxy.example.com:3129
no_proxy=localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc,.staging.example.com
NO_PROXY=localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc,.staging.example.com
# Job staging-seed, container seed
http_proxy=http://proxy.example.com:3128
HTTP_PROXY=http://proxy.example.com:3128
https_proxy=http://proxy.example.com:3129
HTTPS_PROXY=http://proxy.example.com:3129
no_proxy=.staging.example.com,localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc
NO_PROXY=.staging.example.com,localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc
"""
    )


def listed_by_kubectl(directory: Path, manifests: str) -> str:
    built = directory / "built.yaml"
    built.write_text(manifests, encoding="utf-8")
    return output("kubectl", "set", "env", "--local", "--list", "-f", built)


def test_a_build_of_a_build_changes_nothing(tmp_path: Path) -> None:
    first = build(tmp_path / "first")
    assert first.stdout == with_variables("http://proxy.example.com:3128")
    second = build(tmp_path / "second", web=first.stdout)
    assert second.stdout == first.stdout


def test_a_changed_proxy_is_set_under_replace(tmp_path: Path) -> None:
    first = build(tmp_path / "first")
    changed = PROXY.replace("proxy.example.com", "new.example.com") + "  existing: replace\n"
    second = build(tmp_path / "second", web=first.stdout, proxy=changed)
    assert second.stdout == with_variables("http://new.example.com:3128")


def test_a_changed_proxy_is_set_under_track(tmp_path: Path) -> None:
    tracked = PROXY + "  track: true\n"
    first = build(tmp_path / "first", proxy=tracked)
    changed = tracked.replace("proxy.example.com", "new.example.com")
    second = build(tmp_path / "second", web=first.stdout, proxy=changed)
    fresh = build(tmp_path / "fresh", proxy=changed)
    assert second.stdout == fresh.stdout


def test_remove_gives_back_the_manifests_as_they_were(tmp_path: Path) -> None:
    first = build(tmp_path / "first", proxy=PROXY + "  track: true\n")
    assert first.stdout != WEB
    removed = build(tmp_path / "removed", web=first.stdout, proxy=PROXY + "  remove: true\n")
    assert removed.stdout == WEB


@pytest.mark.parametrize(
    ("proxy", "message"),
    [
        pytest.param(
            PROXY.replace("httpProxy", "httpProxi"),
            "unknown field `spec.httpProxi`: did you mean `spec.httpProxy`?",
            id="an unknown field",
        ),
        pytest.param(
            PROXY.replace("3128", "70000"),
            "`spec.httpProxy` must have a port from 1 to 65535, "
            'got "http://proxy.example.com:70000"',
            id="a port out of range",
        ),
        pytest.param(
            PROXY.replace("  httpProxy: http://proxy.example.com:3128\n", "  existing: keep\n"),
            "must specify at least one of `spec.httpProxy`, `spec.httpsProxy`, `spec.allProxy` and "
            "`spec.noProxy`: write `httpProxy: http://proxy.example.com:3128` in `spec`",
            id="nothing to set",
        ),
        pytest.param(
            PROXY.replace("kind: SetProxyEnv", "kind: SetProxyEnvs"),
            "`kind` of the functionConfig must be ConfigMap (v1), SetProxyEnv "
            "(krm-fn.dev/v1alpha1), Istio (istio.banzaicloud.io/v1beta1), Proxy "
            '(config.openshift.io/v1) or TransparentProxy (krm-fn.dev/v1alpha1), got "SetProxyEnvs"',
            id="another kind",
        ),
    ],
)
def test_a_wrong_configuration_is_named_on_stderr_and_nothing_is_built(
    tmp_path: Path, proxy: str, message: str
) -> None:
    done = build(tmp_path / "web", proxy=proxy)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


def test_a_kept_value_is_named_on_stderr(tmp_path: Path) -> None:
    own = with_variables("http://own.example.com:3128")
    done = build(tmp_path / "web", web=own)
    assert (done.returncode, done.stdout) == (0, own)
    assert '"web"' in done.stderr
    assert "existing: replace" in done.stderr


def test_typed_values_of_a_config_map_are_read(tmp_path: Path) -> None:
    config_map = PROXY.replace("krm-fn.dev/v1alpha1", "v1").replace("SetProxyEnv", "ConfigMap")
    config_map = config_map.replace("spec:", "data:") + "  track: false\n"
    done = build(tmp_path / "web", proxy=config_map)
    assert done.stdout == with_variables("http://proxy.example.com:3128")


@pytest.mark.parametrize("command", [BUILD[:3], ("kubectl", "kustomize", "--enable-alpha-plugins")])
def test_without_enable_exec_the_function_is_left_out_without_a_warning(
    command: tuple[str, ...],
) -> None:
    done = run(*command, EXAMPLES / "kustomize-overlay" / "base")
    assert (done.returncode, done.stderr) == (0, "")
    assert "http_proxy" not in done.stdout


AIRFLOW = """\
# of the workers
apiVersion: v1
kind: Pod
metadata:
  name: placeholder
spec:
  containers:
  - name: base
    image: apache/airflow:3.0.2
"""


def test_a_pod_template_in_a_generated_config_map_is_set_and_changes_its_name(
    tmp_path: Path,
) -> None:
    generator = "configMapGenerator:\n- name: airflow\n  files: [pod_template_file.yaml]\n"
    proxy = f"{PROXY}  customResources: {{configMaps: true}}\n"
    files = {"kustomization": generator, "proxy": proxy, "pod_template_file": AIRFLOW}
    directory = package(tmp_path / "airflow", **files)
    before = output(*BUILD, directory)
    replace_in(
        directory / "kustomization.yaml", generator, f"{generator}transformers: [proxy.yaml]\n"
    )
    after = output(*BUILD, directory)
    text = (
        AIRFLOW
        + """\
    env:
    - name: http_proxy
      value: "http://proxy.example.com:3128"
    - name: HTTP_PROXY
      value: "http://proxy.example.com:3128"
"""
    )
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    assert f"data:\n  pod_template_file.yaml: |\n{lines}kind: ConfigMap\n" in after
    assert before.splitlines()[-1].startswith("  name: airflow-")
    assert before.splitlines()[-1] != after.splitlines()[-1]

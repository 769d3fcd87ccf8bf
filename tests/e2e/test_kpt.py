"""The function under real kpt: `fn eval --exec` and `fn render --allow-exec`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from e2e.packages import (
    SameAsFile,
    as_kpt_writes,
    changed_lines,
    changes,
    difference,
    example,
    package,
    remember,
    replace_in,
    texts,
)
from e2e.runtimes import EXAMPLES, ROOT, output, run

EXPECTED = EXAMPLES / "kpt" / ".expected"
TRACKED = EXAMPLES / "kpt-track" / ".expected"
PROXY = (
    "httpProxy=http://proxy.example.com:3128",
    "httpsProxy=http://proxy.example.com:3129",
    "noProxyPresets=localhost,cluster",
)

WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        image: web:1
        env:
        - name: LISTEN
          value: ":8080"
"""

VARIABLES = """\
        - name: http_proxy
          value: "http://proxy.example.com:3128"
        - name: HTTP_PROXY
          value: "http://proxy.example.com:3128"
        - name: https_proxy
          value: "http://proxy.example.com:3129"
        - name: HTTPS_PROXY
          value: "http://proxy.example.com:3129"
        - name: no_proxy
          value: "localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc"
        - name: NO_PROXY
          value: "localhost,127.0.0.1,::1,.svc,.cluster.local,.cluster.local.,$(KUBERNETES_SERVICE_HOST),kubernetes.default.svc"
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The package of examples/kpt, in kpt's own style and remembered."""
    return remember(as_kpt_writes(example("kpt", tmp_path)))


@pytest.fixture
def worker(tmp_path: Path) -> Path:
    """The package of examples/kpt-track, in kpt's own style and remembered."""
    return remember(as_kpt_writes(example("kpt-track", tmp_path)))


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A package of one Deployment."""
    return package(tmp_path / "web", web=WEB)


def eval_in_place(directory: Path, *fields: str) -> None:
    output("kpt", "fn", "eval", directory, "--exec", "set-proxy-env", "--", *fields)


def render(directory: Path) -> None:
    output("kpt", "fn", "render", directory, "--allow-exec")


def unwrapped(directory: Path, function: str, *fields: str) -> str:
    command = ("kpt", "fn", "eval", "--output", "unwrap", "--exec", function)
    return output(*command, directory, "--", *fields)


def test_eval_in_place_adds_the_variables_and_nothing_else(
    shop: Path, same_as_file: SameAsFile
) -> None:
    eval_in_place(shop, *PROXY)
    same_as_file(changes(shop), EXPECTED / "diff.patch")


def test_eval_with_a_config_file_does_the_same(shop: Path, same_as_file: SameAsFile) -> None:
    config = shop / "fn-config.yaml"
    output("kpt", "fn", "eval", shop, "--exec", "set-proxy-env", "--fn-config", config)
    same_as_file(changes(shop), EXPECTED / "diff.patch")


def test_eval_to_stdout_differs_from_the_identity_by_the_same_lines(
    shop: Path, tmp_path: Path
) -> None:
    before = texts(shop)
    seen = difference(
        tmp_path / "seen", unwrapped(shop, "cat"), unwrapped(shop, "set-proxy-env", *PROXY)
    )
    patch = (EXPECTED / "diff.patch").read_text(encoding="utf-8")
    assert changed_lines(seen) == changed_lines(patch)
    assert texts(shop) == before


def test_render_gives_the_same_files_as_eval(shop: Path, same_as_file: SameAsFile) -> None:
    render(shop)
    same_as_file(changes(shop), EXPECTED / "diff.patch")


def test_render_stores_the_results(shop: Path, tmp_path: Path, same_as_file: SameAsFile) -> None:
    results = tmp_path / "results"
    output("kpt", "fn", "render", shop, "--allow-exec", "--results-dir", results)
    same_as_file((results / "results.yaml").read_text("utf-8"), EXPECTED / "results.yaml")


def test_a_second_render_changes_nothing(shop: Path) -> None:
    render(shop)
    remember(shop)
    render(shop)
    assert changes(shop) == ""


def test_kubectl_reads_back_what_was_set(shop: Path, same_as_file: SameAsFile) -> None:
    eval_in_place(shop, *PROXY)
    listed = output("kubectl", "set", "env", "--local", "--list", "-f", shop / "resources.yaml")
    same_as_file(listed, EXPECTED / "listed.txt")


def test_a_changed_proxy_is_set_under_replace(web: Path) -> None:
    eval_in_place(web, *PROXY)
    assert texts(web) == {"web.yaml": WEB + VARIABLES}
    changed = [field.replace("proxy.example.com", "new.example.com") for field in PROXY]
    eval_in_place(web, *changed, "existing=replace")
    assert texts(web) == {
        "web.yaml": WEB + VARIABLES.replace("proxy.example.com", "new.example.com")
    }


def test_a_changed_proxy_is_not_set_under_merge(web: Path) -> None:
    eval_in_place(web, *PROXY)
    changed = [field.replace("proxy.example.com", "new.example.com") for field in PROXY]
    eval_in_place(web, *changed)
    assert texts(web) == {"web.yaml": WEB + VARIABLES}


def set_field(directory: Path, old: str, new: str) -> None:
    replace_in(directory / "fn-config.yaml", old, new)


def test_track_records_what_was_set(worker: Path, same_as_file: SameAsFile) -> None:
    render(worker)
    same_as_file(changes(worker), TRACKED / "diff.patch")


def test_a_second_render_under_track_changes_nothing(worker: Path) -> None:
    render(worker)
    remember(worker)
    render(worker)
    assert changes(worker) == ""


def test_a_changed_configuration_changes_what_it_recorded(
    worker: Path, same_as_file: SameAsFile
) -> None:
    render(worker)
    set_field(worker, "http://proxy.example.com", "http://new.example.com")
    set_field(worker, ".corp.example.com", ".internal")
    remember(worker)
    render(worker)
    same_as_file(changes(worker), TRACKED / "changed.patch")


def test_a_variable_that_is_no_longer_configured_is_taken_out(
    worker: Path, same_as_file: SameAsFile
) -> None:
    render(worker)
    set_field(
        worker,
        "  noProxy: [.corp.example.com]\n  noProxyPresets: [localhost, cluster]\n",
        "",
    )
    remember(worker)
    render(worker)
    same_as_file(changes(worker), TRACKED / "without-no-proxy.patch")


def test_remove_gives_back_the_package_as_it_was(worker: Path) -> None:
    before = texts(worker)["resources.yaml"]
    render(worker)
    assert texts(worker)["resources.yaml"] != before
    set_field(worker, "  track: true\n", "  remove: true\n")
    render(worker)
    assert texts(worker)["resources.yaml"] == before


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        pytest.param(
            ["httpProxi=http://p:1"],
            "unknown field `data.httpProxi`: did you mean `data.httpProxy`?",
            id="an unknown field",
        ),
        pytest.param(
            ["httpProxy=http://p:70000"],
            '`data.httpProxy` must have a port from 1 to 65535, got "http://p:70000"',
            id="a port out of range",
        ),
        pytest.param(
            ["httpProxy=http://p:1", "existing=yes"],
            '`data.existing` must be "merge", "keep", "replace" or "error", got "yes"',
            id="a wrong mode",
        ),
        pytest.param(
            [],
            "must specify at least one of `data.httpProxy`, `data.httpsProxy`, `data.allProxy` and "
            "`data.noProxy`: write `-- httpProxy=http://proxy.example.com:3128` at the end of the "
            "kpt command",
            id="nothing to set",
        ),
    ],
)
def test_eval_with_a_wrong_field_shows_it_and_leaves_the_files(
    web: Path, fields: list[str], message: str
) -> None:
    done = run("kpt", "fn", "eval", web, "--exec", "set-proxy-env", "--", *fields)
    assert done.returncode == 1
    assert message in done.stderr
    assert texts(web) == {"web.yaml": WEB}


def test_render_with_another_kind_says_which_are_read_and_leaves_the_files(shop: Path) -> None:
    set_field(shop, "kind: SetProxyEnv", "kind: SetProxyEnvs")
    before = texts(shop)
    done = run("kpt", "fn", "render", shop, "--allow-exec")
    assert done.returncode == 1
    assert (
        "`kind` of the functionConfig must be ConfigMap (v1), SetProxyEnv (krm-fn.dev/v1alpha1), "
        "Istio (istio.banzaicloud.io/v1beta1), Proxy (config.openshift.io/v1) or TransparentProxy "
        "(krm-fn.dev/v1alpha1), "
        'got "SetProxyEnvs"' in done.stderr
    )
    assert texts(shop) == before


def test_render_without_a_configuration_says_so_and_leaves_the_files(shop: Path) -> None:
    replace_in(shop / "Kptfile", "      configPath: fn-config.yaml\n", "")
    before = texts(shop)
    done = run("kpt", "fn", "render", shop, "--allow-exec")
    assert done.returncode == 1
    assert (
        "must specify a functionConfig: a ConfigMap with `data.httpProxy`, `data.httpsProxy`, "
        "`data.allProxy` or `data.noProxy`, or a SetProxyEnv with these fields in `spec`"
        in done.stderr
    )
    assert texts(shop) == before


def test_a_value_that_differs_under_error_leaves_the_files(shop: Path) -> None:
    exceptions = "krm-fn.dev/set-proxy-env-exceptions: https_proxy"
    replace_in(shop / "resources.yaml", exceptions, "team: reports")
    before = texts(shop)
    done = run(
        *("kpt", "fn", "eval", shop, "--exec", "set-proxy-env", "--", *PROXY, "existing=error")
    )
    assert done.returncode == 1
    assert '"report"' in done.stderr
    assert texts(shop) == before


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """The package at the top of the checkout, as a user takes it, with a workload of the user's."""
    directory = package(tmp_path / "set-proxy-env", web=WEB)
    for name in ("Kptfile", "fn-config.yaml", ".krmignore", "metadata.yaml"):
        shutil.copy(ROOT / name, directory)
    return directory


def test_the_package_at_the_top_renders(top: Path) -> None:
    before = texts(top)
    render(top)
    assert texts(top) == {**before, "web.yaml": WEB + VARIABLES.replace(":3129", ":3128")}


def test_fixtures_and_examples_do_not_disturb_the_package_at_the_top(top: Path) -> None:
    for name in ("docs", "examples", "fixtures"):
        shutil.copytree(ROOT / name, top / name)
    for name in ("action.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, top)
    before = texts(top)
    eval_in_place(top, *PROXY)
    assert texts(top) == {**before, "web.yaml": WEB + VARIABLES}

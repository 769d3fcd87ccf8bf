"""What comes after the first day: gates, another proxy, exceptions and the way back, by kpt, kustomize and
`apply`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from e2e.packages import as_kpt_writes, package
from e2e.runtimes import BUILD, output, run

OLD, NEW, OWN = "http://old.example.com:3128", "http://new.example.com:3128", "http://own:1"
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
      - name: report
        image: report:1
        env:
        - name: https_proxy
          value: http://own:1
        - name: HTTPS_PROXY
          value: http://own:1
"""
CONFIG = """\
apiVersion: krm-fn.dev/v1alpha1
kind: SetProxyEnv
metadata:
  name: company-proxy
  annotations:
    config.kubernetes.io/local-config: "true"
    config.kubernetes.io/function: |
      exec:
        path: set-proxy-env
spec:
"""
REPORT = "exceptions: [{selector: {name: web}, containers: [report], variables: [https_proxy]}]"
BESIDE = (
    'container "web" has another proxy in `http_proxy`, `HTTP_PROXY`, `https_proxy`, `HTTPS_PROXY`, '
    "beside which `no_proxy` must not change; name its URL in `from` where a former configuration has "
    "set it, or name what is meant to differ in `exceptions`"
)
DIFFERS = (
    'container "report" keeps its own `https_proxy`, `HTTPS_PROXY`; set `existing: replace` to replace '
    "them, or name what is meant to differ in `exceptions`"
)


def config(folder: Path, url: str = NEW, no_proxy: str = "localhost", *fields: str) -> Path:
    """A file with a configuration, outside of the package."""
    path = folder.parent / "proxy.yaml"
    lines = [f"httpProxy: {url}", f"httpsProxy: {url}", f"noProxy: {no_proxy}", *fields]
    path.write_text(CONFIG + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    return path


Run = Callable[[Path, Path], tuple[int, str, str]]


def by_kpt(shop: Path, path: Path) -> tuple[int, str, str]:
    """The exit status, what is printed, and the manifests after it."""
    function = ("--exec", "set-proxy-env", "--fn-config", path, "--truncate-output=false")
    done = run("kpt", "fn", "eval", shop, *function)
    return done.returncode, done.stdout + done.stderr, web(shop)


def by_kustomize(shop: Path, path: Path) -> tuple[int, str, str]:
    """The same, of a build of what is there, which takes the place of it."""
    (shop.parent / "kustomization.yaml").write_text(
        f"resources: [{shop.name}/web.yaml]\ntransformers: [{path.name}]\n", encoding="utf-8"
    )
    done = run(*BUILD, shop.parent)
    if done.returncode == 0:
        (shop / "web.yaml").write_text(done.stdout, encoding="utf-8")
    return done.returncode, done.stderr, web(shop)


def by_apply(shop: Path, path: Path) -> tuple[int, str, str]:
    """The same, of files that are edited in place."""
    done = run("set-proxy-env", "apply", "--config", path, shop)
    return done.returncode, done.stdout + done.stderr, web(shop)


WAYS = pytest.mark.parametrize("way", [by_kpt, by_kustomize, by_apply])


def web(shop: Path) -> str:
    return (shop / "web.yaml").read_text(encoding="utf-8")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return as_kpt_writes(package(tmp_path / "shop", web=WEB))


@WAYS
def test_a_new_no_proxy_beside_an_old_proxy_is_an_error_that_says_how_to_go_on(
    shop: Path, way: Run
) -> None:
    assert way(shop, config(shop, OLD))[0] == 0
    before = web(shop)
    status, printed, after = way(shop, config(shop, NEW, "localhost,.corp"))
    assert (status != 0, BESIDE in printed, after) == (True, True, before)


@WAYS
def test_from_changes_what_a_former_configuration_set_and_leaves_what_is_the_authors(
    shop: Path, way: Run
) -> None:
    way(shop, config(shop, OLD))
    assert web(shop).count(OLD) == 6
    status, _, after = way(shop, config(shop, NEW, "localhost,.corp", f"from: [{OLD}]", REPORT))
    assert status == 0
    assert (after.count(OLD), after.count(NEW), after.count(OWN)) == (0, 6, 2)
    assert after.count("localhost,.corp") == 4


def test_apply_changes_a_former_proxy_that_the_command_line_names(shop: Path) -> None:
    by_apply(shop, config(shop, OLD))
    output("set-proxy-env", "apply", "--config", config(shop), "--replace-from", OLD, shop)
    assert (web(shop).count(OLD), web(shop).count(NEW), web(shop).count(OWN)) == (0, 6, 2)


@WAYS
def test_verify_fails_for_a_value_that_differs_unless_it_is_meant_to(shop: Path, way: Run) -> None:
    way(shop, config(shop))
    status, printed, _ = way(shop, config(shop, NEW, "localhost", "verify: true"))
    assert (status != 0, DIFFERS in printed) == (True, True)
    status, printed, _ = way(shop, config(shop, NEW, "localhost", "verify: true", REPORT))
    assert (status, DIFFERS in printed) == (0, False)


def test_check_fails_for_a_value_that_differs_and_prints_the_command_that_mends_it(
    shop: Path,
) -> None:
    by_apply(shop, config(shop))
    check = ("set-proxy-env", "apply", "--check", "--config", "../proxy.yaml", ".")
    done = run(*check, cwd=shop)
    assert (done.returncode, done.stdout, DIFFERS in done.stderr) == (1, "web.yaml\n", True)
    _, said, command = done.stderr.rpartition("[info]: to replace the values that differ, run: ")
    assert said
    config(shop, NEW, "localhost", REPORT)
    assert run(*check, cwd=shop).returncode == 0
    config(shop)
    output("sh", "-c", command, cwd=shop)
    assert OWN not in web(shop)
    assert run(*check, cwd=shop).returncode == 0


@WAYS
def test_track_adopts_what_is_there_and_remove_takes_it_out(shop: Path, way: Run) -> None:
    way(shop, config(shop, OLD, "localhost", REPORT, "exclude: [{name: web}]"))
    before = web(shop)
    way(shop, config(shop, OLD, "localhost", REPORT))
    status, _, tracked = way(shop, config(shop, OLD, "localhost", REPORT, "track: true"))
    assert (status, "krm-fn.dev/set-proxy-env-recorded" in tracked) == (0, True)
    status, _, after = way(shop, config(shop, NEW, "localhost", REPORT, "remove: true"))
    assert (status, after) == (0, before)


@WAYS
def test_remove_without_a_record_takes_out_the_values_that_it_is_given(
    shop: Path, way: Run
) -> None:
    way(shop, config(shop, OLD, "localhost", REPORT, "exclude: [{name: web}]"))
    before = web(shop)
    way(shop, config(shop, OLD, "localhost", REPORT))
    status, printed, _ = way(shop, config(shop, NEW, ".other", "remove: true"))
    assert status == 0
    assert '`spec.remove` took out nothing: no workload has a record of "company-proxy"' in printed
    assert way(shop, config(shop, OLD, "localhost", REPORT, "remove: true"))[2] == before


@WAYS
def test_the_wrong_annotation_of_one_team_stops_the_others_only_where_that_is_asked_for(
    shop: Path, way: Run
) -> None:
    text = web(shop)
    annotated = text.replace(
        "name: web\n", 'name: web\n  annotations: {krm-fn.dev/set-proxy-env: "no"}\n', 1
    )
    (shop / "web.yaml").write_text(f"{annotated}---\n{text.replace('name: web', 'name: other', 1)}")
    wrong = 'the annotation `krm-fn.dev/set-proxy-env` must be "enabled", "disabled" or names of containers'
    presets = "noProxyPresets: [localhost, cluster]"
    strict = config(shop, NEW, "localhost", REPORT, presets, "checks: {level: error}")
    status, printed, after = way(shop, strict)
    assert (status != 0, wrong in printed, NEW in after) == (True, True, False)
    status, printed, after = way(shop, config(shop, NEW, "localhost", REPORT))
    assert (status, wrong in printed, after.count(NEW)) == (0, True, 6)

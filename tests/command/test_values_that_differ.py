"""Values that differ from the configuration: `apply --check` fails, whatever a run would keep."""

from __future__ import annotations

import shlex

import pytest
from command.one_folder import ENV, applied, text, write
from one_file import POD
from run_function import Outcome, run

pytestmark = pytest.mark.usefixtures("folder")

OTHER = "http://other.example.com:1"
PROXY = ("--http-proxy", "http://proxy.example.com:3128", "--https-proxy", OTHER)
KEEPS = (
    'container "web" keeps its own `http_proxy`, `HTTP_PROXY`; set `existing: replace` to replace '
    "them, or name what is meant to differ in `exceptions`"
)
NO_API_SERVER = (
    "[warning] krm-fn.dev/v1alpha1/SetProxyEnv: `noProxy` must name the API server: controllers and "
    "other programs that use it send their requests to the proxy, which cannot reach it; write "
    '"$(KUBERNETES_SERVICE_HOST)", or `noProxyPresets: [cluster]`\n'
)


def write_with_another_proxy() -> None:
    write("a.yaml")
    other = ("--http-proxy", OTHER, "--https-proxy", OTHER)
    assert applied(*other, "a.yaml").exit_code == 0


def test_check_fails_where_a_value_differs_and_prints_the_command_that_mends() -> None:
    write_with_another_proxy()
    outcome = applied("--check", *PROXY, "a.yaml")
    command = (
        "set-proxy-env apply --no-proxy localhost,127.0.0.1,::1 --http-proxy "
        f"http://proxy.example.com:3128 --https-proxy {OTHER} --existing replace a.yaml"
    )
    assert outcome == Outcome(
        b"a.yaml\n",
        f"{NO_API_SERVER}[error] v1/Pod/web (a.yaml): {KEEPS}\n"
        "[info]: nothing to set in 1 workload in 1 file: 2 variables kept\n"
        f"[info]: to replace the values that differ, run: {command}\n",
        1,
    )
    assert run(b"", *shlex.split(command)[1:]).exit_code == 0
    assert applied("--check", *PROXY, "a.yaml").exit_code == 0


@pytest.mark.parametrize("checks", ["{level: off}", "{ignore: [kept]}"])
@pytest.mark.parametrize("existing", ["merge", "keep"])
def test_no_configuration_makes_the_check_blind(existing: str, checks: str) -> None:
    write_with_another_proxy()
    fields = f"httpProxy: http://proxy.example.com:3128\nexisting: {existing}\nchecks: {checks}\n"
    write("c.yaml", f"apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\n{fields}")
    outcome = run(b"", "apply", "--check", "--config", "c.yaml", "a.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"a.yaml\n", 1)
    assert f"[error] v1/Pod/web (a.yaml): {KEEPS}\n" in outcome.stderr


def test_of_equal_names_the_last_is_what_check_looks_at() -> None:
    write("a.yaml", POD + ENV + ENV[9:])
    assert applied("--check", "a.yaml").exit_code == 0
    write("a.yaml", POD + ENV + ENV[9:].replace("::1", "::2"))
    outcome = applied("--check", "a.yaml")
    assert (outcome.stdout, outcome.exit_code) == (b"a.yaml\n", 1)
    assert outcome.stderr == (
        '[error] v1/Pod/web (a.yaml): container "web" has `no_proxy`, `NO_PROXY` more than once in '
        "its `env`, left as it is; remove all but one, server-side apply rejects duplicates, or "
        "name what is meant to differ in `exceptions`\n"
        "[info]: nothing to set in 1 workload in 1 file: 2 variables kept\n"
    )


def test_hosts_that_an_author_has_beside_the_configured_ones_are_no_difference() -> None:
    write("a.yaml", POD + ENV.replace("localhost", ".internal,localhost"))
    assert applied("--check", "a.yaml").exit_code == 0


def test_check_ends_with_1_on_an_error_also_when_a_value_differs() -> None:
    write_with_another_proxy()
    write("b.yaml", "a: [\n")
    outcome = applied("--check", *PROXY, ".")
    assert (outcome.stdout, outcome.exit_code) == (b"a.yaml\n", 1)


def test_the_command_that_mends_quotes_and_hides_what_it_must() -> None:
    write("a b.yaml")
    with_password = ("--http-proxy", "http://user:secret@proxy.example.com:3128")
    outcome = applied("--check", *with_password, "--", "a b.yaml")
    assert outcome.stderr.splitlines()[-1] == (
        "[info]: to set them, run: set-proxy-env apply --no-proxy localhost,127.0.0.1,::1 "
        "--http-proxy http://user:***@proxy.example.com:3128 'a b.yaml'"
    )


@pytest.mark.parametrize("head", ["kind: SetProxyEnv\nspec:\n", "kind: SetProxyEnv\n"])
def test_existing_may_stand_beside_a_configuration_and_comes_before_its_own(head: str) -> None:
    write_with_another_proxy()
    indent = "  " if "spec" in head else ""
    fields = f"{indent}httpProxy: http://proxy.example.com:3128\n{indent}existing: keep\n"
    write("c.yaml", f"apiVersion: krm-fn.dev/v1alpha1\n{head}{fields}")
    outcome = run(b"", "apply", "--config", "c.yaml", "--existing", "replace", "a.yaml")
    assert outcome.exit_code == 0
    assert text("a.yaml").count("http://proxy.example.com:3128") == 2


def test_existing_may_stand_beside_a_config_map() -> None:
    write_with_another_proxy()
    data = "data: {httpProxy: 'http://proxy.example.com:3128'}\n"
    write("c.yaml", f"apiVersion: v1\nkind: ConfigMap\n{data}")
    run(b"", "apply", "--config", "c.yaml", "--existing", "replace", "a.yaml")
    assert text("a.yaml").count("http://proxy.example.com:3128") == 2


def test_existing_must_not_stand_beside_the_objects_of_operators() -> None:
    write("c.yaml", "apiVersion: config.openshift.io/v1\nkind: Proxy\nspec: {}\n")
    outcome = run(b"", "apply", "--config", "c.yaml", "--existing", "replace", "a.yaml")
    assert outcome == Outcome(
        b"",
        "[error] `--existing` must stand beside the `--config` of a ConfigMap or a SetProxyEnv\n",
        2,
    )

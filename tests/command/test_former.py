"""A new proxy: what a former configuration set is changed, recorded, and taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_function import run
from set_manifests import PROXY, apply, deployment

OLD = "http://old.example.com:3128"
MINE = "http://mine.example.com:1"
OLD_FIELDS = {"httpProxy": OLD, "httpsProxy": OLD, "noProxy": "localhost"}
NEW_FIELDS = {"httpProxy": PROXY, "httpsProxy": PROXY, "noProxy": "localhost,.new"}
WEB = deployment("web")
BESIDE = (
    'container "web" has another proxy in `http_proxy`, `HTTP_PROXY`, `https_proxy`, '
    "`HTTPS_PROXY`, beside which `no_proxy` must not change; name its URL in `from` where a former "
    "configuration has set it, or name what is meant to differ in `exceptions`"
)


def with_own(value: str) -> str:
    env = f"[{{name: http_proxy, value: {value}}}]"
    return deployment("web", containers=f"- {{name: own, image: own:1, env: {env}}}")


@pytest.mark.parametrize("existing", ["merge", "keep", "error", "replace"])
def test_values_of_a_former_proxy_are_changed_whatever_existing_says(existing: str) -> None:
    once = apply(WEB, **OLD_FIELDS)
    fields = {**NEW_FIELDS, "noProxy": "localhost"}
    done = apply(once.text, **fields, existing=existing, **{"from": [OLD]})
    assert done.exit_code == 0
    assert done.text == apply(WEB, **fields).text
    assert apply(done.text, **fields, verify=True).exit_code == 0


def test_the_values_of_others_stay() -> None:
    once = apply(with_own(MINE), **OLD_FIELDS)
    done = apply(once.text, **NEW_FIELDS, **{"from": [OLD]})
    assert done.text == once.text.replace(OLD, PROXY).replace('"localhost"', '"localhost,.new"')
    assert done.text.count(MINE) == 2


def test_a_new_no_proxy_never_comes_beside_an_old_proxy() -> None:
    once = apply(WEB, **OLD_FIELDS)
    done = apply(once.text, **NEW_FIELDS)
    assert (done.exit_code, done.text) == (1, once.text)
    assert done.messages("error") == [BESIDE]


def test_one_proxy_of_the_authors_beside_a_configured_one_is_no_old_configuration() -> None:
    once = apply(with_own(MINE), **NEW_FIELDS)
    done = apply(once.text, **{**NEW_FIELDS, "noProxy": "localhost,.new,.newer"})
    assert done.exit_code == 0
    assert done.text == once.text.replace("localhost,.new", "localhost,.new,.newer")


def test_track_adopts_values_that_are_equal_already() -> None:
    untracked = apply(WEB, **NEW_FIELDS)
    tracked = apply(untracked.text, **NEW_FIELDS, track=True)
    assert tracked.text == apply(WEB, **NEW_FIELDS, track=True).text.replace(
        '"env":"absent",', ""
    ).replace(',"env":"absent"', "")
    assert apply(tracked.text, **NEW_FIELDS, track=True).text == tracked.text
    changed = apply(tracked.text, **OLD_FIELDS, track=True)
    assert changed.exit_code == 0
    assert PROXY not in changed.text
    assert apply(changed.text, **OLD_FIELDS, remove=True).text == WEB


def test_track_adopts_values_of_a_former_proxy_and_never_writes_them_back() -> None:
    fields = {**NEW_FIELDS, "noProxy": "localhost"}
    once = apply(WEB, **OLD_FIELDS)
    done = apply(once.text, **fields, track=True, **{"from": [OLD]})
    assert OLD not in done.text
    assert apply(done.text, **fields, track=True, **{"from": [OLD]}).text == done.text
    assert apply(done.text, **fields, remove=True).text == WEB


def test_a_former_proxy_with_a_password_may_be_tracked() -> None:
    old = "http://user:secret@old.example.com:3128"
    once = apply(WEB, httpProxy=old)
    done = apply(once.text, track=True, **{"from": [old]})
    assert (done.exit_code, "secret" in done.text) == (0, False)


def test_a_value_becomes_a_reference() -> None:
    source = {"valueFrom": {"secretKeyRef": {"name": "proxy", "key": "url"}}}
    once = apply(WEB, httpProxy=OLD)
    done = apply(once.text, httpProxy=source, **{"from": [OLD]})
    assert done.text == apply(WEB, httpProxy=source).text


def test_replace_from_names_former_proxies_on_the_command_line(tmp_path: Path) -> None:
    web, config = tmp_path / "web.yaml", tmp_path / "proxy.yaml"
    web.write_text(apply(WEB, httpProxy=OLD, httpsProxy=MINE, noProxy="localhost").text)
    config.write_text(
        "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\n"
        f"httpProxy: {PROXY}\nhttpsProxy: {PROXY}\nnoProxy: [localhost, .new]\n"
    )
    options = ("--config", str(config), "--replace-from", OLD, "--replace-from", MINE)
    assert run(b"", "apply", *options, str(web)).exit_code == 0
    assert web.read_text() == apply(WEB, **NEW_FIELDS).text
    assert run(b"", "apply", "--check", *options[:2], str(web)).exit_code == 0


def test_a_former_url_must_not_be_empty() -> None:
    done = apply(WEB, **{"from": [""]})
    assert done.exit_code == 1
    assert [one["message"] for one in done.results if one["severity"] == "error"] == [
        "`spec.from[0]` must be the URL of a former proxy, got nothing"
    ]


def test_check_prints_a_command_that_mends_an_old_proxy(tmp_path: Path) -> None:
    web = tmp_path / "web.yaml"
    web.write_text(apply(WEB, **OLD_FIELDS).text)
    options = ("--http-proxy", PROXY, "--https-proxy", PROXY, "--no-proxy", "localhost,.new")
    outcome = run(b"", "apply", "--check", *options, str(web))
    commands = [line for line in outcome.stderr.splitlines() if ", run: " in line]
    assert outcome.exit_code == 1
    assert [line.partition(", run: ")[0] for line in commands] == [
        "[info]: to replace the values that differ"
    ]
    assert run(b"", *commands[0].partition("set-proxy-env ")[2].split()).exit_code == 0
    assert run(b"", "apply", "--check", *options, str(web)).exit_code == 0


def test_a_former_proxy_gets_credentials() -> None:
    fields = {"httpProxy": PROXY, "credentials": {"secretRef": {"name": "proxy"}}}
    once = apply(WEB, httpProxy=OLD)
    done = apply(once.text, **fields, **{"from": [OLD]})
    assert done.text == apply(WEB, **fields).text
    assert apply(done.text, **fields, **{"from": [OLD]}).text == done.text


@pytest.mark.parametrize("existing", ["merge", "replace"])
def test_a_spelling_that_refers_to_the_other_is_the_authors(existing: str) -> None:
    env = f"[{{name: http_proxy, value: {PROXY}}}, {{name: HTTP_PROXY, value: $(http_proxy)}}]"
    own = deployment("web", containers=f"- {{name: own, image: own:1, env: {env}}}")
    fields = {"httpProxy": PROXY, "existing": existing}
    done = apply(own, **fields, track=True)
    assert (env in done.text, "[own]" in done.text) == (True, False)
    assert apply(done.text, **fields, track=True).text == done.text


def test_the_two_of_the_credentials_are_the_authors_where_they_are_there() -> None:
    source = "valueFrom: {secretKeyRef: {name: proxy, key: password}}"
    own = deployment(
        "web",
        containers=f"- {{name: own, image: own:1, env: [{{name: PROXY_PASSWORD, {source}}}]}}",
    )
    fields = {"httpProxy": PROXY, "credentials": {"secretRef": {"name": "proxy"}}}
    done = apply(own, **fields, track=True)
    assert done.exit_code == 0
    assert apply(done.text, **fields, track=True).text == done.text
    assert apply(done.text, **fields, remove=True).text == own


def test_check_fails_where_an_entry_comes_before_what_the_value_refers_to(tmp_path: Path) -> None:
    web, config = tmp_path / "web.yaml", tmp_path / "proxy.yaml"
    web.write_text(apply(WEB, httpProxy=OLD).text)
    config.write_text(
        "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\n"
        f"httpProxy: {PROXY}\ncredentials: {{secretRef: {{name: proxy}}}}\n"
        "existing: replace\ntrack: true\n"
    )
    outcome = run(b"", "apply", "--check", "--config", str(config), str(web))
    assert (outcome.stdout.decode(), outcome.exit_code) == (f"{web}\n", 1)
    assert (
        'container "web" keeps its own `http_proxy`, which comes before `PROXY_USERNAME`, '
        "`PROXY_PASSWORD` in its `env`, to which the wanted value refers; move `http_proxy` behind "
        "it, the kubelet resolves references to earlier entries only, or name what is meant to "
        "differ in `exceptions`\n"
    ) in outcome.stderr


JAVA = "-Dhttp.proxyHost={0} -Dhttp.proxyPort=3128 -Dhttps.proxyHost={0} -Dhttps.proxyPort=3128"
MAVEN = "-Daether.connector.http.useSystemProperties=true"


@pytest.mark.parametrize("existing", ["merge", "keep", "error", "replace"])
def test_the_former_proxy_s_options_of_runtimes_are_changed_whatever_existing_says(
    existing: str,
) -> None:
    both = {"runtimes": ["java", "node"], "variables": ["RSYNC_PROXY", "grpc_proxy"]}
    once = apply(WEB, **OLD_FIELDS, **both)
    assert f"{JAVA.format('old.example.com')} -Dhttp.nonProxyHosts=localhost {MAVEN}" in once.text
    fields = {**NEW_FIELDS, **both, "noProxy": "localhost"}
    done = apply(once.text, **fields, existing=existing, **{"from": [OLD]})
    assert done.messages("error") == []
    assert done.text == apply(WEB, **fields).text
    assert "old.example.com" not in done.text
    assert apply(done.text, **fields, existing=existing, **{"from": [OLD]}).text == done.text


def with_options(value: str) -> str:
    env = f"[{{name: JAVA_TOOL_OPTIONS, value: '{value}'}}]"
    return deployment("web", containers=f"- {{name: web, image: web:1, env: {env}}}")


def java_options_of(text: str) -> str:
    return text.partition("JAVA_TOOL_OPTIONS, value: ")[2].partition("}")[0].strip("\"'")


@pytest.mark.parametrize("existing", ["merge", "keep", "error", "replace"])
def test_an_author_s_options_stay_beside_those_of_a_former_proxy(existing: str) -> None:
    before = f"-Xmx1g {JAVA.format('old.example.com')} -Dhttp.nonProxyHosts=old.svc -Da=b"
    fields = {**NEW_FIELDS, "runtimes": ["java"], "existing": existing, "from": [OLD]}
    done = apply(with_options(before), **fields)
    assert java_options_of(done.text) == (
        f"-Xmx1g -Da=b {JAVA.format('proxy.example.com')} "
        f"-Dhttp.nonProxyHosts=localhost|*.new {MAVEN}"
    )
    assert done.messages("warning") == []
    assert apply(done.text, **fields).text == done.text


def test_options_of_another_proxy_stay_with_a_warning_though_a_former_one_is_named() -> None:
    before = (
        "-Dhttps.proxyHost=mine.example.com -Dhttps.proxyPort=1 -Dhttp.proxyHost=old.example.com"
    )
    done = apply(with_options(before), **NEW_FIELDS, runtimes=["java"], **{"from": [OLD]})
    assert java_options_of(done.text) == f"{before} -Dhttp.nonProxyHosts=localhost|*.new {MAVEN}"
    assert [one for one in done.messages("warning") if "JAVA" in one] == [
        'container "web" keeps its own `JAVA_TOOL_OPTIONS`; set `existing: replace` to replace them'
    ]


@pytest.mark.parametrize("own", ["", "-Xmx1g "])
def test_track_adopts_a_former_proxy_s_options_and_takes_them_out(own: str) -> None:
    fields = {**NEW_FIELDS, "runtimes": ["java"], "track": True, "from": [OLD]}
    done = apply(with_options(own + JAVA.format("old.example.com")), **fields)
    assert "old.example.com" not in done.text
    assert java_options_of(done.text).startswith(own + "-Dhttp.proxyHost=proxy.example.com")
    assert apply(done.text, **fields).text == done.text
    back = apply(done.text, remove=True)
    assert java_options_of(back.text) == own.strip()
    assert ("JAVA_TOOL_OPTIONS" in back.text) == bool(own)

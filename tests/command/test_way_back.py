"""The way back: what `remove` takes out without a record, and why it takes out nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from run_function import run
from set_manifests import PROXY, apply, deployment

OLD = "http://old.example.com:3128"
MINE = "http://mine.example.com:1"
FIELDS = {"httpProxy": PROXY, "httpsProxy": PROXY, "noProxy": "localhost"}
NONE = {"httpProxy": "http://none.example.com:1"}
WEB = deployment("web")
NOTHING = '`spec.remove` took out nothing: no workload has a record of "proxy"'


def warnings(done: object) -> list[str]:
    results = done.results  # type: ignore[attr-defined]
    found = [one for one in results if one.get("tags", {}).get("rule") == "removed-nothing"]
    return [one["message"] for one in found]


def with_own(value: str) -> str:
    env = f"[{{name: http_proxy, value: {value}}}]"
    return deployment("web", containers=f"- {{name: own, image: own:1, env: {env}}}")


def test_values_without_a_record_come_out() -> None:
    done = apply(apply(WEB, **FIELDS).text, **FIELDS, remove=True)
    assert (done.text, warnings(done)) == (WEB, [])


def test_values_of_others_stay() -> None:
    once = apply(with_own(MINE), **FIELDS)
    done = apply(once.text, **FIELDS, remove=True)
    assert PROXY not in done.text
    assert done.text.count(MINE) == 2


def test_values_of_a_former_proxy_come_out_too() -> None:
    former = {"httpProxy": OLD, "httpsProxy": OLD, "noProxy": "localhost"}
    done = apply(apply(WEB, **former).text, **FIELDS, remove=True, **{"from": [OLD]})
    assert done.text == WEB


def test_a_reference_comes_out_as_a_value_does() -> None:
    source = {"valueFrom": {"secretKeyRef": {"name": "proxy", "key": "url"}}}
    fields = {"httpProxy": source, "httpsProxy": PROXY}
    done = apply(apply(WEB, **fields).text, **fields, remove=True)
    assert done.text == WEB


def test_what_another_configuration_recorded_stays() -> None:
    tracked = apply(WEB, **FIELDS, track=True).text.replace('"proxy":', '"other":')
    done = apply(tracked, **FIELDS, remove=True)
    assert done.text == tracked
    assert warnings(done) == [
        f'{NOTHING}; there are records of "other": `metadata.name` must be as when they were set'
    ]


def test_why_nothing_is_removed_is_told() -> None:
    once = apply(WEB, **FIELDS)
    done = apply(once.text, **NONE, remove=True)
    assert done.text == once.text
    assert warnings(done) == [
        f"{NOTHING}; 1 workload has proxy variables without one, and with other values than this "
        "configuration: write those, or name URLs in `from`"
    ]


def test_a_second_removal_has_nothing_to_say() -> None:
    assert warnings(apply(WEB, **FIELDS, remove=True)) == []


CREDENTIALS = {"secretRef": {"name": "proxy", "usernameKey": "user", "passwordKey": "password"}}
BUNDLE = {"configMap": {"name": "corporate-ca", "key": "ca.crt"}}
BEYOND = {
    **FIELDS,
    "credentials": CREDENTIALS,
    "trustedCA": BUNDLE,
    "runtimes": ["java", "node"],
    "variables": ["npm_config_proxy", "RSYNC_PROXY"],
}
EACH = [
    {"credentials": CREDENTIALS},
    {"trustedCA": BUNDLE},
    {"runtimes": ["java", "node"]},
    {"variables": ["FTP_PROXY", "grpc_proxy"]},
    BEYOND,
]


@pytest.mark.parametrize("more", EACH, ids="+".join)
def test_all_that_is_configured_comes_out_without_a_record(more: dict[str, object]) -> None:
    fields = {**FIELDS, **more}
    once = apply(WEB, **fields)
    assert once.text != apply(WEB, **FIELDS).text
    done = apply(once.text, **fields, remove=True)
    assert (done.text, done.messages("warning"), done.messages("error")) == (WEB, [], [])
    assert apply(WEB, **fields, remove=True).text == WEB


@pytest.mark.parametrize("more", EACH, ids="+".join)
def test_what_was_recorded_by_another_configuration_stays_without_a_record_of_its_own(
    more: dict[str, object],
) -> None:
    fields = {**FIELDS, **more}
    tracked = apply(WEB, **fields, track=True).text.replace('"proxy":', '"other":')
    assert apply(tracked, **fields, remove=True).text == tracked


def test_an_author_s_options_stay_where_ours_come_out() -> None:
    own = "env: [{name: JAVA_TOOL_OPTIONS, value: '-Xmx1g'}]"
    web = deployment("web", containers=own)
    fields = {**FIELDS, "runtimes": ["java"]}
    assert apply(apply(web, **fields).text, **fields, remove=True).text == web


def test_options_of_a_former_proxy_come_out_too() -> None:
    former = {**FIELDS, "httpProxy": OLD, "httpsProxy": OLD, "runtimes": ["java"]}
    fields = {**FIELDS, "runtimes": ["java"], "from": [OLD]}
    assert apply(apply(WEB, **former).text, **fields, remove=True).text == WEB


def test_options_that_say_something_else_stay() -> None:
    own = "env: [{name: JAVA_TOOL_OPTIONS, value: -Dhttp.proxyHost=mine.example.com}]"
    web = deployment("web", containers=own)
    assert apply(web, **FIELDS, runtimes=["java"], remove=True).text == web


def test_a_user_name_that_an_author_s_url_refers_to_stays() -> None:
    own = (
        "env:\n- name: PROXY_USERNAME\n  valueFrom: {secretKeyRef: {name: proxy, key: user}}\n"
        "- {name: OTHER, value: 'ftp://$(PROXY_USERNAME)@mirror.example.com'}"
    )
    web = deployment("web", containers=own)
    fields = {**FIELDS, "credentials": CREDENTIALS}
    done = apply(apply(web, **fields).text, **fields, remove=True)
    assert done.text == web


def test_a_volume_that_something_else_mounts_stays() -> None:
    fields = {**FIELDS, "trustedCA": BUNDLE}
    once = apply(WEB, **fields).text
    more = once.replace(
        "volumeMounts:\n", "volumeMounts:\n        - {name: trusted-ca, mountPath: /b}\n"
    )
    done = apply(more, **fields, remove=True)
    assert "- {name: trusted-ca, mountPath: /b}" in done.text
    assert "name: corporate-ca" in done.text or 'name: "corporate-ca"' in done.text
    assert "readOnly" not in done.text


def test_an_equal_volume_of_another_name_is_the_author_s() -> None:
    volume = "{name: ca, configMap: {name: corporate-ca, items: [{key: ca.crt, path: ca.crt}]}}"
    web = WEB.replace("      containers:\n", f"      volumes: [{volume}]\n      containers:\n")
    assert apply(web, **FIELDS, trustedCA=BUNDLE, remove=True).text == web


@pytest.mark.parametrize("kind", ["SetProxyEnv", "ConfigMap"])
def test_an_option_takes_out_what_the_same_command_set(tmp_path: Path, kind: str) -> None:
    config, web = tmp_path / "proxy.yaml", tmp_path / "web.yaml"
    config.write_text(
        f"apiVersion: v1\nkind: ConfigMap\ndata: {{httpProxy: '{PROXY}'}}\n"
        if kind == "ConfigMap"
        else "apiVersion: krm-fn.dev/v1alpha1\nkind: SetProxyEnv\n"
        f"spec: {{httpProxy: '{PROXY}', track: true}}\n"
    )
    web.write_text(WEB)
    for options, text in (((), None), (("--remove", "--check"), None), (("--remove",), WEB)):
        done = run(b"", "apply", "--config", str(config), *options, str(web))
        assert done.exit_code == int("--check" in options)
        assert (web.read_text() == WEB) == (text == WEB)


def test_the_option_needs_no_file() -> None:
    options = ("--http-proxy", PROXY, "--no-proxy", "localhost")
    once = run(WEB.encode(), *options)
    assert once.stdout != WEB.encode()
    assert run(once.stdout, *options, "--remove").stdout == WEB.encode()

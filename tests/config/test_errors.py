"""What is said about a functionConfig that cannot be read."""

from __future__ import annotations

import re

import pytest
from configurations import HTTP, config_map, istio, set_proxy_env

from krm_fn.checks.configured import read
from krm_fn.config.schema import SCHEMA
from krm_fn.errors import Refused


def errors(config: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        read(config)
    assert all(made["severity"] == "error" for made in refused.value.results)
    return [made["message"] for made in refused.value.results]


MISSING = (
    "must specify a functionConfig: a ConfigMap with `data.httpProxy`, `data.httpsProxy`, "
    "`data.allProxy` or `data.noProxy`, or a SetProxyEnv with these fields in `spec`"
)
KINDS = (
    "`kind` of the functionConfig must be ConfigMap (v1), SetProxyEnv (krm-fn.dev/v1alpha1), "
    "Istio (istio.banzaicloud.io/v1beta1), Proxy (config.openshift.io/v1) or TransparentProxy "
    "(krm-fn.dev/v1alpha1), got "
)
NONE_IN_DATA = (
    "must specify at least one of `data.httpProxy`, `data.httpsProxy`, `data.allProxy` and "
    f"`data.noProxy`: write `httpProxy: {HTTP}` in `data`"
)
NONE_IN_SPEC = (
    "must specify at least one of `spec.httpProxy`, `spec.httpsProxy`, `spec.allProxy` and "
    f"`spec.noProxy`: write `httpProxy: {HTTP}` in `spec`"
)
NONE_IN_ISTIO = (
    "must specify at least one of `spec.httpProxyEnvs.httpProxy`, "
    "`spec.httpProxyEnvs.httpsProxy` and `spec.httpProxyEnvs.noProxy`: "
    f"write `httpProxy: {HTTP}` in `spec.httpProxyEnvs`"
)
EMPTY_NO_PROXY = (
    "`noProxy` must name at least one host, such as localhost: leave the field out to set no "
    "`no_proxy`"
)
FIELDS = (
    "`httpProxy`, `httpsProxy`, `allProxy`, `credentials`, `noProxy`, `noProxyPresets`, "
    "`clusterDomain`, `existing`, `from`, `track`, `remove`, `podPaths`, `customResources`, `selectors`, `exclude`, "
    "`containers`, `exceptions`, `mode`, `checks`, `trustedCA`, `runtimes`, `variables`, `istioServiceEntry`, "
    "`proxyAddresses`, `verify` and `validate`"
)

REFUSED = {
    "no functionConfig": (None, MISSING),
    "an empty functionConfig": ({}, MISSING),
    "a functionConfig that is text": (
        "proxy",
        '`functionConfig` must be an object such as a ConfigMap, got "proxy"',
    ),
    "another kind": ({"apiVersion": "apps/v1", "kind": "Deployment"}, KINDS + '"Deployment"'),
    "no kind": ({"apiVersion": "v1"}, KINDS + "null"),
    "a kind that is a list": ({"apiVersion": "v1", "kind": []}, KINDS + "a list"),
    "another version": (
        set_proxy_env(apiVersion="krm-fn.dev/v2", httpProxy=HTTP),
        '`apiVersion` must be "krm-fn.dev/v1alpha1" for the kind SetProxyEnv, got "krm-fn.dev/v2"',
    ),
    "a ConfigMap with nothing": (config_map({}), NONE_IN_DATA),
    "a ConfigMap whose data is null": (config_map(None), NONE_IN_DATA),
    "kpt without arguments": (
        config_map({}, metadata={"name": "function-input"}),
        (
            "must specify at least one of `data.httpProxy`, `data.httpsProxy`, `data.allProxy` and "
            f"`data.noProxy`: write `-- httpProxy={HTTP}` at the end of the kpt command"
        ),
    ),
    "only other fields": (config_map({"track": "true", "remove": "false"}), NONE_IN_DATA),
    "a SetProxyEnv with nothing": (set_proxy_env(), NONE_IN_SPEC),
    "a SetProxyEnv with an empty spec": (set_proxy_env(spec={}), NONE_IN_SPEC),
    "an Istio with nothing": (istio({}), NONE_IN_ISTIO),
    "an Istio with all empty": (istio({"httpProxyEnvs": {"httpProxy": ""}}), NONE_IN_ISTIO),
    "an Istio whose fields are a list": (
        istio({"httpProxyEnvs": [HTTP]}),
        "`spec.httpProxyEnvs` must be a mapping, got a list",
    ),
    "data that is text": (config_map(HTTP), f'`data` must be a mapping, got "{HTTP}"'),
    "a spec that is a list": (set_proxy_env(spec=[]), "`spec` must be a mapping, got a list"),
    "fields in both places": (
        set_proxy_env(httpProxy=HTTP, spec={"noProxy": "svc"}),
        "`httpProxy` must not stand beside `spec`: move it to `spec.httpProxy`",
    ),
    "fields beside data": (
        config_map({"noProxy": "svc"}, httpProxy=HTTP),
        "`httpProxy` must not stand beside `data`: move it to `data.httpProxy`",
    ),
    "data with a typing mistake": (
        config_map(None, dta={"httpProxy": HTTP}),
        "unknown field `dta`: did you mean `data`?",
    ),
    "spec with a typing mistake": (
        set_proxy_env(spc={"httpProxy": HTTP}),
        "unknown field `spc`: did you mean `spec`?",
    ),
    "a field with a typing mistake": (
        config_map({"httproxy": HTTP}),
        "unknown field `data.httproxy`: did you mean `data.httpProxy`?",
    ),
    "a field with the variable's name": (
        set_proxy_env(spec={"HTTPS_PROXY": HTTP}),
        "unknown field `spec.HTTPS_PROXY`: did you mean `spec.httpsProxy`?",
    ),
    "a field like none": (
        config_map({"httpProxy": HTTP, "colour": "red"}),
        f"unknown field `data.colour`: the fields are {FIELDS}",
    ),
    "a URL that is a number": (
        config_map({"httpProxy": 3128}),
        "`data.httpProxy` must be a string, got 3128: put it in quotes",
    ),
    "a URL that is null": (
        config_map({"httpsProxy": None}),
        "`data.httpsProxy` must be a string, got null: write a value or leave the field out",
    ),
    "a URL that is false": (
        config_map({"httpProxy": False}),
        "`data.httpProxy` must be a string, got false: put it in quotes",
    ),
    "a URL that is a mapping": (
        set_proxy_env(spec={"httpProxy": {"valueFrom": {}}}),
        "`spec.httpProxy.valueFrom` must have one of `secretKeyRef` and `configMapKeyRef`",
    ),
    "an operator's URL that is a number": (
        istio({"httpProxyEnvs": {"httpProxy": 3128}}),
        "`spec.httpProxyEnvs.httpProxy` must be a string, got 3128: put it in quotes",
    ),
    "a noProxy that is a number": (
        config_map({"noProxy": 10.5}),
        "`data.noProxy` must be a string or a list, got 10.5: put it in quotes",
    ),
    "a member of noProxy that is a number": (
        set_proxy_env(spec={"noProxy": ["a", "b", 10]}),
        "`spec.noProxy[2]` must be a string, got 10: put it in quotes",
    ),
    "a choice that is none": (
        config_map({"httpProxy": HTTP, "existing": "mrege"}),
        '`data.existing` must be "merge", "keep", "replace" or "error", got "mrege": '
        'did you mean "merge"?',
    ),
    "a placeholder of a template": (
        set_proxy_env(spec={"httpProxy": {"{'.Values.proxy': None}": None}}),
        "`spec.httpProxy` has a placeholder of a template, which nothing fills in, got "
        '"{{ .Values.proxy }}": render the file first, or write the text that belongs there',
    ),
    "a placeholder of a template in a list": (
        set_proxy_env(spec={"httpProxy": HTTP, "noProxy": [{"{'.Values.host': None}": None}]}),
        "`spec.noProxy[0]` has a placeholder of a template, which nothing fills in, got "
        '"{{ .Values.host }}": render the file first, or write the text that belongs there',
    ),
    "a variable of a shell as a choice": (
        set_proxy_env(spec={"httpProxy": HTTP, "existing": "${EXISTING}"}),
        '`spec.existing` must be "merge", "keep", "replace" or "error", got "${EXISTING}": nothing '
        "fills in a placeholder of a template or a shell",
    ),
    "a boolean that is none": (
        config_map({"httpProxy": HTTP, "track": "yes"}),
        '`data.track` must be true or false, got "yes"',
    ),
    "a boolean in quotes": (
        set_proxy_env(spec={"remove": "true"}),
        '`spec.remove` must be true or false, got "true": leave out the quotes',
    ),
    "an empty URL": (
        config_map({"httpProxy": ""}),
        f'`data.httpProxy` must not be empty: write a URL such as "{HTTP}"',
    ),
    "a URL with an unescaped password": (
        config_map({"httpProxy": "http://user:p@ss@proxy:3128"}),
        (
            "`data.httpProxy` must have the characters @ # / ? of its user name and password "
            'percent-encoded (%40 %23 %2F %3F), got "http://user:***@proxy:3128"'
        ),
    ),
    "an empty noProxy": (set_proxy_env(noProxy=""), EMPTY_NO_PROXY),
    "a noProxy of commas": (set_proxy_env(noProxy=" , ,"), EMPTY_NO_PROXY),
    "a noProxy without members": (set_proxy_env(noProxy=[]), EMPTY_NO_PROXY),
    "a noProxy with an invisible character": (
        set_proxy_env(noProxy="svc,lo\u200bcal"),
        '`noProxy` must not contain control or invisible characters, got "svc,lo\\u200bcal"',
    ),
    "a name that is a number": (
        set_proxy_env(metadata={"name": 3}, httpProxy=HTTP),
        "`metadata.name` must be a string, got 3: put it in quotes",
    ),
    "metadata that is a list": (
        set_proxy_env(metadata=[], httpProxy=HTTP),
        "`metadata` must be a mapping, got a list",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_one_message(case: str) -> None:
    config, message = REFUSED[case]
    assert errors(config) == [message]


def test_all_errors_of_a_configuration_are_reported_together() -> None:
    config = config_map(
        {"httpProxy": "ftp://proxy", "httpsProxy": None, "noproxy": "", "track": "on"}
    )
    assert errors(config) == [
        "`data.httpsProxy` must be a string, got null: write a value or leave the field out",
        '`data.track` must be true or false, got "on"',
        "unknown field `data.noproxy`: did you mean `data.noProxy`?",
        '`data.httpProxy` must have the scheme http, https, socks5 or socks5h, got "ftp://proxy"',
    ]


def test_a_wrong_choice_does_not_hide_that_nothing_is_configured() -> None:
    assert errors(config_map({"existing": "all"})) == [
        NONE_IN_DATA,
        '`data.existing` must be "merge", "keep", "replace" or "error", got "all"',
    ]


def test_an_error_has_its_place_and_its_rule() -> None:
    with pytest.raises(Refused) as refused:
        read(istio({"httpProxyEnvs": {"noProxy": ["a", 3]}}))
    assert refused.value.results == [
        {
            "severity": "error",
            "message": "`spec.httpProxyEnvs.noProxy[1]` must be a string, got 3: put it in quotes",
            "resourceRef": {
                "apiVersion": "istio.banzaicloud.io/v1beta1",
                "kind": "Istio",
                "name": "mesh",
                "namespace": "istio-system",
            },
            "field": {"path": "spec.httpProxyEnvs.noProxy[1]"},
            "tags": {"rule": "wrong-type"},
        }
    ]


def test_an_empty_text_where_one_is_due_is_an_error() -> None:
    config = set_proxy_env(httpProxy=HTTP, clusterDomain="", podPaths=[{"path": ""}])
    assert errors(config) == [
        '`clusterDomain` must be a string that is not empty, got ""',
        '`podPaths[0].path` must be a string that is not empty, got ""',
    ]


WRONG: list[object] = [None, True, 1, 1.5, "", "x", [], [1], [[]], [{}], {}, {"x": 1}, {"path": 1}]


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize("field", SCHEMA["properties"])
def test_every_wrong_value_has_one_message_for_each_place(field: str, value: object) -> None:
    spec = {"httpProxy": HTTP, field: value}
    try:
        read(set_proxy_env(spec=spec))
    except Refused as refused:
        messages = [made["message"] for made in refused.results]
    else:
        messages = []
    assert len(set(messages)) == len(messages)
    assert all(re.match(r"(unknown field )?`|must specify", message) for message in messages)


def test_an_error_never_shows_a_password() -> None:
    config = set_proxy_env(existing="http://user:secret@proxy", httpProxy=HTTP)
    assert errors(config) == [
        '`existing` must be "merge", "keep", "replace" or "error", got "http://user:***@proxy"'
    ]


def test_a_message_stays_on_one_line() -> None:
    config = set_proxy_env(**{"a\nb": 1}, existing="x\ny", httpProxy="http://a\nb")
    assert all("\n" not in message for message in errors(config))


def test_a_file_is_named_where_a_runtime_tells_it() -> None:
    annotations = {"config.kubernetes.io/path": "proxy.yaml"}
    with pytest.raises(Refused) as refused:
        read(set_proxy_env(metadata={"name": "p", "annotations": annotations}, noProxy=3))
    assert refused.value.results[0]["file"] == {"path": "proxy.yaml"}

"""The functionConfig: four forms with one meaning."""

from __future__ import annotations

import subprocess
import sys

import pytest
from configurations import HTTP, HTTPS, config_map, istio, openshift, set_proxy_env
from places import ROOT

from krm_fn.checks.configured import read
from krm_fn.config.forms import typed
from krm_fn.config.function_config import COPIED, URLS, Configuration
from krm_fn.config.schema import SCHEMA
from krm_fn.errors import Refused


def configured(config: object) -> Configuration:
    return read(config)[0]


FORMS = {
    "a ConfigMap": config_map({"httpProxy": HTTP, "httpsProxy": HTTPS, "noProxy": "svc,local"}),
    "a SetProxyEnv with a spec": set_proxy_env(
        spec={"httpProxy": HTTP, "httpsProxy": HTTPS, "noProxy": ["svc", "local"]}
    ),
    "a SetProxyEnv with top-level fields": set_proxy_env(
        httpProxy=HTTP, httpsProxy=HTTPS, noProxy="svc,local"
    ),
    "an Istio": istio(
        {
            "version": "1.1.0",
            "httpProxyEnvs": {"httpProxy": HTTP, "httpsProxy": HTTPS, "noProxy": "svc,local"},
        }
    ),
    "an OpenShift Proxy": openshift(
        {
            "httpProxy": HTTP,
            "httpsProxy": HTTPS,
            "noProxy": "svc,local",
            "readinessEndpoints": ["http://www.example.com"],
            "trustedCA": {"name": "user-ca-bundle"},
        }
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_means_the_same(form: str) -> None:
    made = configured(FORMS[form])
    assert (made.http_proxy, made.https_proxy, made.all_proxy) == (HTTP, HTTPS, None)
    assert made.no_proxy == ("svc", "local")
    assert (made.existing, made.track, made.remove) == ("merge", False, False)


def test_a_config_map_has_every_field_as_text() -> None:
    made = configured(
        config_map(
            {"allProxy": "socks5://p:1080", "existing": "keep", "track": "true", "remove": "false"}
        )
    )
    assert (made.all_proxy, made.existing) == ("socks5://p:1080", "keep")
    assert (made.track, made.remove) == (True, False)


def test_a_config_map_may_have_values_that_kustomize_typed() -> None:
    made = configured(config_map({"track": True, "remove": True}, immutable=True))
    assert (made.track, made.remove) == (True, True)


def test_a_config_maps_text_becomes_a_list_where_a_list_is_due() -> None:
    assert typed("a, b,,c", {"type": "array"}) == ["a", "b", "c"]


def test_text_that_is_no_boolean_stays_text() -> None:
    assert typed("yes", {"type": "boolean"}) == "yes"


def test_an_object_names_itself() -> None:
    made = configured(istio({"httpProxyEnvs": {"httpProxy": HTTP}}))
    assert made.name == "mesh"
    assert made.namespace == "istio-system"
    assert made.api_version == "istio.banzaicloud.io/v1beta1"
    assert made.kind == "Istio"


@pytest.mark.parametrize("metadata", [None, {}, {"name": None}, {"name": ""}])
def test_an_object_without_a_name_is_called_set_proxy_env(metadata: object) -> None:
    made = configured(set_proxy_env(metadata=metadata, httpProxy=HTTP))
    assert made.name == "set-proxy-env"
    assert made.namespace == ""


def test_what_an_operator_left_empty_is_not_configured() -> None:
    made = configured(openshift({"httpProxy": HTTP, "httpsProxy": "", "noProxy": None}))
    assert (made.http_proxy, made.https_proxy, made.no_proxy) == (HTTP, None, None)


def test_a_spec_that_is_null_leaves_the_top_level_fields() -> None:
    assert configured(set_proxy_env(spec=None, httpProxy=HTTP)).http_proxy == HTTP


def test_remove_needs_no_address() -> None:
    assert configured(set_proxy_env(remove=True)).remove


NO_PROXY = [
    ("svc,local", ("svc", "local")),
    ("svc, local,\n", ("svc", "local")),
    (" , b ,,a,b, a", ("b", "a")),
    ("*", ("*",)),
    ("$(KUBERNETES_SERVICE_HOST),::1", ("$(KUBERNETES_SERVICE_HOST)", "::1")),
    (["svc", "", " a , b"], ("svc", "a", "b")),
]


@pytest.mark.parametrize(("value", "entries"), NO_PROXY)
def test_no_proxy_is_trimmed_without_duplicates_in_order(
    value: object, entries: tuple[str, ...]
) -> None:
    assert configured(set_proxy_env(noProxy=value)).no_proxy == entries


@pytest.mark.parametrize("value", ["a b, c", ["a b", "c"]])
def test_no_proxy_split_at_white_space_is_warned_about_once(value: object) -> None:
    configuration, warnings = read(set_proxy_env(spec={"noProxy": value}))
    assert configuration.no_proxy == ("a", "b", "c")
    assert warnings == [
        {
            "severity": "warning",
            "message": "`spec.noProxy` must be separated by commas, not by white space: "
            'write "a,b,c"',
            "resourceRef": {
                "apiVersion": "krm-fn.dev/v1alpha1",
                "kind": "SetProxyEnv",
                "name": "proxy",
            },
            "field": {"path": "spec.noProxy"},
            "tags": {"rule": "no-proxy-white-space"},
        }
    ]


def test_a_warning_never_shows_a_password() -> None:
    configuration, warnings = read(
        set_proxy_env(
            httpProxy="http://user:secret@proxy:1",
            httpsProxy="http://proxy:1",
            noProxy="localhost b",
            noProxyPresets=["localhost", "cluster"],
        )
    )
    assert configuration.http_proxy == "http://user:secret@proxy:1"
    assert [made["message"] for made in warnings] == [
        (
            "`httpProxy` has a password that all who can read the manifests can read: take it from a "
            'Secret by `credentials`, got "http://user:***@proxy:1"'
        ),
        '`noProxy` must be separated by commas, not by white space: write "localhost,b"',
    ]


def test_an_error_never_shows_a_password() -> None:
    with pytest.raises(Refused) as refused:
        read(set_proxy_env(httpsProxy="http://proxy", noProxy="localhost user:secret@b"))
    assert "secret" not in str(refused.value)
    assert 'got "user:***@b"' in str(refused.value)


SLOW = (
    "argparse",
    "dataclasses",
    "difflib",
    "hashlib",
    "inspect",
    "json",
    "logging",
    "pathlib",
    "pydantic",
    "subprocess",
    "typing",
)


@pytest.mark.parametrize("form", FORMS)
def test_a_valid_configuration_imports_nothing_slow(form: str) -> None:
    program = (
        "import sys\n"
        "from krm_fn.checks.configured import read\n"
        f"read({FORMS[form]!r})\n"
        f"print([name for name in {SLOW!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", COPIED)
def test_what_is_left_out_is_as_the_model_has_it(name: str) -> None:
    default = SCHEMA["properties"][name].get("default")
    left_out = getattr(Configuration(), COPIED[name])
    assert left_out == default or (default is None and not left_out)


def test_every_field_of_the_model_comes_over() -> None:
    read_apart = {*URLS, "credentials", "noProxy", "proxyAddresses", "trustedCA", "validate"}
    assert set(SCHEMA["properties"]) == {*COPIED, *read_apart}


def test_a_configuration_has_no_attribute_of_another_name() -> None:
    with pytest.raises(TypeError, match=r"^a configuration has no http_proxi$"):
        Configuration(http_proxi=HTTP)

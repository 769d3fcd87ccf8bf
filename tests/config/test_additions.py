"""What a type cannot say of the optional fields: references, credentials, a CA bundle."""

from __future__ import annotations

import pytest
from configurations import CA_BUNDLE, HTTP, openshift, set_proxy_env

from krm_fn.checks.configured import read
from krm_fn.errors import Refused


def errors(**fields: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        read(set_proxy_env(spec={"httpProxy": HTTP, **fields}))
    return [made["message"] for made in refused.value.results]


SECRET = {"name": "proxy", "key": "url"}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            {"valueFrom": {"secretKeyRef": SECRET, "configMapKeyRef": SECRET}},
            "`spec.httpsProxy.valueFrom` must have one of `secretKeyRef` and `configMapKeyRef`",
        ),
        (
            {"valueFrom": {"secretKeyRef": {"name": "proxy"}}},
            "`spec.httpsProxy.valueFrom.secretKeyRef.key` must be specified",
        ),
        (
            {"valueFrom": {"secretKeyRef": {**SECRET, "name": "Proxy"}}},
            "`spec.httpsProxy.valueFrom.secretKeyRef.name` must be the name of a Secret: lower-case "
            'letters, digits, "-" and ".", got "Proxy"',
        ),
        (
            {"valueFrom": {"configMapKeyRef": {**SECRET, "key": "a/b"}}},
            "`spec.httpsProxy.valueFrom.configMapKeyRef.key` must be a key: letters, digits, "
            '"-", "_" and ".", got "a/b"',
        ),
        (
            {"value": "x"},
            "unknown field `spec.httpsProxy.value`: the fields are `valueFrom`",
        ),
    ],
)
def test_a_reference_that_is_none_is_refused(value: object, message: str) -> None:
    assert message in errors(httpsProxy=value)


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        (
            {"httpProxy": {"valueFrom": {"secretKeyRef": {"name": "px", "key": "url"}}}},
            [
                "`spec.httpProxy` must be a URL, not a `valueFrom`, beside `credentials`: the Secret "
                "that it comes from can hold the whole URL"
            ],
        ),
        (
            {"httpProxy": "http://$(A):$(B)@px.example.com:3128"},
            [
                "`spec.httpProxy` must have no user name or password beside `credentials`, which "
                "gives them: write scheme://host:port"
            ],
        ),
        (
            {"httpProxy": "$(PROXY)"},
            [
                "`spec.httpProxy` must begin with its scheme beside `credentials`: write http:// "
                "before the reference, which then is to a host"
            ],
        ),
        (
            {"credentials": {"secretRef": {"name": "Px", "usernameKey": "a b"}}},
            [
                "`spec.credentials.secretRef.name` must be the name of a Secret: lower-case letters, "
                'digits, "-" and ".", got "Px"',
                '`spec.credentials.secretRef.usernameKey` must be a key: letters, digits, "-", '
                '"_" and ".", got "a b"',
            ],
        ),
    ],
)
def test_credentials_that_cannot_be_put_into_a_url_are_refused(
    fields: dict[str, object], messages: list[str]
) -> None:
    given = {"httpsProxy": "http://p:1", "credentials": {"secretRef": {"name": "px"}}, **fields}
    assert errors(**given) == messages


@pytest.mark.parametrize("folder", ["/etc/ssl/certs", "/etc/ssl/certs/", "/etc/ssl", "/etc", "/"])
def test_a_bundle_never_hides_those_of_the_image(folder: str) -> None:
    shown = folder.rstrip("/") or "/"
    assert errors(trustedCA={**CA_BUNDLE, "mountPath": folder}) == [
        "`spec.trustedCA.mountPath` must not hide /etc/ssl/certs, where images have bundles of "
        f'their own, got "{shown}": write a folder of its own'
    ]


@pytest.mark.parametrize("folder", ["etc/ca", "/etc/../ca", "/a//b", "/a:b"])
def test_a_bundle_s_folder_is_a_whole_path(folder: str) -> None:
    assert errors(trustedCA={**CA_BUNDLE, "mountPath": folder}) == [
        "`spec.trustedCA.mountPath` must be the whole path of a folder such as /etc/trusted-ca, "
        f'got "{folder}"'
    ]


@pytest.mark.parametrize("name", ["A B", "no_proxy", "1A"])
def test_a_bundle_s_variable_has_the_name_of_one(name: str) -> None:
    assert errors(trustedCA={**CA_BUNDLE, "env": [name]}) == [
        f"`spec.trustedCA.env[0]` must be the name of a variable such as SSL_CERT_FILE, got "
        f'"{name}"'
    ]


def test_a_version_of_kubernetes_is_one() -> None:
    assert errors(validate="latest") == [
        '`spec.validate` must be a Kubernetes version such as "1.33", got "latest"'
    ]


def test_the_bundle_of_an_openshift_proxy_gets_an_info() -> None:
    configuration, _ = read(openshift({"httpProxy": HTTP, "trustedCA": {"name": ""}}))
    assert configuration.notes == []
    configuration, _ = read(openshift({"httpProxy": HTTP, "trustedCA": {"name": "ca"}}))
    assert [made["severity"] for made in configuration.notes] == ["info"]


def test_scalars_and_lists_can_be_strings_of_a_config_map() -> None:
    data = {"httpProxy": HTTP, "runtimes": "java, node", "verify": "true", "validate": "1.33"}
    configuration, _ = read({"apiVersion": "v1", "kind": "ConfigMap", "data": data})
    assert (configuration.runtimes, configuration.verify, configuration.validate) == (
        ["java", "node"],
        True,
        "1.33",
    )

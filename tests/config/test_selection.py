"""The fields that choose workloads, as the four forms of functionConfig give them."""

from __future__ import annotations

from typing import Any

import pytest

from krm_fn.checks.configured import read
from krm_fn.config.function_config import Configuration
from krm_fn.errors import Refused

PROXY = {"httpProxy": "http://proxy.example.com:3128"}


def config_map(**data: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "data": {**PROXY, **data}}


def custom(**spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "krm-fn.dev/v1alpha1",
        "kind": "SetProxyEnv",
        "spec": {**PROXY, **spec},
    }


def configured(config: dict[str, Any]) -> Configuration:
    return read(config)[0]


def refused(config: dict[str, Any]) -> list[str]:
    with pytest.raises(Refused) as error:
        read(config)
    return [made["message"] for made in error.value.results]


def test_by_default_all_is_chosen() -> None:
    configuration = configured(custom())
    assert configuration.mode == "optOut"
    assert configuration.selectors == configuration.exclude == configuration.pod_paths == ()
    assert configuration.container_role("init")
    assert not configuration.container_role("ephemeral")
    assert configuration.custom_resource("structural")
    assert not configuration.custom_resource("env")
    assert not configuration.custom_resource("embedded")


def test_a_config_map_gives_the_fields_of_a_mapping_with_a_dot() -> None:
    configuration = configured(
        config_map(
            **{
                "mode": "optIn",
                "containers.exclude": "vpn, cache",
                "containers.init": "false",
                "customResources.env": True,
            }
        )
    )
    assert configuration.mode == "optIn"
    assert configuration.containers == {"exclude": ["vpn", "cache"], "init": False}
    assert configuration.custom_resources == {"env": True}


KIND = "write it in a functionConfig of the kind SetProxyEnv (krm-fn.dev/v1alpha1)"


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (
            config_map(selectors="kind=Deployment"),
            f'`data.selectors` must be a list, got "kind=Deployment": {KIND}',
        ),
        (config_map(exclude="x"), f'`data.exclude` must be a list, got "x": {KIND}'),
        (config_map(podPaths="spec/x"), f'`data.podPaths` must be a list, got "spec/x": {KIND}'),
        (
            config_map(containers="vpn"),
            '`data.containers` must be a mapping, got "vpn": in a ConfigMap write '
            "`containers.include`, `containers.exclude`, `containers.init` and "
            "`containers.ephemeral`",
        ),
        (
            config_map(**{"containers.exlude": "a"}),
            "unknown field `data.containers.exlude`: did you mean `data.containers.exclude`?",
        ),
        (
            config_map(**{"customResources.env": "yes"}),
            '`data.customResources.env` must be true or false, got "yes"',
        ),
        (
            custom(selectors=[{"kind": "Deployment"}, {}]),
            "`spec.selectors[1]` must give at least one of `apiVersion`, `kind`, `name`, "
            "`namespace`, `labels` or `annotations`",
        ),
        (
            custom(exclude=[{"labels": {}}]),
            "`spec.exclude[0]` must give at least one of `apiVersion`, `kind`, `name`, "
            "`namespace`, `labels` or `annotations`",
        ),
        (
            custom(exceptions=[{"variables": ["http_proxy"]}, {}]),
            "`spec.exceptions[1]` must give at least one of `selector`, `containers` or "
            "`variables`",
        ),
        (
            custom(exceptions=[{"selector": {}, "containers": ["web"]}]),
            "`spec.exceptions[0].selector` must give at least one of `apiVersion`, `kind`, "
            "`name`, `namespace`, `labels` or `annotations`",
        ),
        (
            custom(exceptions=[{"variables": ["NO_PROXY", "htp_proxy"]}]),
            "`spec.exceptions[0].variables[1]` must be a variable that is set, such as "
            'http_proxy, got "htp_proxy"',
        ),
        (
            custom(selectors=[{"lables": {"a": "b"}}]),
            "unknown field `spec.selectors[0].lables`: did you mean `spec.selectors[0].labels`?",
        ),
        (
            custom(selectors=[{"labels": {"a": 1}}]),
            "`spec.selectors[0].labels.a` must be a string, got 1: put it in quotes",
        ),
        (custom(podPaths=[{"kind": "App"}]), "`spec.podPaths[0].path` must be specified"),
        (
            custom(podPaths=[{"path": "/[]"}]),
            "`spec.podPaths[0].path` must name a field, such as spec/template",
        ),
        (
            custom(containers={"colour": "red"}),
            "unknown field `spec.containers.colour`: the fields are `include`, `exclude`, `init` "
            "and `ephemeral`",
        ),
        (
            custom(mode="optout"),
            '`spec.mode` must be "optOut" or "optIn", got "optout": did you mean "optOut"?',
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(config: dict[str, Any], message: str) -> None:
    assert refused(config) == [message]

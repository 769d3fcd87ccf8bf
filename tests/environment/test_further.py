from __future__ import annotations

from places import ROOT

from krm_fn.config.schema import SCHEMA
from krm_fn.environment import old_proxy
from krm_fn.environment.env_plan import EnvVar, SetValue, Variable
from krm_fn.environment.further import ROWS, problems, variables

HTTP = Variable("http_proxy", "HTTP_PROXY", "http://u:$(PW)@p:1")
NO = Variable("no_proxy", "NO_PROXY", "a,b", ("a", "b"))
BY_SECRET = Variable("http_proxy", "HTTP_PROXY", "", source={"secretKeyRef": {"name": "p"}})


def test_the_configuration_has_exactly_the_rows_of_the_table() -> None:
    assert SCHEMA["properties"]["variables"]["items"]["enum"] == list(ROWS)


def test_the_page_has_every_row() -> None:
    page = (ROOT / "docs" / "beyond-the-variables.md").read_text("utf-8")
    for row in ROWS.values():
        names = ", ".join(f"`{name}`" for name in row.spellings)
        assert f"| {names} | " in page
        assert f"| {row.readers} | [source]({row.source}) |" in page


def made(*names: str, of: tuple[Variable, ...] = (HTTP, NO)) -> list[tuple[str, str, str]]:
    return [(each.lower, each.upper, each.value) for each in variables(names, of)]


def test_a_variable_has_the_value_and_the_spellings_of_its_row() -> None:
    assert made("FTP_PROXY", "no_grpc_proxy", "FTP_PROXY") == [
        ("ftp_proxy", "FTP_PROXY", "http://u:$(PW)@p:1"),
        ("no_grpc_proxy", "no_grpc_proxy", "a,b"),
    ]


def test_rsync_takes_no_scheme() -> None:
    assert made("RSYNC_PROXY") == [("RSYNC_PROXY", "RSYNC_PROXY", "u:$(PW)@p:1")]


def test_what_cannot_be_made_is_told() -> None:
    assert made("PIP_PROXY", "RSYNC_PROXY", of=(BY_SECRET,)) == []
    assert problems(["PIP_PROXY", "RSYNC_PROXY", "FTP_PROXY"], [BY_SECRET]) == [
        ("PIP_PROXY", "`httpsProxy`, whose value it has, is not configured"),
        ("RSYNC_PROXY", "`httpProxy` comes by `valueFrom`, of which no part can be taken"),
    ]


def left(old: str, other: str) -> list[tuple[str, ...]]:
    env = [EnvVar("HTTP_PROXY", old), EnvVar("OTHER", other)]
    wanted = [Variable("http_proxy", "HTTP_PROXY", "http://new:1")]
    return [each.names for each in old_proxy.found(env, [SetValue(0, "http://new:1")], wanted)]


def test_the_host_of_the_old_proxy_is_found_as_a_whole_name() -> None:
    assert left("http://old.test:1", "-Dhttp.proxyHost=old.test -Dx") == [("OTHER",)]
    assert left("http://[fd00::1]:1", "http://[fd00::1]:1") == [("OTHER",)]
    for other in ("http://old.test.example:1", "http://not-old.test:1", "old.tests", ""):
        assert left("http://old.test:1", other) == []


def test_a_host_that_says_nothing_is_not_looked_for() -> None:
    for old in ("http://localhost:1", "http://$(HOST):1", "", "x"):
        assert left(old, old or "x") == []


def test_the_host_of_the_new_proxy_is_not_an_old_one() -> None:
    assert left("http://new:2", "http://new:2") == []


def test_a_former_proxy_is_known_in_the_form_of_the_row() -> None:
    proxy = Variable("http_proxy", "HTTP_PROXY", "http://new:1", former=("http://old:1",))
    rows = variables(["FTP_PROXY", "RSYNC_PROXY"], [proxy])
    assert [each.former for each in rows] == [("http://old:1",), ("old:1",)]

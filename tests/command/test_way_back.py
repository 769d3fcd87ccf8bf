"""The way back: what `remove` takes out without a record, and why it takes out nothing."""

from __future__ import annotations

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

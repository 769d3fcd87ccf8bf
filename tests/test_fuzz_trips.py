"""What the oracle of `make fuzz` objects to in several runs: what was set must change, and go again."""

from __future__ import annotations

import pytest
from fuzz import configurations, program, trips, verdicts
from fuzz.program import Answer, Config
from fuzz.verdicts import Case
from planted_faults import CONFIG, DEPLOYMENT, FIELDS, POD_WITH_ANOTHER, URL, damaged, objected


def trip(function: program.Function) -> set[str]:
    first = configurations.config({**FIELDS, "existing": "replace", "track": True})
    second = configurations.config({**FIELDS, "noProxy": "localhost", "track": True})
    second["spec"]["existing"] = "replace"
    made = Case("trip", DEPLOYMENT, (first, second, configurations.config({"remove": True})))
    return {each.category for each in trips.judged(made, function).verdicts}


def test_what_was_set_must_change_and_go_again() -> None:
    def stubborn(data: bytes, config: Config | None) -> Answer:
        assert config is not None
        return Answer(data, 0) if "remove" in config["spec"] else program.run(data, config)

    def unchanging(data: bytes, config: Config | None) -> Answer:
        assert config is not None
        same = config["spec"].get("noProxy") == "localhost"
        return Answer(data, 0) if same else program.run(data, config)

    def refusing(data: bytes, config: Config | None) -> Answer:
        assert config is not None
        no = Answer(b"", 1, message="no")
        return no if "remove" in config["spec"] else program.run(data, config)

    assert trip(damaged(lambda output: output.replace(b'value: "3"', b"value: 3"))) >= {
        verdicts.TRIP
    }
    assert trip(stubborn) == {verdicts.TRIP}
    assert trip(unchanging) == {verdicts.WRONG}
    assert trip(refusing) == {verdicts.TRIP}


def way_back(function: program.Function) -> set[str]:
    data = DEPLOYMENT.replace(b"value: .corp", b"value: localhost,.svc")
    config, removing = CONFIG, configurations.config({**FIELDS, "remove": True})
    told = trips.judged(Case("way back", data, (config, removing)), function)
    assert told.counts["ways back without a record"] == 1
    return {each.category for each in told.verdicts}


def test_what_equals_the_values_must_go_and_nothing_else() -> None:
    def stubborn(data: bytes, config: Config | None) -> Answer:
        assert config is not None
        return Answer(data, 0) if "remove" in config["spec"] else program.run(data, config)

    def greedy(data: bytes, config: Config | None) -> Answer:
        answer = program.run(data, config)
        return answer._replace(output=answer.output.replace(b"LEVEL", b"LEVELS"))

    def half_done(data: bytes, config: Config | None) -> Answer:
        left = program.run(data, config).output
        removes = config is not None and "remove" in config["spec"]
        return Answer(left + b"# run\n" if removes else left, 0)

    assert way_back(program.run) == set()
    assert way_back(stubborn) == {verdicts.TRIP}
    assert way_back(greedy) >= {verdicts.TRIP}
    assert way_back(half_done) == {verdicts.AGAIN}


@pytest.mark.parametrize(
    "more",
    [{"from": ["http://old.example.com:1"]}, {"exceptions": [{"containers": ["w*"]}]}],
)
def test_former_proxies_and_exceptions_are_objected_to_where_they_are_not_heeded(
    more: dict[str, object],
) -> None:
    def deaf(data: bytes, config: Config | None) -> Answer:
        return program.run(data, configurations.config({**FIELDS, "existing": "keep"}))

    config = configurations.config({**FIELDS, **more, "existing": "keep"})
    assert objected(POD_WITH_ANOTHER, program.run, config) == set()
    assert objected(POD_WITH_ANOTHER, deaf, config) >= {verdicts.WRONG}


def test_what_was_adopted_must_follow_and_go() -> None:
    data = POD_WITH_ANOTHER.replace(b"http://old.example.com:1", URL.encode())
    first = configurations.config({"httpProxy": URL, "track": True})
    second = configurations.config({"httpProxy": "http://new.example.com:1", "track": True})
    configs = (first, second, configurations.config({"remove": True}))

    def forgetful(data: bytes, config: Config | None) -> Answer:
        return Answer(data, 0) if config == first else program.run(data, config)

    def told(function: program.Function) -> set[str]:
        judgement = trips.judged(Case("trip", data, configs), function)
        return {each.category for each in judgement.verdicts}

    assert told(program.run) == set()
    assert told(forgetful) == {verdicts.WRONG, verdicts.TRIP}


def test_verify_must_find_what_is_missing_and_no_more() -> None:
    verifying = configurations.config({**FIELDS, "verify": True})

    def told(function: program.Function) -> set[str]:
        made = Case("verify", DEPLOYMENT, (CONFIG, verifying))
        return {each.category for each in trips.judged(made, function).verdicts}

    def blind(data: bytes, config: Config | None) -> Answer:
        assert config is not None
        return Answer(data, 0) if "verify" in config["spec"] else program.run(data, config)

    def picky(data: bytes, config: Config | None) -> Answer:
        assert config is not None
        found = Answer(data, 1)
        return found if "verify" in config["spec"] else program.run(data, config)

    assert told(program.run) == set()
    assert told(blind) == {verdicts.VERIFY}
    assert told(picky) == {verdicts.VERIFY}

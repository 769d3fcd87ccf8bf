"""The default configuration: the nearest file `.set-proxy-env.yaml`."""

from __future__ import annotations

import pytest
from command.one_folder import ENV, OPTIONS, text, write
from command.passed_over import CONFIG, applied
from one_file import POD
from run_function import Outcome, run

pytestmark = pytest.mark.usefixtures("folder")


def test_the_nearest_default_configuration_is_taken_and_named() -> None:
    write("deploy/web/a.yaml")
    write(".set-proxy-env.yaml", CONFIG.replace("localhost,", "other,"))
    write("deploy/.set-proxy-env.yaml", CONFIG)
    outcome = applied("deploy/web")
    assert outcome == Outcome(
        b"",
        "[info]: set proxy variables in 1 of 1 workload in 1 of 1 file: 2 added, 0 updated, "
        "0 kept, 0 removed; configured by deploy/.set-proxy-env.yaml\n",
        0,
    )
    assert text("deploy/web/a.yaml") == POD + ENV


def test_the_default_configuration_is_no_file_to_edit() -> None:
    write("a.yaml")
    write(".set-proxy-env.yaml", CONFIG)
    outcome = applied("--check", ".")
    assert outcome == Outcome(
        b"a.yaml\n",
        "[info]: would set proxy variables in 1 of 1 workload in 1 of 1 file: 2 added, 0 updated, "
        "0 kept, 0 removed; configured by .set-proxy-env.yaml\n"
        "[info]: to set them, run: set-proxy-env apply .\n",
        1,
    )


def test_a_wrong_default_configuration_is_told_with_its_line() -> None:
    write("a.yaml")
    write(".set-proxy-env.yaml", CONFIG + "  existing: replase\n")
    for words in (["apply", "."], ["audit", "."], ["explain", "http://a/"]):
        assert run(b"", *words) == Outcome(
            b"",
            "[error] krm-fn.dev/v1alpha1/SetProxyEnv (.set-proxy-env.yaml:5): `spec.existing` must be "
            '"merge", "keep", "replace" or "error", got "replase": did you mean "replace"?\n',
            1,
        )


def test_explain_and_audit_take_the_default_configuration_and_name_it() -> None:
    write("deploy/a.yaml", POD + ENV)
    write(".set-proxy-env.yaml", CONFIG)
    named = "[info]: configured by .set-proxy-env.yaml\n"
    for words in (["explain", "http://localhost/"], ["audit", "deploy"]):
        by_name = run(b"", *words, "--config", ".set-proxy-env.yaml")
        assert run(b"", *words) == by_name._replace(stderr=by_name.stderr + named)
        assert by_name.stdout != b""


def test_audit_of_stdin_takes_the_default_configuration_around_the_folder_it_is_run_in() -> None:
    write(".set-proxy-env.yaml", CONFIG)
    done = run((POD + ENV).encode(), "audit", "-")
    assert (done.stderr, done.exit_code) == ("[info]: configured by .set-proxy-env.yaml\n", 0)


def test_explain_tells_of_manifests_as_they_are_beside_a_default_configuration() -> None:
    write("a.yaml")
    write(".set-proxy-env.yaml", CONFIG)
    done = run(b"", "explain", "a.yaml", "http://localhost/")
    assert (done.stderr, b"no proxy is set" in done.stdout) == ("", True)


def test_check_of_a_removal_prints_the_command_that_removes() -> None:
    write("a.yaml", POD + ENV)
    write(".set-proxy-env.yaml", CONFIG + "  remove: true\n")
    assert applied("--check", ".").stderr.endswith(
        "\n[info]: to remove them, run: set-proxy-env apply .\n"
    )


def test_options_and_config_come_before_the_default() -> None:
    write("deploy/a.yaml")
    write("other.yaml", CONFIG)
    write(".set-proxy-env.yaml", "kind: Broken\n")
    for words in (OPTIONS, ("--config", "other.yaml")):
        assert applied("--check", *words, "deploy").exit_code == 1


def test_existing_stands_beside_the_default() -> None:
    write("a.yaml", POD + ENV.replace("127.0.0.1", "10.0.0.1"))
    write(".set-proxy-env.yaml", CONFIG)
    assert applied("--existing", "replace", ".").exit_code == 0
    assert text("a.yaml") == POD + ENV


def test_the_default_around_a_repository_is_not_taken() -> None:
    write("repository/a.yaml")
    write("repository/.git/HEAD")
    write(".set-proxy-env.yaml", CONFIG)
    outcome = applied("repository")
    assert "a file `.set-proxy-env.yaml` in the folder or around it" in outcome.stderr
    assert outcome.exit_code == 2


def test_paths_with_different_defaults_are_a_wrong_command_line() -> None:
    for team in ("a", "b"):
        write(f"{team}/web.yaml")
        write(f"{team}/.set-proxy-env.yaml", CONFIG)
    write("c/web.yaml")
    outcome = applied("a", "b/web.yaml", "c")
    assert outcome == Outcome(
        b"",
        '[error] the paths must have the same `.set-proxy-env.yaml`: "a" has '
        'a/.set-proxy-env.yaml, "b/web.yaml" has b/.set-proxy-env.yaml, "c" has none; run once '
        "for each, or name one with `--config`\n",
        2,
    )


def test_a_folder_with_a_default_of_its_own_is_left_alone_with_a_warning() -> None:
    write("a.yaml")
    write("team/web/b.yaml")
    write(".set-proxy-env.yaml", CONFIG)
    write("team/.set-proxy-env.yaml", CONFIG)
    outcome = applied(".")
    assert outcome.stderr.splitlines()[0] == (
        "[warning] (team): left alone: it has a `.set-proxy-env.yaml` of its own; run "
        "`set-proxy-env apply` for this folder"
    )
    assert [text("a.yaml"), text("team/web/b.yaml")] == [POD + ENV, POD]
    assert applied("--config", "team/.set-proxy-env.yaml", ".").exit_code == 0
    assert text("team/web/b.yaml") == POD + ENV

"""Which files a run takes, and what comes of one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from one_file import ENV, POD, edited, read, write
from run_function import unquoted

from krm_fn.command.file_list import FileList
from krm_fn.command.files import Found
from krm_fn.command.progress import Bar
from krm_fn.results import one_line

pytestmark = pytest.mark.usefixtures("folder")

RENDERED = "what a chart renders is set by a post-renderer"


def found(*paths: str, config: str | None = None) -> Found:
    made = Found(config)
    made.add_all(list(paths))
    return made


def files(*paths: str, config: str | None = None) -> list[str]:
    made = found(*paths, config=config)
    assert made.told == []
    return list(made.paths)


def told(*paths: str) -> list[str]:
    made = found(*paths)
    return [one_line(each) for each in (*made.told, *made.passed_over.told())]


# --- which files ----------------------------------------------------------------------------


def test_a_folder_stands_for_its_yaml_and_json_files_at_any_depth() -> None:
    for path in ("b.yaml", "a.yml", "c.json", "d.txt", "Kptfile", "e/f/g.yaml", "e/a.yaml"):
        write(path)
    assert files(".") == ["a.yml", "b.yaml", "c.json", "e/a.yaml", "e/f/g.yaml"]


def test_a_folder_may_be_named_with_a_slash_at_the_end() -> None:
    write("deploy/a.yaml")
    assert files("deploy/") == ["deploy/a.yaml"]


def test_a_named_file_is_taken_whatever_its_suffix_is() -> None:
    assert files(write("deployment.yaml.in")) == ["deployment.yaml.in"]


def test_a_file_that_is_named_twice_is_taken_once(folder: Path) -> None:
    write("deploy/a.yaml")
    assert files("deploy", "deploy/a.yaml", "./deploy", str(folder)) == ["deploy/a.yaml"]


def test_git_is_left_alone() -> None:
    write(".git/config.yaml")
    write(".github/workflows/ci.yaml")
    assert files(".") == [".github/workflows/ci.yaml"]


def test_links_in_a_folder_are_left_alone() -> None:
    write("real/a.yaml")
    Path("file.yaml").symlink_to("real/a.yaml")
    Path("folder").symlink_to("real")
    Path("broken.yaml").symlink_to("nowhere")
    assert files(".") == ["real/a.yaml"]


def test_a_named_link_to_a_folder_is_followed() -> None:
    write("real/a.yaml")
    Path("current").symlink_to("real")
    assert files("current") == ["current/a.yaml"]


def test_a_named_link_to_a_file_is_left_alone_with_a_message() -> None:
    Path("link.yaml").symlink_to(write("a.yaml"))
    assert told("link.yaml") == [
        "[info] (link.yaml): left alone: a symbolic link; name the file that it leads to"
    ]


def test_the_configuration_is_left_alone_wherever_it_lies() -> None:
    write("deploy/a.yaml")
    write("deploy/proxy.yaml")
    assert files("deploy", config="deploy/proxy.yaml") == ["deploy/a.yaml"]
    assert files("deploy/proxy.yaml", config="deploy/proxy.yaml") == []


def test_the_configuration_is_left_alone_when_it_is_named_by_a_link() -> None:
    Path("link").symlink_to(write("proxy.yaml"))
    assert files(".", config="link") == []


def test_helm_templates_are_passed_over_and_counted() -> None:
    for path in ("templates/web.yaml", "templates/jobs/job.yaml", "charts/db/templates/db.yaml"):
        write(f"web/{path}")
    for path in ("Chart.yaml", "values.yaml", "crds/crd.yaml", "charts/db/Chart.yaml"):
        write(f"web/{path}")
    made = found(".")
    assert list(made.paths) == [
        "web/Chart.yaml",
        "web/values.yaml",
        "web/charts/db/Chart.yaml",
        "web/crds/crd.yaml",
    ]
    assert told(".") == [
        "[info]: passed over: 2 folders of Helm charts' templates (web/templates, "
        f"web/charts/db/templates); {RENDERED}"
    ]


def test_helm_templates_are_passed_over_when_they_are_named() -> None:
    write("web/Chart.yaml")
    write("web/templates/a.yaml")
    write("web/templates/jobs/b.yaml")
    paths = ("web/templates/a.yaml", "web/templates/jobs/b.yaml", "web/templates")
    assert told(*paths) == [
        f"[info]: passed over: 1 folder of a Helm chart's templates (web/templates); {RENDERED}"
    ]


def test_templates_without_a_chart_are_files_like_others() -> None:
    write("templates/a.yaml")
    assert files(".") == ["templates/a.yaml"]


def test_a_path_that_is_not_there_is_an_error_and_the_others_are_taken() -> None:
    made = found("nowhere", write("a.yaml"))
    assert made.failed
    assert list(made.paths) == ["a.yaml"]
    assert [one_line(each) for each in made.told] == [
        "[error] (nowhere): could not be read: No such file or directory"
    ]


def test_a_pipe_is_an_error() -> None:
    os.mkfifo("pipe.yaml")
    assert told("pipe.yaml") == ["[error] (pipe.yaml): must be a regular file or a folder"]
    assert found(".").paths == []


def test_a_folder_without_files_is_told_of() -> None:
    write("deploy/README.md")
    assert told("deploy") == ["[warning] (deploy): holds no .yaml, .yml or .json file to edit"]


def test_a_folder_that_cannot_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert told(".") == ["[error] (.): could not be read: Permission denied"]


# --- one file -------------------------------------------------------------------------------


def said(path: str) -> list[str]:
    """What is told about a file in which there is nothing to set, or that can't be read."""
    files = FileList([path], Bar(1))
    if not files.files:
        return [one_line(made) for made in files.failures.values()]
    _, edit = read(path)
    assert edit.splices == []
    return [one_line(made) for made in edit.told]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("# nothing\n---\n", id="comments"),
        pytest.param("replicas: 2\nimage: {tag: '1'}\n", id="values"),
        pytest.param("- hosts: all\n  tasks: [{shell: ls}]\n", id="a list"),
        pytest.param("just text\n", id="text"),
        pytest.param("apiVersion: v1\nkind: Service\nspec: {ports: []}\n", id="a Service"),
        pytest.param("on: push\njobs: {a: {container: {image: b}}}\n", id="a workflow"),
        pytest.param(POD + ENV, id="a Pod that is set"),
    ],
)
def test_what_has_nothing_to_set_stays(text: str) -> None:
    assert said(write("a.yaml", text)) == []


def test_json_with_comments_that_is_no_manifest_stays() -> None:
    assert said(write("tsconfig.json", '{"strict": true, // yes\n}\n')) == []


def test_json_that_is_no_object_stays() -> None:
    assert said(write("a.json", '["kind", "apiVersion"]\n')) == []


def test_json_that_may_be_a_manifest_and_is_broken_is_an_error() -> None:
    (message,) = said(write("a.json", '{"apiVersion": "v1", "kind": "Pod", "a": [}\n'))
    assert unquoted(message) == "[error] (a.json): line 1: not YAML: the parser says ..."


def test_what_is_not_yaml_is_an_error_with_its_line_in_the_file() -> None:
    (message,) = said(write("a.yaml", POD + "---\n" + POD + "  x: [\n---\n" + POD))
    assert unquoted(message) == "[error] (a.yaml): line 17: not YAML: the parser says ..."


def test_what_is_not_yaml_and_no_workload_is_an_error_with_its_line_in_the_file() -> None:
    service = "apiVersion: v1\nkind: Service\nspec: [\n"
    (message,) = said(write("a.yaml", POD + "---\n" + service))
    assert unquoted(message) == "[error] (a.yaml): line 12: not YAML: the parser says ..."


def test_what_is_not_utf_8_is_an_error() -> None:
    Path("a.yaml").write_bytes(POD.encode() + b"# \xff\n")
    assert said("a.yaml") == [
        "[error] (a.yaml): line 8: must be UTF-8, got the byte 0xff: save the text as UTF-8"
    ]


def test_a_resource_list_in_a_file_is_a_list_like_any_other() -> None:
    item = "".join(f"  {line}\n" for line in POD.splitlines()).replace("  api", "- api", 1)
    head = "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n"
    env = "".join(f"  {line}\n" for line in ENV.splitlines())
    assert edited(write("a.yaml", head + item)) == head + item + env


def test_a_name_that_is_not_utf_8_is_no_obstacle() -> None:
    path = os.fsdecode(b"\xff.yaml")
    Path(path).write_text(POD, encoding="utf-8")
    assert files(".") == [path]
    assert edited(path) == POD + ENV

"""Which files a run takes, and how one is replaced."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from run_function import unquoted

from krm_fn.command.file_edit import FileEdit, edit_file, replace
from krm_fn.command.file_list import File, FileList
from krm_fn.command.files import Found
from krm_fn.command.progress import Bar
from krm_fn.config.function_config import Configuration
from krm_fn.edit.part import Part
from krm_fn.edit.task import Task
from krm_fn.results import one_line
from krm_fn.wire.results import block_member
from krm_fn.workloads.inventory import Inventory

PROXY = Configuration(http_proxy="http://proxy.example.com:3128")
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: web\n    image: web:1\n"
ENV = """    env:
    - name: http_proxy
      value: "http://proxy.example.com:3128"
    - name: HTTP_PROXY
      value: "http://proxy.example.com:3128"
"""
TEMPLATES = (
    "left alone: templates of a Helm chart; set the variables in what the chart renders, with a "
    "post-renderer"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str = "") -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    return path


def found(*paths: str, config: str | None = None) -> Found:
    made = Found(config)
    made.add_all(list(paths))
    return made


def files(*paths: str, config: str | None = None) -> list[str]:
    made = found(*paths, config=config)
    assert made.told == []
    return list(made.paths)


def told(*paths: str) -> list[str]:
    return [one_line(made) for made in found(*paths).told]


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


def test_helm_templates_are_skipped_with_one_message_for_each_folder() -> None:
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
    assert [one_line(each) for each in made.told] == [
        f"[info] (web/templates): {TEMPLATES}",
        f"[info] (web/charts/db/templates): {TEMPLATES}",
    ]


def test_helm_templates_are_skipped_when_they_are_named() -> None:
    write("web/Chart.yaml")
    write("web/templates/a.yaml")
    write("web/templates/jobs/b.yaml")
    paths = ("web/templates/a.yaml", "web/templates/jobs/b.yaml", "web/templates")
    assert told(*paths) == [f"[info] (web/templates): {TEMPLATES}"]


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
    assert files(".") == []


def test_a_folder_that_cannot_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert told(".") == ["[error] (.): could not be read: Permission denied"]


# --- one file -------------------------------------------------------------------------------


def read(path: str) -> tuple[File, FileEdit]:
    """A file with manifests, and its edit."""
    files = FileList([path], Bar(1))
    (file,) = files.files
    task = Task(PROXY, Inventory(files.data, files.items))
    return file, edit_file(file, Part(files.data, files.items, task, block_member))


def put(file: File, edit: FileEdit) -> None:
    """Replace one file. Raises OSError."""
    for error in replace([(file, edit)]).values():
        raise error


def edited(path: str) -> str:
    """The text of a file after it has been edited."""
    file, edit = read(path)
    assert edit.told == []
    put(file, edit)
    return Path(path).read_text(encoding="utf-8")


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


def test_a_file_keeps_its_mode() -> None:
    path = write("a.yaml", POD)
    Path(path).chmod(0o640)
    assert edited(path) == POD + ENV
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_keeps_its_owner() -> None:
    path = write("a.yaml", POD)
    os.chown(path, 1234, 4321)
    edited(path)
    assert (Path(path).stat().st_uid, Path(path).stat().st_gid) == (1234, 4321)


def test_a_file_whose_owner_cannot_be_kept_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.yaml", POD)
    file, edit = read(path)
    theirs = list(file.status)
    theirs[stat.ST_UID] += 1
    file.status = os.stat_result(theirs)

    def refuse(*_: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refuse)
    with pytest.raises(PermissionError, match="Operation not permitted"):
        put(file, edit)
    assert list(Path().iterdir()) == [Path(path)]
    assert Path(path).read_text(encoding="utf-8") == POD


def test_a_hard_links_other_name_keeps_the_old_text() -> None:
    path = write("a.yaml", POD)
    os.link(path, "other")
    assert edited(path) == POD + ENV
    assert Path("other").read_text(encoding="utf-8") == POD


def test_a_file_without_write_permission_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.yaml", POD)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError, match="Permission denied"):
        edited(path)
    assert list(Path().iterdir()) == [Path(path)]
    assert Path(path).read_text(encoding="utf-8") == POD


def test_a_file_that_changed_in_the_meantime_stays() -> None:
    path = write("a.yaml", POD)
    file, edit = read(path)
    write(path, POD + "# more\n")
    with pytest.raises(OSError, match="it changed while it was read; run again"):
        put(file, edit)
    assert list(Path().iterdir()) == [Path(path)]
    assert Path(path).read_text(encoding="utf-8") == POD + "# more\n"


def test_nothing_is_left_behind_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = write("a.yaml", POD)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space left"):
        edited(path)
    assert list(Path().iterdir()) == [Path(path)]
    assert Path(path).read_text(encoding="utf-8") == POD


def test_of_several_files_those_are_replaced_that_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [write(name, POD) for name in ("a.yaml", "b.yaml", "c.yaml")]
    pairs = [read(path) for path in paths]
    for index, (file, _) in enumerate(pairs):
        file.index = index
    write("b.yaml", POD + "# more\n")
    done: list[str] = []
    move = os.replace

    def watched(source: str, target: str) -> None:
        done.append(f"{len(list(Path().iterdir()))} {target}")
        move(source, target)

    monkeypatch.setattr(os, "replace", watched)
    failures = replace(pairs)
    assert [str(error.strerror) for error in failures.values()] == [
        "it changed while it was read; run again"
    ]
    assert list(failures) == [1]
    assert done == ["6 a.yaml", "5 c.yaml"], "all are written before the first is replaced"
    assert sorted(Path().iterdir()) == [Path(path) for path in paths]
    assert [Path(path).read_text(encoding="utf-8") for path in paths] == [
        POD + ENV,
        POD + "# more\n",
        POD + ENV,
    ]


def test_a_path_too_long_for_a_temporary_is_a_failure_of_its_own() -> None:
    pairs = [read(write("a.yaml", POD)), read(write("b.yaml", POD))]
    pairs[0][0].path = "./" * 2042 + "a.yaml"
    pairs[1][0].index = 1
    failures = replace(pairs)
    assert [error.strerror for error in failures.values()] == ["File name too long"]
    assert list(failures) == [0]
    assert Path("b.yaml").read_text(encoding="utf-8") == POD + ENV

"""How a file is replaced: in one step, as it was but for its text, or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from one_file import ENV, POD, edited, put, read, write
from run_function import run

from krm_fn.command import replacing, temporary
from krm_fn.command.replacing import at_once, replace
from krm_fn.command.temporary import take_away_stale

pytestmark = pytest.mark.usefixtures("folder")


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


# --- what happens meanwhile -----------------------------------------------------------------


def test_a_file_that_was_deleted_meanwhile_stays_deleted() -> None:
    file, edit = read(write("a.yaml", POD))
    Path("a.yaml").unlink()
    with pytest.raises(OSError, match="it was deleted meanwhile"):
        put(file, edit)
    assert list(Path().iterdir()) == []


def test_so_it_is_when_it_is_deleted_just_before_it_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file, edit = read(write("a.yaml", POD))
    monkeypatch.setattr(temporary, "_take_over", lambda *_: Path("a.yaml").unlink())
    with pytest.raises(OSError, match="it was deleted meanwhile"):
        put(file, edit)
    assert list(Path().iterdir()) == []


def test_a_file_whose_folder_was_deleted_meanwhile_is_named(folder: Path) -> None:
    file, edit = read(write("deploy/a.yaml", POD))
    shutil.rmtree("deploy")
    with pytest.raises(OSError, match="it was deleted meanwhile"):
        put(file, edit)


def test_another_file_of_the_same_number_on_another_device_is_another() -> None:
    file, edit = read(write("a.yaml", POD))
    theirs = list(file.status)
    theirs[stat.ST_DEV] += 1
    before = os.stat_result(theirs, {"st_mtime_ns": file.status.st_mtime_ns})
    file.status = before
    with pytest.raises(OSError, match="it changed while it was read; run again"):
        put(file, edit)


def test_a_file_that_a_folder_and_a_link_to_it_lead_to_is_taken_once() -> None:
    write("deploy/a.yaml", POD)
    Path("link").symlink_to("deploy")
    outcome = run(b"", "apply", "--no-proxy", "localhost", "deploy", "link", "./link/a.yaml")
    assert outcome.exit_code == 0
    assert "in 1 of 1 workload in 1 of 1 file: " in outcome.stderr


def test_both_names_of_a_file_in_a_folder_are_edited() -> None:
    write("deploy/a.yaml", POD)
    os.link("deploy/a.yaml", "deploy/b.yaml")
    outcome = run(b"", "apply", "--http-proxy", "http://proxy.example.com:3128", "deploy", ".")
    assert outcome.exit_code == 0
    assert Path("deploy/a.yaml").read_text(encoding="utf-8") == POD + ENV
    assert Path("deploy/b.yaml").read_text(encoding="utf-8") == POD + ENV


# --- bits that a write takes away -----------------------------------------------------------


def as_another_user(work: Callable[[], None], user: int, group: int) -> int:
    """The exit status of a process of another user, without its other groups."""
    process = os.fork()
    if not process:
        status = 1
        try:
            os.setgroups([])
            os.setgid(group)
            os.setuid(user)
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
@pytest.mark.parametrize("bits", [0o4755, 0o2755, 0o6711, 0o1644])
def test_a_file_keeps_its_special_bits(bits: int, folder: Path) -> None:
    path = write("a.yaml", POD)
    for each in (folder, path):
        os.chown(each, 1234, 4321)
    Path(path).chmod(bits)
    assert as_another_user(lambda: put(*read(path)), 1234, 4321) == 0
    assert Path(path).read_text(encoding="utf-8") == POD + ENV
    assert stat.S_IMODE(Path(path).stat().st_mode) == bits


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_a_file_whose_special_bits_cannot_be_kept_stays(folder: Path) -> None:
    path = write("a.yaml", POD)
    for each in (folder, path):
        os.chown(each, 1234, 4321)
    folder.chmod(0o2775)
    Path(path).chmod(0o2775)

    def work() -> None:
        with pytest.raises(OSError, match="its set-user-ID, set-group-ID or sticky bit cannot"):
            put(*read(path))

    assert as_another_user(work, 1234, 1111) == 0
    assert Path(path).read_text(encoding="utf-8") == POD
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o2775
    assert list(Path().iterdir()) == [Path(path)]


# --- what a killed run leaves ---------------------------------------------------------------

STALE = ".set-proxy-env-0123456789ab.tmp"


def test_temporary_files_that_nobody_has_are_taken_away() -> None:
    for name in (STALE, STALE.replace("0", "f"), "a.yaml"):
        write(name, "half a te")
    assert take_away_stale("") == 2
    assert list(Path().iterdir()) == [Path("a.yaml")]


def test_temporary_files_of_a_run_that_lives_stay() -> None:
    with Path(write(STALE, "half a te")).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert take_away_stale(".") == 0
    assert take_away_stale(".") == 1


def test_a_temporary_file_is_locked_from_its_first_byte_to_its_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts: list[int] = []
    move = os.replace

    def watched(source: str, target: str) -> None:
        counts.append(take_away_stale("."))
        move(source, target)

    monkeypatch.setattr(os, "replace", watched)
    assert edited(write("a.yaml", POD)) == POD + ENV
    assert counts == [0]


def test_a_temporary_file_that_is_taken_away_before_it_is_locked_is_made_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lock = temporary._lock
    counts: list[int] = []

    def late(descriptor: int, *, wait: bool = True) -> bool:
        if wait and len(counts) < 2:
            counts.append(take_away_stale("."))
        return lock(descriptor, wait=wait)

    monkeypatch.setattr(temporary, "_lock", late)
    assert edited(write("a.yaml", POD)) == POD + ENV
    assert counts == [1, 1]
    assert list(Path().iterdir()) == [Path("a.yaml")]


@pytest.mark.parametrize(
    "name",
    [
        "set-proxy-env-0123456789ab.tmp",
        ".set-proxy-env-0123456789ab.yaml",
        ".set-proxy-env-0123456789abc.tmp",
        ".set-proxy-env-0123456789AB.tmp",
        ".set-proxy-env-.tmp",
    ],
)
def test_what_is_called_otherwise_stays(name: str) -> None:
    write(name, "text")
    assert take_away_stale(".") == 0
    assert Path(name).exists()


def test_links_folders_and_pipes_that_are_called_so_stay() -> None:
    Path(STALE).symlink_to(write("a.txt", "text"))
    Path(STALE.replace("0", "1")).mkdir()
    os.mkfifo(STALE.replace("0", "2"))
    assert take_away_stale(".") == 0
    assert len(list(Path().iterdir())) == 4


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_another_users_temporary_files_stay() -> None:
    os.chown(write(STALE, "half a te"), 1234, 4321)
    assert take_away_stale(".") == 0


def test_the_next_run_says_what_it_takes_away() -> None:
    for name in ("a.yaml", "deploy/b.yaml", "named/c.txt", "other/d.yaml"):
        write(name, POD)
    for folder in (".", "deploy", "named", "other"):
        write(f"{folder}/{STALE}", "half a te")
    write(f"deploy/{STALE.replace('0', '1')}")
    options = ("apply", "--no-proxy", "localhost,127.0.0.1,::1")
    assert "took away" not in run(b"", *options, "--check", ".").stderr
    named = run(b"", *options, "a.yaml", "deploy", "named/c.txt").stderr
    assert named.splitlines()[:-1] == [
        "[info] (.): took away 1 temporary file of a run that was killed",
        "[info] (deploy): took away 2 temporary files of a run that was killed",
        "[info] (named): took away 1 temporary file of a run that was killed",
    ]
    assert run(b"", *options, ".").stderr.splitlines()[:-1] == [
        "[info] (other): took away 1 temporary file of a run that was killed"
    ]
    assert list(Path().rglob(".*")) == []


def test_where_few_files_can_be_open_one_is_replaced_after_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import resource

    assert at_once() == replacing.AT_ONCE
    monkeypatch.setattr(resource, "getrlimit", lambda _: (20, 20))
    assert at_once() == 1

"""What was made is looked at, not believed: stamps, jars, packages, files that are written whole."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from conftest import ROOT
from course import doctor, execute, jars, lock, machine, packages, places, prepare, whole
from course.problem import Problem
from course.stamp import Stamp


def jar(file, content="x" * 1000):
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("A.class", content)
    return file


@pytest.fixture
def two(tmp_path):
    return [jar(tmp_path / f"{name}.jar") for name in "ab"]


def fill(files):
    jars.fill_lib(list(map(str, files)))


def test_a_stamp_is_fresh_until_what_it_was_made_from_changes(elsewhere):
    Stamp(places.LIB, 1, b"x").write()
    assert Stamp(places.LIB, 1, b"x").fresh
    assert not Stamp(places.LIB, 1, b"y").fresh
    fill([])
    assert not Stamp(places.LIB, 1, b"x").fresh


@pytest.mark.parametrize("harm", [Path.unlink, lambda file: os.truncate(file, 10)])
def test_a_stamp_is_not_fresh_when_what_was_made_has_gone(elsewhere, harm):
    made = jar(places.LIB / "a.jar")
    Stamp(places.LIB, 1).write([made])
    assert Stamp(places.LIB, 1).fresh
    harm(made)
    assert not Stamp(places.LIB, 1).fresh
    assert Stamp(places.LIB, 1).missing == [made]


@pytest.mark.parametrize("note", ["", "{", "[]", "0d5c", '{"made": {}}'])
def test_a_stamp_that_says_nothing_is_not_fresh(elsewhere, note):
    stamp = Stamp(places.LIB, 1)
    stamp.file.write_text(note)
    assert not stamp.fresh


def test_lib_holds_the_jars_wanted_and_no_stale_ones(elsewhere, two):
    (places.LIB / "stale.jar").touch()
    fill(two)
    assert sorted(file.name for file in places.LIB.iterdir()) == ["a.jar", "b.jar"]
    jar(two[0], "y" * 1000)
    fill(two)
    assert (places.LIB / "a.jar").read_bytes() == two[0].read_bytes()


@pytest.mark.parametrize("harm", [
    lambda file: os.truncate(file, 600), lambda file: os.truncate(file, 0),
    lambda file: file.write_bytes(file.read_bytes().replace(b"xxxx", b"xxxy", 1))])
def test_a_damaged_jar_is_named_and_not_taken(elsewhere, two, harm):
    fill(two)
    harm(two[1])
    (places.LIB / "b.jar").unlink()
    with pytest.raises(Problem) as problem:
        fill(two)
    assert f"    {two[1]}: " in str(problem.value) and "Delete it and run the command again" in str(problem.value)
    assert not (places.LIB / "b.jar").exists()


@pytest.fixture
def package(elsewhere, monkeypatch):
    """A package in the virtual environment: its list of files."""
    monkeypatch.setattr(places, "VENV", elsewhere / "venv")
    site = elsewhere / "venv" / "lib" / "python3.11" / "site-packages"
    (site / "jupyter_x").mkdir(parents=True)
    (site / "jupyter_x" / "__init__.py").touch()
    record = site / "jupyter_x-1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("../../../bin/x,sha256=0,9\njupyter_x/__init__.py,sha256=0,0\nRECORD,,\n")
    return record


def test_packages_that_went_elsewhere(package, tmp_path):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("jupyter-x==1.0\n")
    packages.require_installed(requirements)
    package.unlink()
    with pytest.raises(Problem, match="pip has installed jupyter-x 1.0, but not into"):
        packages.require_installed(requirements)


@pytest.mark.parametrize("gone", ["jupyter_x-1.0.dist-info", "jupyter_x"])
def test_a_package_that_has_gone_is_missed(package, gone):
    stamp = Stamp(places.VENV, 1, name="requirements")
    stamp.write(packages.witnesses())
    assert stamp.fresh
    shutil.rmtree(package.parents[1] / gone)
    assert not stamp.fresh
    with pytest.raises(Problem, match="site-packages/.* is missing, and 0 more. Run: .* prepare"):
        doctor.course()


@pytest.mark.parametrize("setting", ["install.target='/somewhere'", "global.user='true'"])
def test_pips_own_settings_that_name_another_place(monkeypatch, setting):
    monkeypatch.setattr(machine, "told", lambda *command: f"global.index-url='x'\n{setting}\n")
    with pytest.raises(Problem) as problem:
        packages.require_no_other_place()
    assert setting in str(problem.value) and f"pip config unset {setting.split('=')[0]}" in str(problem.value)


def test_doctor_looks_at_what_was_made(elsewhere, monkeypatch, tmp_path):
    monkeypatch.setattr(places, "VENV", tmp_path / "none")
    assert doctor.course() == "not prepared yet"
    made = jar(places.LIB / "a.jar")
    Stamp(places.LIB, 1).write([made])
    assert doctor.course() == "1 jar, whole"
    made.write_bytes(made.read_bytes().replace(b"xxxx", b"xxxy", 1))
    with pytest.raises(Problem, match=r"environment/lib/a.jar: A.class in it is damaged. Delete .* run: .* prepare"):
        doctor.course()
    made.unlink()
    with pytest.raises(Problem, match=r"environment/lib/a.jar: it is missing"):
        doctor.course()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    file = tmp_path / "file"
    whole.write(file, b"old")
    file.chmod(0o640)
    whole.write(file, b"new")
    assert file.read_bytes() == b"new" and file.stat().st_mode & 0o777 == 0o640

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        whole.write(file, b"newer")
    assert file.read_bytes() == b"new" and list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_stays_and_its_target_is_replaced(tmp_path):
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"old")
    link.symlink_to(file)
    whole.write(link, b"new")
    assert link.is_symlink() and file.read_bytes() == b"new"


HOLD = "import sys, time\nfrom course import lock, places\nfrom pathlib import Path\n" \
       "places.BUILD = Path(sys.argv[1])\n" \
       "with lock.alone():\n    print('in', flush=True)\n    time.sleep(60)"


def test_one_waits_for_the_other_also_if_that_is_killed(elsewhere, capsys):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(places.BUILD)], cwd=ROOT / "environment",
                          stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "in\n"
        with (places.BUILD / "lock").open("a") as file:
            assert not lock.taken(file)
        other.kill()
    start = time.monotonic()
    with lock.alone():
        assert time.monotonic() - start < 5


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups")
@pytest.mark.parametrize("thread, ends", [("Shell-0", True), ("Loop-Shell-1", True), ("my own", False)])
def test_a_kernel_whose_thread_died_is_ended(tmp_path, thread, ends):
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True) as kernel:
        client = SimpleNamespace(km=SimpleNamespace(provisioner=SimpleNamespace(pgid=kernel.pid, process=kernel)))
        log = tmp_path / "log"
        log.write_text("Loop started.\n")
        with execute.watched(client, log):
            with log.open("a") as more:
                more.write(f'Exception in thread "{thread}" java.lang.InternalError: gone\n\tat a.b.C\n')
            try:
                assert kernel.wait(3) == -signal.SIGKILL and ends
            except subprocess.TimeoutExpired:
                assert not ends
        kernel.kill()
    assert "a.b.C" not in execute.last_words(log) and "InternalError: gone" in execute.last_words(log)


def test_a_lesson_that_was_executed_before_names_the_cell_that_it_came_to():
    cells = [nbformat.v4.new_code_cell(f"{i};", execution_count=i) for i in (1, 2, 3)]
    notebook = execute.unexecuted(nbformat.v4.new_notebook(cells=cells))
    notebook.cells[0].execution_count = 1
    assert execute.where(notebook, execute.last_started(notebook)) == "cell 2 of 3: 2;"


def test_a_full_disk_is_told_in_a_sentence_and_the_lesson_stays(elsewhere, monkeypatch, capsys):
    lesson = places.NOTEBOOKS / "00-a.ipynb"
    lesson.write_text("{}")
    monkeypatch.setattr(execute, "execute", lambda *arguments: nbformat.v4.new_notebook())
    monkeypatch.setattr(sys, "argv", ["execute", str(lesson)])

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", full)
    assert execute.main()
    assert f"00-a.ipynb … failed\n    There is no room left for {lesson}: make room" in capsys.readouterr().out
    assert lesson.read_text() == "{}" and list(places.NOTEBOOKS.glob("*.ipynb")) == [lesson]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="descriptors are not inherited there")
def test_what_a_killed_set_up_has_left_running_still_keeps_others_out(elsewhere):
    code = HOLD.replace("import lock", "import console, lock").replace("time.sleep(60)",
                                                                       "console.tool(['sleep', '60'], '')")
    with subprocess.Popen([sys.executable, "-c", code, str(places.BUILD)], cwd=ROOT / "environment",
                          stdout=subprocess.PIPE, text=True, start_new_session=True) as killed:
        assert killed.stdout.readline() == "in\n"
        time.sleep(0.5)
        killed.kill()
        killed.wait()
        with (places.BUILD / "lock").open("a") as file:
            assert not lock.taken(file)
            os.killpg(killed.pid, signal.SIGKILL)
            time.sleep(0.5)
            assert lock.taken(file)

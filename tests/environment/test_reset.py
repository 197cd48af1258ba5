"""Lessons brought back as they came, whatever has become of them."""

import errno
import os
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from course import lessons, places, pristine
from course.problem import Problem

OLD, NEW, MINE = "as it came\n", "a new edition\n", "my work\n"
NAME = "01-autoencoder.ipynb"

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="no git")


@pytest.fixture
def course(elsewhere, monkeypatch):
    """A course of two lessons, without git."""
    monkeypatch.setattr(pristine, "COPY", places.BUILD / "pristine")
    for name in ("00-start-here.ipynb", NAME):
        (places.NOTEBOOKS / name).write_text(OLD)
    return elsewhere


@pytest.fixture
def cloned(course, monkeypatch, tmp_path):
    """The same course, cloned from where its makers have committed it."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    upstream = tmp_path / "upstream"
    shutil.copytree(places.NOTEBOOKS, upstream / "notebooks")
    repository(upstream, "maker@example.invalid")
    commit(upstream)
    repository(course, "reader@example.invalid")
    git(course, "remote", "add", "origin", upstream)
    git(course, "fetch", "-q", "origin")
    git(course, "reset", "-q", "--hard", "origin/main")
    return upstream


def repository(folder, author):
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.email", author)
    git(folder, "config", "user.name", "Somebody")
    git(folder, "config", "receive.denyCurrentBranch", "updateInstead")


def git(folder, *arguments):
    subprocess.run(["git", *map(str, arguments)], cwd=folder, check=True)


def commit(folder):
    git(folder, "add", "-A", "notebooks")
    git(folder, "commit", "-q", "-m", "lessons")


def write(text, folder=None):
    ((folder or places.ROOT) / "notebooks" / NAME).write_text(text)


def new_edition(upstream):
    write(NEW, upstream)
    commit(upstream)


def pull(*how):
    git(places.ROOT, "pull", "-q", "--no-rebase", *how, "origin", "main")


def reset(capsys, *numbers):
    """What is in the lesson afterwards, and what was said."""
    lessons.reset(SimpleNamespace(lessons=numbers or ["01"]))
    return (places.NOTEBOOKS / NAME).read_text(), capsys.readouterr().out.strip()


BACK = OLD, f"{NAME} is back as it came; yours is 01-autoencoder (mine).ipynb."


def test_without_git_it_comes_from_the_copy(course, capsys):
    pristine.keep()
    write(MINE)
    pristine.keep()
    assert reset(capsys) == BACK
    assert (places.NOTEBOOKS / "01-autoencoder (mine).ipynb").read_text() == MINE
    assert reset(capsys) == (OLD, f"{NAME} is as it came.")
    write(MINE)
    assert reset(capsys)[1].endswith("yours is 01-autoencoder (mine 2).ipynb.")


def test_a_copy_that_was_cut_off_counts_for_nothing(course, capsys, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(pristine.os, "replace", interrupted)
        pristine.keep()
    assert not pristine.COPY.exists()
    pristine.keep()
    write(MINE)
    assert reset(capsys) == BACK


def interrupted(*arguments):
    raise KeyboardInterrupt


def test_neither_a_duplicate_nor_a_notebook_of_ones_own_is_a_lesson(course, capsys):
    pristine.keep()
    write(MINE)
    for name in ("01-autoencoder-Copy1.ipynb", "07-mine.ipynb"):
        (places.NOTEBOOKS / name).write_text(MINE)
    assert reset(capsys) == BACK
    lessons.reset(SimpleNamespace(lessons=[]))
    assert capsys.readouterr().out.count("is as it came.") == 2
    assert [notebook.name for notebook in lessons.choose(["01"])] == [NAME]
    assert [notebook.name for notebook in lessons.choose(["07"])] == ["07-mine.ipynb"]
    with pytest.raises(Problem, match="There is no lesson 07; there are: 00, 01."):
        lessons.reset(SimpleNamespace(lessons=["07"]))
    assert (places.NOTEBOOKS / "01-autoencoder-Copy1.ipynb").read_text() == MINE


def test_a_full_disk_leaves_the_lesson_as_it_is(course, monkeypatch):
    pristine.keep()
    write(MINE)
    before = sorted(places.NOTEBOOKS.iterdir())

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        lessons.reset(SimpleNamespace(lessons=["01"]))
    assert (places.NOTEBOOKS / NAME).read_text() == MINE
    assert sorted(places.NOTEBOOKS.iterdir()) == before


def test_without_git_and_without_a_copy(course):
    with pytest.raises(Problem, match=f"Nothing is kept from which {NAME} could come back"):
        lessons.reset(SimpleNamespace(lessons=["01"]))


def test_a_deleted_lesson_comes_back(course, capsys):
    pristine.keep()
    (places.NOTEBOOKS / NAME).unlink()
    assert reset(capsys) == (OLD, f"{NAME} is back as it came.")
    (places.NOTEBOOKS / NAME).unlink()
    lessons.reset(SimpleNamespace(lessons=[]))
    assert (places.NOTEBOOKS / NAME).read_text() == OLD


@needs_git
@pytest.mark.parametrize("prepared", [True, False])
@pytest.mark.parametrize("work", [[], [commit], [commit, lambda folder: git(folder, "push", "-q", "origin", "main")]],
                         ids=["edited", "committed", "pushed"])
def test_what_the_reader_does_is_the_readers(cloned, capsys, work, prepared):
    if prepared:
        pristine.keep()
    write(MINE)
    for step in work:
        step(places.ROOT)
    assert reset(capsys) == BACK


@needs_git
@pytest.mark.parametrize("committed", [True, False])
def test_a_deleted_lesson_comes_back_from_git(cloned, capsys, committed):
    pristine.keep()
    (places.NOTEBOOKS / NAME).unlink()
    if committed:
        commit(places.ROOT)
    assert reset(capsys) == (OLD, f"{NAME} is back as it came.")


@needs_git
def test_a_new_edition_is_the_courses(cloned, capsys):
    pristine.keep()
    new_edition(cloned)
    pull()
    assert reset(capsys) == (NEW, f"{NAME} is as it came.")


@needs_git
def test_a_new_edition_is_the_courses_also_where_the_readers_text_was_kept(cloned, capsys):
    pristine.keep()
    write(MINE)
    commit(places.ROOT)
    new_edition(cloned)
    pull("-X", "ours")
    assert (places.NOTEBOOKS / NAME).read_text() == MINE
    assert reset(capsys)[0] == NEW


@needs_git
def test_a_lesson_that_was_renamed_does_not_come_back(cloned, capsys):
    pristine.keep()
    (cloned / "notebooks" / "00-start-here.ipynb").rename(cloned / "notebooks" / "00-begin.ipynb")
    commit(cloned)
    pull()
    lessons.reset(SimpleNamespace(lessons=[]))
    assert capsys.readouterr().out == f"00-begin.ipynb is as it came.\n{NAME} is as it came.\n"


@needs_git
def test_a_checkout_that_is_somebody_elses(cloned, capsys, monkeypatch):
    write(MINE)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    pristine.keep()
    assert reset(capsys) == BACK


@needs_git
def test_a_history_of_ones_own(cloned, capsys):
    git(places.ROOT, "remote", "remove", "origin")
    write(MINE)  # before the first prepare
    pristine.keep()
    commit(places.ROOT)
    assert reset(capsys) == BACK


@needs_git
def test_before_the_first_commit(course, capsys):
    git(course, "init", "-q")
    pristine.keep()
    write(MINE)
    assert reset(capsys) == BACK

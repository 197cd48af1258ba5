"""The lessons as they came.

A lesson as it came is its text in the newest commit that came from elsewhere and changed it: one that a remote branch
holds and whose author is not the person at work here. So what the reader commits, or pushes to a fork, is the reader's,
and a new edition that is pulled is the course's.

Where git knows no such commit (a download without git, a history of one's own) it is the copy that the first prepare
has made: of the last commit or, without git, of the file as it stood then. There a new edition comes by a new download,
in a folder of its own.
"""

import os
import shutil
import subprocess

from . import places
from .problem import Problem

COPY = places.BUILD / "pristine"


def keep():
    """Makes the copy, whole or not at all; one that stands stays."""
    if COPY.exists():
        return
    beside = COPY.with_name(f"{COPY.name}.unfinished")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for lesson in {*committed_lessons(), *lessons_in(places.NOTEBOOKS)}:
        (beside / lesson.name).write_bytes(brought(lesson) or committed(lesson, "HEAD") or lesson.read_bytes())
    os.replace(beside, COPY)


def lessons_in(folder):
    """The lessons in a folder by their numbers, without what reset has kept of the reader's."""
    return [lesson for lesson in sorted(folder.glob("[0-9]*.ipynb")) if " (mine" not in lesson.name]


def lessons():
    """Where each lesson stands that came with the course, also one that is no longer there; the newest of a number."""
    copied = [places.NOTEBOOKS / copy.name for copy in lessons_in(COPY)]
    came = copied or committed_lessons() or lessons_in(places.NOTEBOOKS)
    newer = [lesson for lesson in committed_lessons() if brought(lesson)]
    return sorted({number_of(lesson): lesson for lesson in [*came, *newer]}.values())


def number_of(notebook):
    return notebook.name.split("-")[0]


def as_it_came(lesson):
    copy = COPY / lesson.name
    text = brought(lesson) or (copy.read_bytes() if copy.exists() else committed(lesson, "HEAD"))
    if text is None:
        path = lesson.relative_to(places.ROOT).as_posix()
        raise Problem(f"Nothing is kept from which {lesson.name} could come back: download the course again and copy "
                      f"{path} from there.")
    return text


def brought(lesson):
    """The lesson's text in the newest commit that came from elsewhere and changed it, or None."""
    reader = address(git("var", "GIT_AUTHOR_IDENT"))
    local = set(git("rev-list", "HEAD", "--not", "--remotes").split())
    changes = git("log", "--full-history", "--topo-order", "--format=%H <%ae>", "HEAD", "--", path_of(lesson))
    for change in changes.splitlines():
        commit = change.split()[0]
        if commit not in local and address(change) != reader:
            return committed(lesson, commit)
    return None


def address(identity):
    return identity.rpartition("<")[2].partition(">")[0].lower()


def committed_lessons():
    tree = git("ls-tree", "--name-only", "HEAD", f"{path_of(places.NOTEBOOKS)}/")
    return [path for path in map(places.ROOT.joinpath, tree.splitlines()) if path.match("[0-9]*.ipynb")]


def committed(lesson, commit):
    """The lesson's file as a commit has it, or None."""
    return git_bytes("cat-file", "--filters", f"{commit}:{path_of(lesson)}")


def path_of(file):
    return file.relative_to(places.ROOT).as_posix()


def git(*arguments):
    """What git answers; nothing where the course is not in git, or git fails."""
    return (git_bytes(*arguments) or b"").decode(errors="replace")


def git_bytes(*arguments):
    if not (places.ROOT / ".git").exists() or not shutil.which("git"):
        return None
    here = f"safe.directory={places.ROOT}"  # also one that another user of this machine has checked out
    done = subprocess.run(["git", "-c", here, *arguments], cwd=places.ROOT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout if done.returncode == 0 else None

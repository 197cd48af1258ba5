"""The lessons as they came: from git, or from a copy made at the first start."""

import shutil
import subprocess

from . import places
from .problem import Problem

COPY = places.BUILD / "pristine"


def keep():
    """Where there is no git to bring a lesson back, a copy of each as it came."""
    if not in_git() and not COPY.exists():
        shutil.copytree(places.NOTEBOOKS, COPY, ignore=shutil.ignore_patterns("checkpoints", ".*"))


def as_it_came(lesson):
    path = lesson.relative_to(places.ROOT).as_posix()
    if in_git():
        shown = subprocess.run(["git", "show", f"HEAD:{path}"], cwd=places.ROOT, capture_output=True)
        if shown.returncode == 0:
            return shown.stdout
    copy = COPY / lesson.name
    if not copy.exists():
        raise Problem(f"Nothing is kept from which {lesson.name} could come back: download the course again and copy "
                      f"{path} from there.")
    return copy.read_bytes()


def in_git():
    if not (places.ROOT / ".git").exists() or not shutil.which("git"):
        return False
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=places.ROOT, capture_output=True).returncode == 0

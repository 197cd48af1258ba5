"""The words that work on lessons: run, site, reset."""

import shutil
import subprocess

from . import places
from .lab import jupyter_environment
from .prepare import prepare
from .problem import Problem

PRISTINE = places.BUILD / "pristine"


def run(options):
    prepare(options)
    arguments = ["--kernel", options.kernel, *(["--fast"] if options.fast else [])]
    return inside("course.execute", *arguments, *choose(options.lessons, options.solutions))


def site(options):
    prepare(options)
    return inside("course.website", *choose([], solutions=True))


def inside(module, *arguments):
    """Runs a module of ours that needs Jupyter's packages with the virtual environment's Python."""
    return subprocess.call([places.PYTHON, "-m", module, *arguments], cwd=places.ENVIRONMENT, env=jupyter_environment())


def choose(numbers, solutions=False):
    """The notebooks whose names begin with one of these numbers, all without any; each lesson's solutions after it."""
    lessons = [lesson for lesson in sorted(places.NOTEBOOKS.glob("[0-9]*.ipynb")) if " (mine" not in lesson.name]
    unknown = [number for number in numbers if not any(lesson.name.startswith(f"{number}-") for lesson in lessons)]
    if unknown or not lessons:
        there = ", ".join(lesson.name.split("-")[0] for lesson in lessons) or "none"
        raise Problem(f"There is no lesson {', '.join(unknown)}; there are: {there}.".replace("lesson ;", "lesson;"))
    chosen = [lesson for lesson in lessons if not numbers or lesson.name.split("-")[0] in numbers]
    if not solutions:
        return chosen
    answers = sorted(places.SOLUTIONS.glob("[0-9]*.ipynb"))
    return [notebook for lesson in chosen
            for notebook in [lesson, *(a for a in answers if a.name.split("-")[0] == lesson.name.split("-")[0])]]


def keep_pristine():
    """Where there is no git to bring a lesson back, a copy of each as it came."""
    if not tracked_by_git() and not PRISTINE.exists():
        shutil.copytree(places.NOTEBOOKS, PRISTINE, ignore=shutil.ignore_patterns("checkpoints", ".*"))


def reset(options):
    for lesson in choose(options.lessons):
        original = as_it_came(lesson)
        if original == lesson.read_bytes():
            print(f"{lesson.name} is as it came.")
            continue
        mine = free_name(lesson)
        lesson.rename(mine)
        lesson.write_bytes(original)
        print(f"{lesson.name} is back as it came; yours is {mine.name}.")


def as_it_came(lesson):
    path = lesson.relative_to(places.ROOT).as_posix()
    if tracked_by_git():
        shown = subprocess.run(["git", "show", f"HEAD:{path}"], cwd=places.ROOT, capture_output=True)
        if shown.returncode == 0:
            return shown.stdout
    copy = PRISTINE / lesson.name
    if not copy.exists():
        raise Problem(f"Nothing is kept from which {lesson.name} could come back: download the course again and copy "
                      f"{path} from there.")
    return copy.read_bytes()


def tracked_by_git():
    if not (places.ROOT / ".git").exists() or not shutil.which("git"):
        return False
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=places.ROOT, capture_output=True).returncode == 0


def free_name(lesson):
    number = 1
    while True:
        mine = lesson.with_name(f"{lesson.stem} (mine{f' {number}' if number > 1 else ''}).ipynb")
        if not mine.exists():
            return mine
        number += 1

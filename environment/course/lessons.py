"""The words that work on lessons: run, site, images, reset."""

import subprocess

from . import places, pristine
from .lab import jupyter_environment
from .prepare import prepare
from .problem import Problem


def run(options):
    prepare(options)
    arguments = ["--kernel", options.kernel, *(["--fast"] if options.fast else [])]
    return inside("course.execute", *arguments, *choose(options.lessons, options.solutions))


def site(options):
    prepare(options)
    return inside("course.website", *choose([], solutions=True))


def images(options):
    prepare(options)
    return inside("course.images")


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


def reset(options):
    for lesson in choose(options.lessons):
        original = pristine.as_it_came(lesson)
        if original == lesson.read_bytes():
            print(f"{lesson.name} is as it came.")
            continue
        mine = free_name(lesson)
        lesson.rename(mine)
        lesson.write_bytes(original)
        print(f"{lesson.name} is back as it came; yours is {mine.name}.")


def free_name(lesson):
    number = 1
    while True:
        mine = lesson.with_name(f"{lesson.stem} (mine{f' {number}' if number > 1 else ''}).ipynb")
        if not mine.exists():
            return mine
        number += 1

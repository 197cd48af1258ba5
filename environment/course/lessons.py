"""The words that work on lessons: run, site, images, reset."""

import subprocess

from . import places, pristine, whole
from .lab import jupyter_environment
from .prepare import prepare
from .problem import Problem
from .pristine import number_of


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
    ours = {number_of(lesson): lesson.name for lesson in pristine.lessons()}
    chosen = numbered(numbers, [notebook for notebook in pristine.lessons_in(places.NOTEBOOKS)
                                if ours.get(number_of(notebook), notebook.name) == notebook.name])
    if not solutions:
        return chosen
    answers = sorted(places.SOLUTIONS.glob("[0-9]*.ipynb"))
    return [notebook for lesson in chosen
            for notebook in [lesson, *(a for a in answers if number_of(a) == number_of(lesson))]]


def numbered(numbers, lessons):
    unknown = [number for number in numbers if not any(lesson.name.startswith(f"{number}-") for lesson in lessons)]
    if unknown or not lessons:
        there = ", ".join(map(number_of, lessons)) or "none"
        raise Problem(f"There is no lesson {', '.join(unknown)}; there are: {there}.".replace("lesson ;", "lesson;"))
    return [lesson for lesson in lessons if not numbers or number_of(lesson) in numbers]


def reset(options):
    for lesson in numbered(options.lessons, pristine.lessons()):
        original = pristine.as_it_came(lesson)
        if lesson.exists() and original == lesson.read_bytes():
            print(f"{lesson.name} is as it came.")
            continue
        kept = ""
        if lesson.exists():
            mine = free_name(lesson)
            whole.write(mine, lesson.read_bytes())
            kept = f"; yours is {mine.name}"
        whole.write(lesson, original)
        print(f"{lesson.name} is back as it came{kept}.")


def free_name(lesson):
    number = 1
    while True:
        mine = lesson.with_name(f"{lesson.stem} (mine{f' {number}' if number > 1 else ''}).ipynb")
        if not mine.exists():
            return mine
        number += 1

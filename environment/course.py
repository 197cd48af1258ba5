#!/usr/bin/env python3
"""The course's one command: sets this machine up and opens the notebooks.

    python3 environment/course.py                 open JupyterLab on the first lesson
    python3 environment/course.py --help          all words

Needs Python 3.10, a JDK 17 and Maven; everything else it fetches into this folder, but for what Maven and pip keep of
their downloads in places of their own (~/.m2 and pip's cache).
"""

import sys

if sys.version_info < (3, 10):
    sys.exit("The course needs Python 3.10 or newer and this is %d.%d; get one from https://python.org and run it "
             "with that." % sys.version_info[:2])

import argparse

from course import console, doctor, kernels, lab, lessons, prepare, suites, surroundings
from course.problem import Problem

DEVICES = ("--gpu", "--cpu")


def parser():
    gpu = argparse.ArgumentParser(add_help=False)
    choice = gpu.add_mutually_exclusive_group()
    for flag, action, text in zip(DEVICES, ("store_true", "store_false"), ("prepare for CUDA", "back to the CPU")):
        choice.add_argument(flag, dest="gpu", action=action, default=None, help=f"{text}, from now on")

    top = argparse.ArgumentParser(
        prog="course.py", description="Generative Java: without a word, opens JupyterLab.",
        epilog='--gpu prepares for CUDA and --cpu goes back, with any word. '
               'What follows "--" goes to JupyterLab, or to pytest after "test".')
    words = top.add_subparsers(dest="word", metavar="WORD")

    def word(name, action, text):
        added = words.add_parser(name, help=text, description=text, parents=[gpu])
        added.set_defaults(action=action)
        return added

    word("open", lab.open_lab, "prepare what is missing and open JupyterLab (the default)")
    word("prepare", lambda options: prepare.prepare(options) and 0, "prepare what is missing and open nothing")
    run = word("run", lessons.run, "execute notebooks headless and write them with their outputs")
    run.add_argument("lessons", nargs="*", metavar="NN", help="numbers of lessons, such as 00 01; all without one")
    run.add_argument("--fast", action="store_true", help="smaller parameters, on a copy")
    run.add_argument("--solutions", action="store_true", help="the lessons' solutions, too")
    run.add_argument("--kernel", default="java", metavar="NAME", help="java (the default) or ijava")
    test = word("test", suites.test, "run the tests: " + ", ".join(suites.SUITES))
    test.add_argument("suites", nargs="*", metavar="SUITE", help="some of them; all without one")
    word("doctor", doctor.report, "tell what this machine has and lacks, and what mends it")
    word("site", lessons.site, "render the course to HTML in site/")
    word("images", lessons.images, "make the figures in images/ again, out of lessons and code")
    reset = word("reset", lessons.reset, "bring lessons back as they came and keep yours beside them")
    reset.add_argument("lessons", nargs="*", metavar="NN", help="numbers of lessons; all without one")
    word("clean", prepare.clean, "remove everything that the course has fetched and built")
    kernel = word("kernel", lambda options: kernels.add(prepare.prepare(options), options.file),
                  "install IJava 1.3.0 from its release archive or jar, beside JJava")
    kernel.add_argument("name", choices=["ijava"])
    kernel.add_argument("file", help="ijava-1.3.0.zip or ijava-1.3.0.jar")
    return top


def main(arguments):
    ours, passed_on = divide(arguments, "--")
    ours = sorted(ours, key=DEVICES.__contains__)  # the word first
    if not ours or ours[0] in DEVICES:
        ours = ["open", *ours]
    options = parser().parse_args(ours)
    options.passed_on = passed_on
    return options.action(options) or 0


def divide(items, separator):
    at = items.index(separator) if separator in items else len(items)
    return items[:at], items[at + 1:]


if __name__ == "__main__":
    console.unicode_everywhere()
    surroundings.leave_other_tools_behind()
    surroundings.write_letters_of_all_languages()
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
        sys.exit(code)
    except Problem as problem:
        sys.exit(f"\n{problem}")
    except BrokenPipeError:
        console.nobody_listens()
    except OSError as error:
        if not console.sentence(error):
            raise
        sys.exit(f"\n{console.sentence(error)}")
    except KeyboardInterrupt:
        sys.exit(130)

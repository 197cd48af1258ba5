"""The course, executed with its fast parameters, and what a committed notebook must be.

COURSE_KERNELS names the kernels to run on, such as "java ijava"; without it, java.
"""

import os
import re
from pathlib import Path

import nbformat
import pytest
from course import parameters, places
from course.execute import Failed, execute, failures
from jupyter_client.kernelspec import find_kernel_specs

NOTEBOOKS = sorted([*places.NOTEBOOKS.glob("[0-9]*.ipynb"), *places.SOLUTIONS.glob("[0-9]*.ipynb")])
NOTEBOOKS = [path for path in NOTEBOOKS if " (mine" not in path.name]
NAMES = [path.relative_to(places.NOTEBOOKS).as_posix() for path in NOTEBOOKS]
KERNELS = (os.environ.get("COURSE_KERNELS") or "java").split()

NOT_INSTALLED = 'COURSE_KERNELS names {}, which is not installed; "course.py kernel --help" says how to add IJava.'

METADATA = {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"},
            "language_info": {"name": "java", "file_extension": ".jshell", "mimetype": "text/x-java-source",
                              "codemirror_mode": "java", "pygments_lexer": "java"}}
MEGABYTES = 5
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|tmp|work|opt|var|usr)/[\w.-]+|\b[A-Z]:\\\\?[\w.-]+\\")
STACK_TRACE = re.compile(r"^\s+at [\w.$/]+\(.*\)$", re.MULTILINE)
LOG_NOISE = re.compile(r"SLF4J|^\[[\w.-]+\] (?:TRACE|DEBUG|INFO|WARN|ERROR)\b|^(?:INFO|WARNING|SEVERE|DEBUG|WARN):|\b"
                       r"(?:INFO|WARN|ERROR|DEBUG) (?:ai\.djl|org\.)|Picked up J", re.MULTILINE)

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)


@pytest.mark.parametrize("kernel", KERNELS)
def test_kernel_is_installed(kernel):
    assert kernel in find_kernel_specs(), NOT_INSTALLED.format(kernel)


@pytest.mark.parametrize("kernel", KERNELS)
@each_notebook
def test_runs_to_its_end(path, kernel):
    if kernel not in find_kernel_specs():
        pytest.skip(NOT_INSTALLED.format(kernel))
    try:
        execute(path, kernel, fast=True, cell_seconds=300)
    except Failed as failed:
        pytest.fail(f"{path.name} on {kernel}, {failed}", pytrace=False)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells which libraries a process holds")
def test_transport_loads_no_engine():
    notebook = parameters.make_fast(nbformat.read(places.NOTEBOOKS / "03-earth-movers-distance.ipynb", as_version=4))
    notebook.cells.append(nbformat.v4.new_code_cell(
        'java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/maps")).contains("torch")'))
    folder = places.ROOT / "target"  # beside environment/, as notebooks/ is
    folder.mkdir(exist_ok=True)
    copy = folder / "no-engine.ipynb"
    nbformat.write(notebook, copy)
    try:
        last = execute(copy, cell_seconds=120).cells[-1]
    finally:
        copy.unlink()
    assert last.outputs[0].data["text/plain"] == "false"


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


@pytest.fixture
def cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


@each_notebook
def test_is_valid(notebook):
    nbformat.validate(notebook)
    assert notebook.metadata == METADATA


@each_notebook
def test_was_executed_in_order_by_one_run(cells):
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


@each_notebook
def test_has_outputs_and_no_errors(notebook, cells):
    assert not failures(notebook)
    assert any(cell.outputs for cell in cells)


@each_notebook
def test_shows_nothing_of_the_machine_it_was_made_on(cells):
    for cell in cells:
        for text in texts(cell):
            for unwanted in (MACHINE_PATH, STACK_TRACE, LOG_NOISE):
                assert not unwanted.search(text), f"in the output of [{cell.execution_count}]"


@each_notebook
def test_every_solution_is_right(path, cells):
    if path.parent == places.SOLUTIONS:
        assert not [text for cell in cells for text in texts(cell) if "✗" in text]


@each_notebook
def test_has_one_parameters_cell(path, notebook):
    tagged = parameters.tagged(notebook, "parameters")
    assert len(tagged) == 1 or path.parent == places.SOLUTIONS and not tagged
    parameters.make_fast(notebook)


@each_notebook
def test_is_small_enough_for_git(path):
    assert path.stat().st_size < MEGABYTES * 1e6


def test_there_are_notebooks():
    assert NOTEBOOKS


def texts(cell):
    """What a person reads of a cell's outputs; pictures left out."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        for mime, value in output.get("data", {}).items():
            if mime.startswith("text/"):
                yield re.sub(r"data:[^\"']+", "", value)

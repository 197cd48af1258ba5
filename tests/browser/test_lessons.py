"""The first lessons in a real browser: run by the menu, changed by typing, stopped by the stop button, reopened."""

import os
import re
import time

import nbformat
import pytest
from course import parameters, places
from driven import DrivenNotebook
from jupyter_client.kernelspec import get_kernel_spec

PLAIN = (
    ("parameters", "int    steps = 20000;     // 2 ms each"),
    ("counter", "int step = 0;"),
    ("stop-me", """for (step = 0; step < steps; step++) {
    if (Thread.interrupted()) throw new java.util.concurrent.CancellationException("Stopped");
    if (step % 100 == 0) System.out.println(step);
    for (long end = System.nanoTime() + 2_000_000; System.nanoTime() < end; ) { }
}"""),
    ("after-stop", """int seen = step;
Thread.sleep(300);
if (seen != step) throw new IllegalStateException("it runs on behind the user's back");
"stands at " + step"""))
STOPPED = {"plain": "Evaluation interrupted", "00": "Stopped at step [0-9]"}  # what a stopped cell says


def plain():
    """A loop of plain Java, so that a lesson's failure can be told from the kernel's."""
    cells = [nbformat.v4.new_code_cell(source, metadata={"tags": [tag]}) for tag, source in PLAIN]
    kernel = {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=kernel)


def lesson(number, fast=True):
    path = next(places.NOTEBOOKS.glob(f"{number}-*.ipynb"), None)
    if path is None:
        pytest.skip(f"there is no lesson {number} yet")
    notebook = nbformat.read(path, as_version=4)
    return parameters.make_fast(notebook) if fast else notebook


def cleared(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


@pytest.mark.parametrize("kernel", (os.environ.get("COURSE_KERNELS") or "java").split())
@pytest.mark.parametrize("number", ["00", "04"])
def test_opening_changes_nothing(open_notebook, number, kernel):
    notebook = lesson(number, fast=False)
    notebook.metadata.kernelspec.update(name=kernel, display_name=get_kernel_spec(kernel).display_name)
    driven = open_notebook(f"{number}-{kernel}", notebook)
    time.sleep(1)  # what a kernel says of itself has arrived, and JupyterLab may note it
    assert not driven.changed
    assert driven.metadata == notebook.metadata

    driven.select(1)
    driven.page.keyboard.press("d")
    driven.page.keyboard.press("d")
    assert driven.changed, "a change would not have been seen"


@pytest.mark.parametrize("number", ["00", "01", "02", "03", "04"])
def test_runs_by_the_menu_and_shows_its_outputs_when_reopened(open_notebook, number):
    driven = open_notebook(number, cleared(lesson(number)))
    driven.run_all(seconds=240)
    assert not driven.errors()
    assert all(cell["execution_count"] for cell in driven.cells if cell["cell_type"] == "code" and cell["source"])

    before = shown(driven)
    driven.save()
    driven.open()
    assert shown(driven) == before
    assert driven.page.locator(".jp-Notebook .jp-OutputArea-output:visible").count()


def shown(driven):
    return [cell.get("outputs") for cell in driven.cells]


@pytest.mark.parametrize("number", ["plain", "00", "01", "02", "03", "04"])
def test_a_hyperparameter_changed_by_typing_takes_effect(open_notebook, number):
    notebook = plain() if number == "plain" else cleared(lesson(number))
    cell = parameters.tagged(notebook, "parameters")[0]
    name, old = re.search(r"^int\s+(\w+)\s*=\s*(\d+);", cell.source, re.MULTILINE).groups()
    new = str(int(old) + 1)
    driven = open_notebook(number, notebook)
    at = driven.index("parameters")
    driven.run_above(at + 1, seconds=60)

    driven.type_over(at, old, new)
    driven.run(at, seconds=30)
    driven.page.keyboard.press("b")  # a new cell below
    driven.page.keyboard.press("Enter")
    driven.page.keyboard.type(f'"{name} is " + {name}')
    driven.page.keyboard.press("Shift+Enter")
    driven.wait_for_idle(30)
    assert f"{name} is {new}" in str(driven.cells)


@pytest.mark.parametrize("number", STOPPED)
def test_training_moves_stops_within_a_second_and_goes_on(open_notebook, number):
    driven = open_notebook(number, plain() if number == "plain" else cleared(lesson(number, fast=False)))
    at = driven.index("stop-me")
    driven.run_above(at, seconds=120)
    assert not driven.errors()

    driven.start(at)
    assert distinct(driven, driven.outputs, at) == 3, "the progress does not move"
    if number != "plain":
        assert distinct(driven, driven.pictures, at) == 3, "the chart does not move"
        driven.wait_until(at, "epoch ([2-9]|1[0-9]) of")  # so that there is an epoch to draw afterwards
    assert driven.status == "busy"
    assert driven.stop_until(at, STOPPED[number]) < 1

    after = driven.index("after-stop")
    driven.run(after, seconds=30)
    assert driven.outputs(after)
    assert driven.errors().count("cell ") == 1  # the one that was stopped


def distinct(driven: DrivenNotebook, read, index, enough=3, seconds=30):
    """How many different things a cell showed while it ran; waits for enough of them."""
    seen = []
    deadline = time.monotonic() + seconds
    while len(seen) < enough and time.monotonic() < deadline:
        now = read(index)
        if now and now not in seen:
            seen.append(now)
        time.sleep(0.05)
    return len(seen)

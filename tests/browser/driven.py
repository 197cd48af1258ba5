"""A notebook open in JupyterLab, driven by menu, keyboard and mouse, and read from the page's own model."""

import json
import time

import nbformat
from course.execute import failures

NOTEBOOK = "jupyterapp.shell.currentWidget"
CELLS = f"{NOTEBOOK}.content.model.sharedModel.cells.map(cell => cell.toJSON())"
STATUS = f"{NOTEBOOK}.sessionContext.session?.kernel?.status"


class DrivenNotebook:

    def __init__(self, page, url):
        self.page, self.url = page, url
        self.open()

    def open(self):
        """Opens the notebook, or opens it again, and waits for its kernel."""
        self.page.goto(self.url, wait_until="domcontentloaded")
        self.page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        self.page.evaluate(f"async () => {{ await {NOTEBOOK}.context.ready; await {NOTEBOOK}.sessionContext.ready;"
                           f" await {NOTEBOOK}.sessionContext.session.kernel.info; }}")

    def shut_down(self):
        """Ends the notebook's kernel, as closing the notebook does not."""
        self.page.evaluate(f"() => {NOTEBOOK}.sessionContext.shutdown()")

    # --- what a person sees

    @property
    def cells(self):
        return self.page.evaluate(f"() => {CELLS}")

    @property
    def metadata(self):
        return self.page.evaluate(f"() => {NOTEBOOK}.content.model.sharedModel.metadata")

    @property
    def changed(self):
        """Whether the tab shows the mark of a notebook that is not saved."""
        return self.page.evaluate(f"() => {NOTEBOOK}.title.className.includes('jp-mod-dirty')")

    @property
    def status(self):
        return self.page.evaluate(f"() => {STATUS}")

    def index(self, tag):
        return next(i for i, cell in enumerate(self.cells) if tag in cell["metadata"].get("tags", []))

    def cell(self, index):
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def outputs(self, index):
        return self.cells[index]["outputs"]

    def errors(self):
        """Each error that stands under a cell, in Java's words; empty without one."""
        return failures(nbformat.from_dict({"cells": self.cells}))

    def pictures(self, index):
        """The pictures in a cell's output, as text to compare."""
        return [json.dumps(output["data"], sort_keys=True) for output in self.outputs(index)
                if any(mark in json.dumps(output.get("data", {})) for mark in ("image/png", "<img", "<svg"))]

    # --- what a person does

    def menu(self, title, item):
        self.page.locator(".lm-MenuBar-itemLabel", has_text=title).first.click()
        self.page.locator(f'.lm-Menu-itemLabel:text-is("{item}")').click()

    def tool(self, command):
        self.page.locator(f'.jp-NotebookPanel-toolbar [data-command="{command}"]').click()

    def select(self, index):
        self.cell(index).locator(".jp-InputPrompt").click()

    def wait_until(self, index, words, also="true"):
        """Waits until a cell's output says these words, a regular expression, and a condition of the page holds."""
        self.page.wait_for_function(
            f"([index, words]) => {also} && new RegExp(words).test(JSON.stringify({CELLS}[index].outputs))",
            arg=[index, words], polling=20)

    def run_all(self, seconds):
        self.menu("Run", "Run All Cells")
        self.wait_for_idle(seconds)

    def run_above(self, index, seconds):
        self.select(index)
        self.menu("Run", "Run All Above Selected Cell")
        self.wait_for_idle(seconds)

    def start(self, index):
        self.select(index)
        self.tool("notebook:run-cell-and-select-next")

    def run(self, index, seconds):
        self.start(index)
        self.wait_for_idle(seconds)

    def stop_until(self, index, words):
        """Presses the stop button; returns the seconds until the kernel is idle and a cell says these words."""
        start = time.monotonic()
        self.tool("notebook:interrupt-kernel")
        self.wait_until(index, words, also=f"{STATUS} == 'idle'")
        return time.monotonic() - start

    def type_over(self, index, old, new):
        """Replaces a number in a cell: double click on it, and type."""
        self.cell(index).locator(f'.cm-line span:text-is("{old}")').first.dblclick()
        self.page.keyboard.type(new)

    def save(self):
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function(f"() => !{NOTEBOOK}.context.model.dirty")

    def wait_for_idle(self, seconds):
        """Waits until nothing runs and nothing is queued."""
        deadline = time.monotonic() + seconds
        quiet = 0
        while quiet < 3:
            assert time.monotonic() < deadline, f"still busy after {seconds} s; errors so far: {self.errors()}"
            waiting = self.page.locator('.jp-Notebook .jp-InputPrompt:text-is("[*]:")').count()
            quiet = quiet + 1 if self.status == "idle" and not waiting else 0
            time.sleep(0.1)

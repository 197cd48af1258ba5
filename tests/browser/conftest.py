import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "environment"), str(Path(__file__).parent)]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
CHANNELS = ("chrome", "msedge")  # where Windows and macOS keep theirs is Playwright's business
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """JupyterLab's address, started as a learner starts it, with all cells of a notebook in the page."""
    settings = shutil.copytree(Path(__file__).parent / "settings", tmp_path_factory.mktemp("user") / "settings")
    command = [sys.executable, ROOT / "environment" / "course.py", "open", "--", "--no-browser",
               "--LabApp.expose_app_in_browser=True", f"--LabApp.user_settings_dir={settings}"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    said = []
    for line in process.stdout:
        said.append(line)
        found = re.search(r"http://\S+", line)
        if found:
            yield urlsplit(found[0])
            break
    else:
        pytest.fail("course.py gave no address:\n" + "".join(said), pytrace=False)
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True)
    else:
        process.terminate()
    process.wait(30)


@pytest.fixture(scope="session")
def browser():
    driver = sync_playwright()
    try:
        playwright = driver.start()
    except Exception as error:
        pytest.fail(f"Playwright's driver does not start ({error}). On Debian: apt-get install libatomic1",
                    pytrace=False)
    yield launch(playwright.chromium)
    playwright.stop()


def launch(chromium):
    flags = [*QUIET, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable:
        return chromium.launch(executable_path=executable, args=flags)
    for channel in CHANNELS:
        try:
            return chromium.launch(channel=channel, args=flags)
        except Error:
            continue
    return pytest.skip("no browser: install Chromium, Chrome or Edge")


@pytest.fixture
def page(browser):
    page = browser.new_context(viewport={"width": 1300, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    yield page
    page.context.close()


@pytest.fixture
def open_notebook(page, address):
    """open_notebook(name, notebook) shows a copy in JupyterLab, in a folder that lies where notebooks/ lies."""
    import nbformat
    from driven import DrivenNotebook

    folder = ROOT / "target"
    copies, shown = [], []

    def show(name, notebook):
        shutil.copytree(ROOT / "notebooks" / "results", folder / "results", dirs_exist_ok=True)
        copies.append(folder / f"driven-{name}.ipynb")
        nbformat.write(notebook, copies[-1])
        url = f"http://{address.netloc}/lab/tree/target/{copies[-1].name}?reset&{address.query}"
        shown.append(DrivenNotebook(page, url))
        return shown[-1]

    yield show
    for driven in shown:
        driven.shut_down()
    page.goto("about:blank")
    for copy in copies:
        copy.unlink(missing_ok=True)

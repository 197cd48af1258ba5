"""The latent explorer in a real browser: what its script draws against what DJL draws, and how it is moved."""

import os
import subprocess
from base64 import b64encode

import nbformat
import pytest
from course import machine, places

EXPLORER = ".latent-explorer"
IMAGE = ".image > canvas"
DIE = 'button:has-text("Gaussian")'

LARGEST_DIFFERENCE = """([codings, pixels]) => {
    const floats = text => new Float32Array(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
    const root = document.querySelector(".latent-explorer"), z = floats(codings), expected = floats(pixels);
    let largest = 0;
    for (let i = 0, size = z.length / 1000; i < 1000; i++)
        root.decode(z.subarray(i * size, (i + 1) * size)).forEach((pixel, p) => {
            const difference = Math.abs(pixel - expected[784 * i + p]);
            largest = difference <= largest ? largest : difference;
        });
    return largest;
}"""
FRAMES = """async () => {
    const pad = document.querySelector(".pad canvas"), slider = document.querySelector("input");
    const box = pad?.getBoundingClientRect(), start = performance.now();
    let frames = 0;
    for (; performance.now() - start < 2000; frames++) {
        await new Promise(requestAnimationFrame);
        const at = frames % 100 / 100;
        if (pad) pad.dispatchEvent(new PointerEvent("pointermove",
            { clientX: box.left + at * box.width, clientY: box.top + at * box.height }));
        slider.value = 6 * at - 3;
        if (!pad) slider.dispatchEvent(new Event("input"));
    }
    return frames / 2;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Explorers of decoders that were trained for a moment, and what DJL draws with them at 1,000 codings."""
    folder = tmp_path_factory.mktemp("explorers")
    program = places.TESTS / "java" / "generative" / "plot" / "explorer" / "ExplorerPage.java"
    command = [machine.find_jdk().java, "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-cp", places.LIB / "*",
               program, folder, 55_000]
    subprocess.run(list(map(str, command)), check=True, timeout=300, cwd=places.ROOT,
                   env={**os.environ, "OPT_OUT_TRACKING": "true", "OMP_WAIT_POLICY": "PASSIVE"})
    return folder


@pytest.fixture
def show(page, folder):
    """show(2, 20) shows these explorers on a page, each as an element; none may ask for anything or fail."""
    trouble = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: request.url.startswith("data:") or trouble.append(request.url))

    def show(*codings):
        page.set_content("\n".join((folder / f"explorer-{n}.html").read_text(encoding="utf-8") for n in codings))
        return [page.locator(EXPLORER).nth(i) for i in range(len(codings))]

    yield show
    assert not trouble


def picture(explorer):
    return explorer.locator(IMAGE).evaluate("canvas => canvas.toDataURL()")


@pytest.mark.parametrize("codings", [2, 20])
def test_draws_what_djl_draws(show, page, folder, codings):
    show(codings)
    written = [b64encode((folder / f"{what}-{codings}").read_bytes()).decode() for what in ("codings", "pixels")]
    largest = page.evaluate(LARGEST_DIFFERENCE, written)
    print(f"{codings} codings: the largest difference in 784,000 pixels is {largest:.4f}")
    assert largest < 0.02


@pytest.mark.parametrize("codings", [2, 20])
def test_draws_thirty_frames_a_second(show, page, codings):
    show(codings)
    frames = page.evaluate(FRAMES)
    print(f"{codings} codings: {frames:.0f} frames a second")
    assert frames >= 30


def test_follows_the_pointer_over_the_plane(show, page):
    [explorer] = show(2)
    seen = {picture(explorer)}
    box = explorer.locator(".pad canvas").bounding_box()
    for across, up, says in ((0.25, 0.5, ["\u22121.50", "0.00"]), (0.75, 0.25, ["1.50", "\u22121.50"])):
        page.mouse.move(box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"])
        assert explorer.locator("output").all_inner_texts() == says
        seen.add(picture(explorer))
    assert len(seen) == 3


@pytest.mark.parametrize("codings", [2, 20])
def test_follows_sliders_keys_and_buttons(show, page, codings):
    [explorer] = show(codings)
    at_zero = picture(explorer)
    last = explorer.locator("input").last
    last.fill("1.5")
    moved = picture(explorer)
    last.focus()
    page.keyboard.press("ArrowRight")
    assert explorer.locator("output").last.inner_text() == "1.52"
    by_key = picture(explorer)
    explorer.locator(DIE).click()
    drawn = picture(explorer)
    explorer.locator(DIE).click()
    assert len({at_zero, moved, by_key, drawn, picture(explorer)}) == 5
    explorer.locator('button:has-text("all 0")').click()
    assert picture(explorer) == at_zero


def test_shows_the_tile_under_the_pointer_and_at_the_sliders(show, page):
    show("tiles")
    explorer = page.locator(".latent-tiles")
    picture = lambda: explorer.locator("canvas").evaluate("canvas => canvas.toDataURL()")
    box = explorer.locator("img").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    assert explorer.locator("output").all_inner_texts() == ["\u22123.00", "3.00"]
    corner = picture()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert explorer.locator("output").all_inner_texts() == ["0.00", "0.00"]
    middle = picture()
    explorer.locator("input").last.focus()
    page.keyboard.press("ArrowUp")
    assert explorer.locator("output").last.inner_text() == "0.30"
    assert len({corner, middle, picture()}) == 3


def test_explorers_on_one_page_do_not_meet(show):
    explorers = show(2, 20, 2)  # the first and the last have the same id
    for moved in explorers:
        before = [picture(explorer) for explorer in explorers]
        moved.locator(DIE).click()
        changed = [picture(explorer) != was for explorer, was in zip(explorers, before)]
        assert changed == [explorer is moved for explorer in explorers]


def test_shows_a_picture_where_scripts_are_not_run(browser, folder):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.set_content((folder / "explorer-2.html").read_text(encoding="utf-8"))
    assert page.locator(f"{EXPLORER} img").bounding_box()["width"] == 9 * 28
    assert page.get_by_text("run this cell").is_visible()
    page.context.close()


def test_moves_in_jupyterlab_also_when_reopened(open_notebook):
    driven = open_notebook("explorer", notebook())
    driven.run_all(seconds=60)
    assert not driven.errors()
    for _ in range(2):
        explorers = driven.page.locator(EXPLORER)
        for explorer in (explorers.nth(0), explorers.nth(1)):
            before = picture(explorer)
            explorer.locator("input").first.focus()
            driven.page.keyboard.press("ArrowDown")  # JupyterLab's key for the next cell
            assert explorer.locator("output").first.inner_text() == "\u22120.02"
            assert picture(explorer) != before
            by_key = picture(explorer)
            explorer.locator(".pad canvas").hover(position={"x": 300, "y": 60})  # by the mouse, up and to the right
            assert float(explorer.locator("output").first.inner_text()) > 1
            assert picture(explorer) not in (before, by_key)
            explorer.locator('button:has-text("all 0")').click()
        driven.save()
        driven.open()


def notebook():
    cells = ["%classpath ../environment/lib/*.jar\n%load ../environment/course.jshell",
             "var network = new Autoencoder(784, layers(500, 500), 2);\n"
             "network.initialize(Compute.newManager(), DataType.FLOAT32, new Shape(1, 784));\n"
             "show(latentExplorer(network.decoder()));",
             "latentExplorer(network.decoder())"]
    kernel = {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}}
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=kernel)

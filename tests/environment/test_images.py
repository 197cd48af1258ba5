"""README's figures, taken out of notebooks."""

import base64

import nbformat
import pytest
from course import images, places
from nbformat.v4 import new_code_cell, new_notebook, new_output


def shown(**data):
    return new_output("display_data", data={kind.replace("_", "/"): content for kind, content in data.items()})


def encoded(content):
    return base64.b64encode(content).decode()


def animation(content):
    return shown(text_html=f'<img width="4" alt="a film" src="data:image/gif;base64,{encoded(content)}">')


PROGRESS = shown(text_html=f'<img alt="losses so far" src="data:image/png;base64,{encoded(b"losses")}">')


@pytest.mark.parametrize("outputs, name, content", [
    ([shown(image_png=encoded(b"first")), shown(image_png=encoded(b"last"))], "plane.png", b"last"),
    ([PROGRESS, animation(b"film")], "plane.gif", b"film"),
    ([shown(image_png=encoded(b"still")), animation(b"film")], "plane.gif", b"film"),
    ([animation(b"film"), shown(image_png=encoded(b"still"))], "plane.png", b"still")])
def test_the_last_picture_of_a_tagged_cell(elsewhere, monkeypatch, outputs, name, content):
    monkeypatch.setattr(places, "IMAGES", elsewhere / "images")
    cells = [new_code_cell("1", outputs=outputs, metadata={"tags": ["image-plane"]}), new_code_cell("2")]
    nbformat.write(new_notebook(cells=cells), places.NOTEBOOKS / "02-lesson.ipynb")
    images.extract()
    assert [(path.name, path.read_bytes()) for path in places.IMAGES.iterdir()] == [(name, content)]

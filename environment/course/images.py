"""Takes README's figures out of the notebooks that made them: the last picture of a cell tagged "image-NAME".

A still picture becomes NAME.png, an animation NAME.gif. The house is drawn out of the code."""

import base64
import re

import nbformat

from . import house, places, whole

TAG = "image-"
ANIMATION = re.compile("data:image/gif;base64,([A-Za-z0-9+/=]+)")


def extract():
    places.IMAGES.mkdir(exist_ok=True)
    for path in sorted(places.NOTEBOOKS.glob("[0-9]*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for tag in cell.metadata.get("tags", []):
                if tag.startswith(TAG):
                    suffix, picture = last_picture(cell)
                    file = places.IMAGES / f"{tag.removeprefix(TAG)}.{suffix}"
                    whole.write(file, picture)
                    print(f"{file.relative_to(places.ROOT)} from {path.name}")


def last_picture(cell):
    pictures = [picture for output in cell.outputs for picture in pictures_of(output.get("data", {}))]
    suffix, content = pictures[-1]
    return suffix, base64.b64decode(content)


def pictures_of(data):
    """The pictures of one output, as their file names' suffix and Base64: a PNG, or animations within HTML."""
    if "image/png" in data:
        yield "png", data["image/png"]
    for content in ANIMATION.findall(data.get("text/html", "")):
        yield "gif", content


if __name__ == "__main__":
    extract()
    house.write()

"""Takes README's figures out of the notebooks that made them: the last picture of a cell tagged "image-NAME"."""

import base64

import nbformat

from . import places

TAG = "image-"


def extract():
    places.IMAGES.mkdir(exist_ok=True)
    for path in sorted(places.NOTEBOOKS.glob("[0-9]*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for tag in cell.metadata.get("tags", []):
                if tag.startswith(TAG):
                    file = places.IMAGES / f"{tag.removeprefix(TAG)}.png"
                    file.write_bytes(last_picture(cell))
                    print(f"{file.relative_to(places.ROOT)} from {path.name}")


def last_picture(cell):
    pictures = [output.data["image/png"] for output in cell.outputs if "image/png" in output.get("data", {})]
    return base64.b64decode(pictures[-1])


if __name__ == "__main__":
    extract()

"""Renders the notebooks as a site; runs with the virtual environment's Python, since it needs nbconvert."""

import html
import sys
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from . import console, places, whole

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Generative Java</title>
<style>
  body {{ max-width: 44rem; margin: 4rem auto; padding: 0 1.5rem; color: #24292f; background: #fff;
         font: 1.1rem/1.6 system-ui, sans-serif; }}
  h1 {{ font-size: 2.4rem; line-height: 1.2; margin-bottom: 0; }}
  h1 + p {{ color: #57606a; margin-top: .5rem; }}
  ol {{ list-style: none; padding: 0; }}
  li {{ border-top: 1px solid #d0d7de; padding: 1.2rem 0; }}
  li p {{ margin: .3rem 0 0; }}
  a {{ color: #0550ae; text-decoration: none; }}
  a:hover {{ text-decoration: underline; }}
  li > a {{ font-size: 1.3rem; font-weight: 600; }}
  small a {{ color: #57606a; }}
</style>
</head>
<body>
<h1>Generative Java</h1>
<p>From autoencoder to Wasserstein GAN, in Java notebooks</p>
<ol>
{lessons}
</ol>
</body>
</html>
"""
LESSON = """<li><a href="{page}">{title}</a>
<p>{about}</p>{solutions}</li>"""


def main(notebooks):
    lessons = [path for path in notebooks if path.parent == places.NOTEBOOKS]
    exporter = HTMLExporter(embed_images=True, require_js_url="", jquery_url="")
    for path in notebooks:
        with console.step(f"Rendering {path.name}"):
            page = places.SITE / page_of(path)
            page.parent.mkdir(parents=True, exist_ok=True)
            body, _ = exporter.from_filename(str(path), resources={"metadata": {"path": str(path.parent),
                                                                                "name": path.stem}})
            whole.write(page, body.encode())
    entries = "\n".join(entry(lesson, notebooks) for lesson in lessons)
    whole.write(places.SITE / "index.html", PAGE.format(lessons=entries).encode())
    print(f"The course is in {places.SITE / 'index.html'}")


def page_of(path):
    return path.relative_to(places.NOTEBOOKS).with_suffix(".html").as_posix()


def entry(lesson, notebooks):
    title, about = opening(lesson)
    number = lesson.name.split("-")[0]
    solutions = [f'<a href="{page_of(path)}">Solutions</a>' for path in notebooks
                 if path.parent == places.SOLUTIONS and path.name.startswith(f"{number}-")]
    return LESSON.format(page=page_of(lesson), title=html.escape(title), about=html.escape(about),
                         solutions=f"<small>{' '.join(solutions)}</small>" if solutions else "")


def opening(lesson):
    """A lesson's title and the first paragraph under it, as plain text."""
    notebook = nbformat.read(lesson, as_version=4)
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    title, _, rest = paragraphs[0].partition("\n")
    about = rest.strip() or next((part for part in paragraphs[1:] if not part.startswith(("#", "!", "<", "|"))), "")
    return title.lstrip("# "), about.replace("*", "").replace("`", "").replace("\n", " ")


if __name__ == "__main__":
    console.unicode_everywhere()
    main([Path(name) for name in sys.argv[1:]])

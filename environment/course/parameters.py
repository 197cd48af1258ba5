"""The hyperparameter cell, and the smaller values that its metadata offers for a quick run.

The cell is tagged "parameters"; its metadata may hold "fast", a map from names to values,
such as {"epochs": 1, "data": "mnist"}.
"""

import json
import re

DECLARATION = r"^(\s*(?:final\s+)?([\w.<>\[\]]+)\s+{name}\s*=\s*)([^;]*?)(\s*;)"


def tagged(notebook, tag):
    """The cells of a notebook that carry a tag."""
    return [cell for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def make_fast(notebook):
    """Replaces the literals of the parameters cell by the fast ones, types kept."""
    for cell in tagged(notebook, "parameters"):
        cell.source = replaced(cell.source, cell.metadata.get("fast", {}))
    return notebook


def replaced(source, values):
    """The source with the literals of these declarations replaced. Raises a ValueError for a name it lacks."""
    for name, value in values.items():
        declaration = re.compile(DECLARATION.format(name=re.escape(name)), re.MULTILINE)
        if not declaration.search(source):
            raise ValueError(f'"fast" names {name}, which the parameters cell does not declare')
        source = declaration.sub(lambda found, value=value: found[1] + literal(found[2], value) + found[4], source)
    return source


def literal(java_type, value):
    """A value as a Java literal of a type; a string is taken as Java already, except for a String."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "{" + ", ".join(literal(java_type.removesuffix("[]"), item) for item in value) + "}"
    if isinstance(value, str):
        return json.dumps(value) if java_type == "String" and not value.startswith('"') else value
    return f"{value}{ {'float': 'f', 'long': 'L'}.get(java_type, '') }".replace(" ", "")

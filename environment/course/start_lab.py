"""Starts JupyterLab, without the URI grammar that jsonschema would build for a second and that Jupyter never uses."""

import sys

sys.modules["rfc3987_syntax"] = None  # jsonschema takes this for "not installed"

from jupyterlab.labapp import main  # noqa: E402

sys.exit(main())

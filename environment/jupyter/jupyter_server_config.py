"""The course's JupyterLab; what follows "--" on the course's command line overrides each line of this."""

import os
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parents[1]
sys.path.append(str(ENVIRONMENT))

c = get_config()  # noqa: F821, Jupyter provides it
c.ServerApp.root_dir = str(ENVIRONMENT.parent)
c.ServerApp.kernel_websocket_connection_class = "course.connection.SameLanguage"
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port_retries = 200
c.ServerApp.allow_root = hasattr(os, "geteuid") and os.geteuid() == 0
c.LanguageServerManager.autodetect = False  # it would ask npm, which writes logs into the user's folder
c.LabApp.default_url = "/lab/tree/notebooks/00-start-here.ipynb"

"""What JupyterLab hears from a kernel; runs in Jupyter's server."""

from jupyter_client.session import DELIM
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from . import kernels

HEADER, CONTENT = 1, 4  # in a message's parts, behind the signature


class SameLanguage(ZMQChannelsWebsocketConnection):
    """Every Java kernel tells of its language what the lessons say of theirs.

    JupyterLab writes what it is told into the notebook. A kernel tells the JDK's version, too, so a lesson that is
    opened on another JDK than it was made on would count as changed before anything was done.
    """

    def handle_outgoing_message(self, stream, outgoing_msg):
        identities, parts = self.session.feed_identities(outgoing_msg)
        if b"kernel_info_reply" in bytes(parts[HEADER]):
            content = self.session.unpack(parts[CONTENT])
            if content.get("language_info", {}).get("name") == "Java":
                parts[CONTENT] = self.session.pack({**content, "language_info": kernels.LANGUAGE})
                parts[0] = self.session.sign(parts[1:5])
        super().handle_outgoing_message(stream, [*identities, DELIM, *parts])

"""
A store that answers every call with nothing at all.
"""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class _Silent(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """
        Answer 200 and no body.
        """
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """
        Write no log.
        """


class SilentStore:
    """
    A web server whose pages are empty.
    """

    def __init__(self) -> None:
        self._server = HTTPServer(("127.0.0.1", 0), _Silent)
        self.url = f"http://127.0.0.1:{self._server.server_port}/store"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """
        Stop.
        """
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

"""Traces go to a collector when one is named."""
import http.server
import json
import os
import sys
import threading
import urllib.request

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import Loam, temporary_folder  # noqa: E402


@pytest.fixture
def collector():
    received = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, self.headers.get("X-Team"), json.loads(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", received
    server.shutdown()
    server.server_close()


def test_spans_reach_the_collector_before_the_process_ends(collector):
    """a request's span goes to the collector, with the operator's header fields, before the process has ended"""
    url, received = collector
    with temporary_folder() as folder:
        with Loam(folder, "--otlp-endpoint", url, environment={"LOAM_OTLP_HEADERS": "X-Team=weavers"}) as loam:
            urllib.request.urlopen(loam.url + "/ready").read()
    assert {path for path, _, _ in received} == {"/v1/traces"}
    assert {team for _, team, _ in received} == {"weavers"}
    spans = [span for _, _, body in received for resource in body["resourceSpans"]
             for scope in resource["scopeSpans"] for span in scope["spans"]]
    assert "GET /ready" in {span["name"] for span in spans}

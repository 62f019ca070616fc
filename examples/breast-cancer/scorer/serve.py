"""A small scoring service: POST /score with a JSON object of features, GET /health.

python -m scorer.serve MODEL.json PORT
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from scorer.model import InvalidRowError, Model


def handler(model):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # headers and body in one packet

        def answer(self, status, body):
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self):  # noqa: N802 - the name is the base class's
            self.answer(200 if self.path == "/health" else 404, {"kind": model.kind})

        def do_POST(self):  # noqa: N802 - the name is the base class's
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                row = json.loads(body)
                self.answer(200, {"score": model.score(row), "prediction": model.predict(row)})
            except (InvalidRowError, json.JSONDecodeError) as e:
                self.answer(422, {"error": str(e)})

        def log_message(self, format, *args):
            pass

    return Handler


def server(model, port):
    return ThreadingHTTPServer(("127.0.0.1", port), handler(model))


if __name__ == "__main__":
    server(Model.load(sys.argv[1]), int(sys.argv[2])).serve_forever()

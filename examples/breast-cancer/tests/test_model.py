"""Behaviour every model must have, whatever its accuracy."""

import math
import threading
import time
import urllib.error
import urllib.request

import pytest

from scorer import InvalidRowError, Model
from scorer.serve import server


class TestInputValidation:
    @pytest.mark.parametrize("value", ["12.5", None, True, float("nan"), float("inf"), -1.0])
    def test_bad_value_is_refused(self, model, rows, value):
        row = dict(rows["typical"][0])
        row[model.features[0]] = value
        with pytest.raises(InvalidRowError):
            model.score(row)

    def test_missing_feature_is_refused(self, model, rows):
        row = dict(rows["typical"][0])
        del row[model.features[-1]]
        with pytest.raises(InvalidRowError, match="missing feature"):
            model.score(row)

    def test_unknown_kind_is_refused(self):
        with pytest.raises(ValueError, match="unknown kind"):
            Model({"kind": "oracle", "features": []})


class TestInvariance:
    def test_order_of_columns_does_not_matter(self, model, rows):
        for row in rows["typical"]:
            assert model.score(dict(reversed(row.items()))) == model.score(row)

    def test_other_columns_do_not_matter(self, model, rows):
        for row in rows["typical"]:
            assert model.score({**row, "patient": "x", "site": 3}) == model.score(row)

    def test_tiny_changes_change_little(self, model, rows):
        for row in rows["typical"]:
            near = {k: v * (1 + 1e-6) for k, v in row.items()}
            assert math.isclose(model.score(near), model.score(row), abs_tol=1e-3)


class TestKnownCases:
    @pytest.mark.parametrize("index", range(4))
    def test_clearly_benign(self, model, rows, index):
        assert model.predict(rows["clearly benign"][index]) == "benign"

    @pytest.mark.parametrize("index", range(4))
    def test_clearly_malignant(self, model, rows, index):
        assert model.predict(rows["clearly malignant"][index]) == "malignant"


class TestLatency:
    def test_thousand_rows_in_a_second(self, model, rows, record_testsuite_property):
        row = rows["typical"][0]
        start = time.perf_counter()
        for _ in range(1000):
            model.score(row)
        seconds = time.perf_counter() - start
        record_testsuite_property("rows_per_second", round(1000 / seconds))
        assert seconds < 1

    @pytest.mark.skip(reason="needs the production hardware")
    def test_million_rows_in_a_minute(self):
        pass


def test_service(model, rows):
    service = server(model, 0)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{service.server_port}/"
    try:
        with urllib.request.urlopen(url + "health", timeout=5) as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError, match="422"):
            urllib.request.urlopen(url + "score", data=b"{}", timeout=5)
    finally:
        service.shutdown()
        service.server_close()

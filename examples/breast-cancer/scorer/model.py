"""The two kinds of models: logistic regression and Gaussian naive Bayes."""

import json
import math
from pathlib import Path


class InvalidRowError(ValueError):
    """A row that cannot be scored."""


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    return math.exp(x) / (1 + math.exp(x))


class Model:
    def __init__(self, description):
        self.kind = description["kind"]
        self.features = description["features"]
        self.threshold = description.get("threshold", 0.5)
        self.parts = description
        if self.kind not in ("logistic", "naive_bayes"):
            raise ValueError(f"unknown kind of model: {self.kind}")

    @classmethod
    def load(cls, path):
        return cls(json.loads(Path(path).read_text(encoding="utf-8")))

    def values(self, row):
        """The features of a row in the model's order."""
        out = []
        for name in self.features:
            if name not in row:
                raise InvalidRowError(f"missing feature: {name}")
            value = row[name]
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise InvalidRowError(f"not a number: {name}")
            if not math.isfinite(value) or value < 0:
                raise InvalidRowError(f"out of range: {name} = {value}")
            out.append(value)
        return out

    def score(self, row):
        """The probability that the tumour is malignant."""
        x = self.values(row)
        if self.kind == "logistic":
            total = self.parts["intercept"]
            for value, mean, scale, weight in zip(
                x, self.parts["mean"], self.parts["scale"], self.parts["weights"], strict=True
            ):
                total += (value - mean) / scale * weight
            return sigmoid(total)
        logs = []
        for prior, means, variances in zip(
            self.parts["prior"], self.parts["means"], self.parts["variances"], strict=True
        ):
            log = math.log(prior)
            for value, mean, variance in zip(x, means, variances, strict=True):
                log -= 0.5 * math.log(2 * math.pi * variance) + (value - mean) ** 2 / (2 * variance)
            logs.append(log)
        return sigmoid(logs[1] - logs[0])

    def predict(self, row):
        return "malignant" if self.score(row) >= self.threshold else "benign"

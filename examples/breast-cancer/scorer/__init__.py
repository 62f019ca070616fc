"""Scoring of tumour measurements with a model read from JSON; no dependency but Python."""

from scorer.model import InvalidRowError, Model

__all__ = ["InvalidRowError", "Model"]

import json
import os
from pathlib import Path

import pytest

from scorer import Model


@pytest.fixture(scope="session")
def folder():
    return Path(os.environ["MODEL_DIR"])


@pytest.fixture(scope="session")
def model(folder):
    return Model.load(folder / "model.json")


@pytest.fixture(scope="session")
def rows():
    """A few rows of the data set, by what they are."""
    return json.loads((Path(__file__).parent / "rows.json").read_text(encoding="utf-8"))

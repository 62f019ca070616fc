"""Writes nested.parquet: a label column of lists, which no metric can be made of."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

table = pa.table({"label": [[1], [0, 1]], "prediction": [1, 0]})
pq.write_table(table, Path(__file__).with_name("nested.parquet"))

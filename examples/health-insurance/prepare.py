"""Writes data/ from the RAND Health Insurance Experiment as it ships with statsmodels (public domain)."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from statsmodels.datasets import randhie

PLAIN = {"idp": "int8", "hlthg": "int8", "hlthf": "int8", "hlthp": "int8"}


def parquet(table: pd.DataFrame, path: str) -> None:
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), path, compression="zstd")


people = randhie.load_pandas().data.astype(PLAIN)
train, later = people.iloc[::2], people.iloc[1::2]
parquet(train, "data/train.parquet")
# The rows between, and those of them whose people pay a part of each bill themselves.
later.to_csv("data/later.csv.gz", index=False, compression={"method": "gzip", "mtime": 0})
parquet(later[later.lncoins > 0], "data/cost-sharing.parquet")

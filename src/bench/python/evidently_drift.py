"""What Evidently needs for the comparison that DriftScan times: python evidently_drift.py REFERENCE.parquet CURRENT.parquet"""

import resource
import sys
import time

import evidently
import pandas
from evidently import DataDefinition, Dataset, Report
from evidently.presets import DataDriftPreset

start = time.perf_counter()
reference, current = (pandas.read_parquet(path) for path in sys.argv[1:3])
read = time.perf_counter() - start
texts = [name for name in reference if reference[name].dtype == object]
definition = DataDefinition(
    numerical_columns=[name for name in reference if name not in texts], categorical_columns=texts
)
result = Report([DataDriftPreset()]).run(
    Dataset.from_pandas(current, data_definition=definition), Dataset.from_pandas(reference, data_definition=definition)
)
drifted = next(metric for metric in result.dict()["metrics"] if "DriftedColumns" in metric["metric_name"])["value"]
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(
    f"Evidently {evidently.__version__}, {len(reference)} rows a side: {seconds:.1f} s ({read:.1f} s of it reading), "
    f"peak {peak:.0f} MB, drifted {drifted}"
)

"""run_dag.py DAG TIME: prints what the DAG says of itself, runs its task of that time, and says how the task has ended."""

import json
import runpy
import sys
from datetime import datetime

from airflow import decorators

runpy.run_path(sys.argv[1])
settings = decorators.SETTINGS
(task,) = decorators.TASKS
print(json.dumps({
    "schedule": settings["schedule"],
    "zone": str(settings["start_date"].tzinfo),
    "catchup": settings["catchup"],
    "max_active_runs": settings["max_active_runs"],
    "retries": settings["default_args"]["retries"],
}))
try:
    task(data_interval_end=datetime.fromisoformat(sys.argv[2]))
    print("done")
except Exception as failure:
    print(type(failure).__name__)

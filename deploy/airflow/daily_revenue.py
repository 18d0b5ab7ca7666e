"""Publishes each business day at 04:00, for Airflow 2.4 or later. What to change: docs/deploy.md."""

import subprocess
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

# Where the store is that closes its books last.
ZONE = ZoneInfo("America/New_York")

# A day is withheld, differs, or does not agree with the bank, or the ledger does not balance: the same would come out again.
FINAL = 3


def command(day):
    return [
        "/opt/tideline/scripts/run", "daily-revenue", "--runner", "flink",
        "--input", "/data/orders", "--stores", "/data/stores.jsonl",
        "--output", "/data/books", "--date", str(day),
    ]


@dag(
    schedule="0 4 * * *",
    start_date=datetime(2026, 3, 1, tzinfo=ZONE),
    # A late run publishes what one on time would, and a day that stands is left as it is: days that were missed are made up.
    catchup=True,
    # One run at a time publishes in a folder.
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=10)},
)
def daily_revenue():
    @task
    def close_day(data_interval_end=None):
        # When the run was due, also if it is late or tried again.
        day = data_interval_end.astimezone(ZONE).date() - timedelta(days=1)
        status = subprocess.run(command(day)).returncode
        if status == FINAL:
            raise AirflowFailException(f"exit status {status}: it is not tried again")
        if status != 0:
            raise AirflowException(f"exit status {status}")

    close_day()


daily_revenue()

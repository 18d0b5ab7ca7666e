"""Takes the place of Airflow's own: keeps what a DAG says of itself, and its tasks."""

SETTINGS = {}
TASKS = []


def dag(**settings):
    SETTINGS.update(settings)
    return lambda definition: definition


def task(function):
    return lambda: TASKS.append(function)

"""Named as Airflow's own are."""


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass

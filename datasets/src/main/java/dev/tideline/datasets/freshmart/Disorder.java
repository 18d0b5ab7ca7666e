package dev.tideline.datasets.freshmart;

/**
 * How much goes wrong on the way from a till to the cluster: the share of events each cause
 * strikes, from 0 (never) to 1. Each cause has its own chance, so none shifts what another one
 * does.
 *
 * @param late held up by a slow network, for one second to eight minutes
 * @param offline seen by a till without a connection, for minutes to hours; at most {@link
 *     #MOST_OFFLINE}
 * @param duplicate sent again, one to three times, with the same event id and a later ingest
 * @param skew belong to an order whose till has a wrong clock, by one second to half an hour, early
 *     or late
 * @param broken damaged so that they are no events any more, in every way that there is
 */
public record Disorder(double late, double offline, double duplicate, double skew, double broken) {

  /** The largest share of events that tills without a connection can see. */
  public static final double MOST_OFFLINE = 1.0 / 3;
}

package dev.tideline.order;

/** The steps in the life of an order. */
public enum OrderType {
  /** The customer ordered. */
  PLACED,
  /** The order, or some of its lines, was called off before it was handed over. */
  CANCELLED,
  /** Money was given back after the order was handed over. */
  REFUNDED,
  /** The order was handed over. */
  FULFILLED;

  private static final OrderType[] ALL = values();

  /** The type of that name, or null. */
  public static OrderType of(String name) {
    for (OrderType type : ALL) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }
}

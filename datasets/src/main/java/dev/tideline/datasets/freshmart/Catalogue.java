package dev.tideline.datasets.freshmart;

import dev.tideline.money.Amount;
import dev.tideline.order.OrderLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What FreshMart sells, and for how much in each currency. Lines are made once and shared: they are
 * immutable, and there are only so many.
 */
final class Catalogue {

  /** How many articles there are. */
  static final int ARTICLES = 320;

  /** The most units on one line. */
  static final int MOST_UNITS = 5;

  private static final String[] CATEGORIES = {
    "Bakery", "Beverages", "Breakfast", "Cheese", "Coffee", "Dairy", "Deli", "Eggs",
    "Fish", "Frozen", "Fruit", "Household", "Meat", "Pasta", "Snacks", "Vegetables"
  };

  /** How many units of a currency one dollar buys, about; and how many decimals its coins have. */
  private record Exchange(int perDollar, int decimals) {}

  private static final Map<String, Exchange> EXCHANGE =
      Map.of(
          "AUD", new Exchange(2, 2),
          "BRL", new Exchange(5, 2),
          "EUR", new Exchange(1, 2),
          "GBP", new Exchange(1, 2),
          "INR", new Exchange(80, 2),
          "JPY", new Exchange(150, 0),
          "USD", new Exchange(1, 2),
          "ZAR", new Exchange(18, 2));

  /** What an article costs in dollar cents. */
  private static final Span CENTS = Span.of(49, 2_999);

  private final List<OrderLine> lines = new ArrayList<>(ARTICLES * MOST_UNITS);

  private Catalogue(Exchange exchange) {
    for (int article = 0; article < ARTICLES; article++) {
      for (int quantity = 1; quantity <= MOST_UNITS; quantity++) {
        lines.add(line(article, quantity, exchange));
      }
    }
  }

  /** The catalogue in a currency. */
  static Catalogue in(String currency) {
    return new Catalogue(EXCHANGE.get(currency));
  }

  /** The line for some units of an article. */
  OrderLine line(int article, int quantity) {
    return lines.get(article * MOST_UNITS + quantity - 1);
  }

  /**
   * An article's price and cost per unit hang on its number alone, so every seed sells the same.
   */
  private static OrderLine line(int article, int quantity, Exchange exchange) {
    Chance chance = Chance.seeded(article);
    long cents = CENTS.at(chance.of(Draw.ARTICLE));
    long price = cents * (Amount.PER_UNIT / 100) * exchange.perDollar();
    long coin = exchange.decimals() == 0 ? Amount.PER_UNIT : Amount.PER_UNIT / 100;
    long priceInCoins = price / coin * coin;
    long costPerMille = 550L + chance.of(Draw.QUANTITY).below(250);
    StringBuilder sku = new StringBuilder("sku-");
    Digits.append(sku, article, 4);
    return new OrderLine(
        sku.toString(),
        CATEGORIES[article % CATEGORIES.length],
        quantity,
        priceInCoins * quantity,
        priceInCoins * costPerMille / 1000 * quantity);
  }
}

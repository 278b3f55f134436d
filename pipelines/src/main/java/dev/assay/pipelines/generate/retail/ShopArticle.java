package dev.assay.pipelines.generate.retail;

import dev.assay.pipelines.generate.RandomStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a shop sells.
 *
 * @param stockCode its number; two may differ in case alone
 * @param name what most lines call it; null for one that no line names
 * @param otherName what a few lines call it
 * @param mills its price in thousandths
 */
record ShopArticle(String stockCode, @Nullable String name, String otherName, long mills) {
  private static final String[] KINDS = {
    "CANDLE",
    "JUMBO BAG",
    "LUNCH BOX",
    "TEA MUG",
    "HEART",
    "CHRISTMAS STAR",
    "KITCHEN SCALES",
    "WALL ART",
    "VINTAGE CLOCK",
    "CAKE STAND",
    "PENCIL",
    "SACK, LARGE",
    "\"RETRO\" POSTER"
  };
  private static final String[] COLOURS = {"RED", "BLUE", "CR\u00c8ME", "IVORY", "GREEN"};

  /** What is billed beside the goods. */
  private static final ShopArticle[] SERVICES = {
    new ShopArticle("POST", "POSTAGE", "POSTAGE", 18_000),
    new ShopArticle("DOT", "DOTCOM POSTAGE", "DOTCOM POSTAGE", 125_000),
    new ShopArticle("M", "Manual", "Manual", 1_250),
    new ShopArticle("gift_0001_20", "Gift Voucher \u00a320.00", "Gift Voucher \u00a320.00", 16_670)
  };

  /** Every tenth is a service; some goods share a number but for its case. */
  static ShopArticle of(int index, RandomStream random) {
    if (index % 10 == 9) {
      return SERVICES[index / 10 % SERVICES.length];
    }
    String kind = random.pick(KINDS);
    String colour = random.pick(COLOURS);
    String number = Integer.toString(20_000 + index / 3);
    String suffix = new String[] {"", "A", "a"}[index % 3];
    return new ShopArticle(
        number + suffix,
        random.chance(0.01) ? null : colour + " " + kind,
        kind + " " + colour,
        random.between(1, 20_000));
  }
}

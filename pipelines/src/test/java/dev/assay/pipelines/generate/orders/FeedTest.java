package dev.assay.pipelines.generate.orders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Orders have one quarter each, and what comes late or again comes when it can. */
class FeedTest {
  private static final long MOST = Long.MAX_VALUE;

  @Property
  void putsEachOrderIntoTheQuarterThatHasIt(
      @ForAll @IntRange(min = 1, max = 100_000) int hours,
      @ForAll @IntRange(min = 1, max = 10_000) int rate,
      @ForAll @LongRange(max = MOST) long any) {
    Feed feed = feed(hours, rate, 1);
    long order = any % feed.orders();

    int quarter = feed.quarterOf(order);

    assertThat(feed.firstOf(quarter), lessThanOrEqualTo(order));
    assertThat(feed.firstOf(quarter + 1), greaterThan(order));
    assertThat(feed.hasFile(quarter), is(true));
    assertThat(feed.firstOf(feed.quarters()), is(feed.orders()));
  }

  @Property
  void timesAnOrderWithinItsQuarter(
      @ForAll @IntRange(min = 1, max = 3_000) int rate,
      @ForAll @LongRange(max = MOST) long any,
      @ForAll long seed) {
    Feed feed = feed(30, rate, seed);
    long number = any % feed.orders();

    long micros = new Orders(feed, new Products(feed)).order(number).micros();

    int quarter = feed.quarterOf(number);
    assertThat(micros, greaterThan(Feed.startOf(quarter)));
    assertThat(micros, lessThan(Feed.startOf(quarter + 1)));
    assertThat(Feed.hourOf(micros), is(quarter / 4));
  }

  /** No file has anything from a later quarter, so that its own orders are the latest in it. */
  @Property
  void deliversInOrAfterTheQuarter(
      @ForAll @IntRange(min = 1, max = 50) int rate,
      @ForAll @LongRange(max = MOST) long any,
      @ForAll long seed) {
    Feed feed = feed(300, rate, seed);
    long number = any % feed.orders();
    Orders orders = new Orders(feed, new Products(feed));
    Order order = orders.order(number);

    Fate fate = new Fates(feed).of(number);

    int quarter = feed.quarterOf(number);
    assertThat(fate.delivered(), greaterThanOrEqualTo(quarter));
    assertThat(feed.hasFile(fate.delivered()), is(true));
    if (fate.isRepeated()) {
      assertThat(fate.repeated(), greaterThanOrEqualTo(fate.delivered()));
      assertThat(feed.hasFile(fate.repeated()), is(true));
    }
    if (fate.isContested()) {
      assertThat(fate.contested(), greaterThanOrEqualTo(fate.delivered()));
      checkRival(orders.rival(number, Feed.startOf(fate.contested())), order, fate);
    }
  }

  private static void checkRival(Order rival, Order order, Fate fate) {
    assertThat(rival.idHigh(), is(order.idHigh()));
    assertThat(rival.idLow(), is(order.idLow()));
    assertThat(rival.micros() == order.micros(), is(false));
    assertThat(rival.micros(), greaterThanOrEqualTo(Feed.startOf(0)));
    assertThat(rival.micros(), lessThan(Math.max(order.micros(), Feed.startOf(fate.contested()))));
  }

  @Property
  void makesAnOrderAnewFromItsNumber(@ForAll @LongRange(max = 999) long number, @ForAll long seed) {
    Feed feed = feed(10, 100, seed);
    Orders orders = new Orders(feed, new Products(feed));
    Order first = orders.order(number);
    orders.order(number / 2);

    assertThat(orders.order(number), is(first));
    assertThat(new Orders(feed, new Products(feed)).order(number), is(first));
  }

  private static Feed feed(int hours, int rate, long seed) {
    return new Feed(hours, rate, 0.5, 0.5, 0.5, 0.1, 0, seed);
  }
}

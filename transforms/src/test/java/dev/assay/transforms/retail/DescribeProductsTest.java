package dev.assay.transforms.retail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescribeProductsTest {

  @ParameterizedTest
  @CsvSource({
    "SCENTED CANDLE BAG, Candles",
    "JUMBO SHOPPER SACK, Bags",
    "LUNCH BOX, Boxes & Cases",
    "PENCIL CASE, Boxes & Cases",
    "CUPCAKES, Mugs & Cups",
    "WHITE HANGING HEART, Heart Items",
    "CHRISTMAS KITCHEN, Christmas",
    "KITCHEN VINTAGE, Kitchenware",
    "WALL ART DOG, Wall Art",
    "Vintage Stand, Vintage",
    "CAKE STAND, Holders & Stands",
    "UMBRELLA, Other"
  })
  void theFirstWordThatANameHoldsTellsTheCategory(String name, String category) {
    assertThat(DescribeProducts.category(name), is(category));
  }

  @Test
  void anArticleWithoutANameIsOfNoCategory() {
    assertThat(DescribeProducts.category(null), is("Other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DOT", "M", "m", "C2", "BANK CHARGES", "gift_0001_20"})
  void feesPostageAndVouchersAreNoProducts(String stockCode) {
    assertThat(DescribeProducts.isProduct(stockCode), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"85123A", "PADS", "DCGS0003", "POSTER"})
  void whatIsSoldIsAProduct(String stockCode) {
    assertThat(DescribeProducts.isProduct(stockCode), is(true));
  }

  @Test
  void ofEquallyFrequentNamesTheFirstInTheAlphabetIsTaken() {
    assertThat(SumProductMonths.mostFrequent(Map.of("B", 2L, "A", 2L, "C", 1L)), is("A"));
    assertThat(SumProductMonths.mostFrequent(Map.of()), is(nullValue()));
  }
}

package dev.assay.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void vouchesForBooksThatBalance() {
    Verdict verdict = Verdict.of(3, 1, 1_000, 0, 12, 0);
    assertThat(verdict.isSound(), is(true));
    assertThat(verdict.sentence(), is("Every record is accounted for, and the books balance."));
    assertThat(verdict.reasons(), hasItem("1 of 3 batches refused: they changed no table"));
  }

  @Test
  void warnsOfRecordsThatAreMissing() {
    Verdict verdict = Verdict.of(1, 0, 1_000, 2, 12, 0);
    assertThat(verdict.isSound(), is(false));
    assertThat(verdict.sentence(), containsString("missing"));
    assertThat(verdict.reasons(), hasItem("2 of 1,000 records are unaccounted for"));
  }

  @Test
  void warnsOfAmountsThatDiffer() {
    Verdict verdict = Verdict.of(1, 0, 1_000, 0, 12, 1);
    assertThat(verdict.isSound(), is(false));
    assertThat(verdict.sentence(), containsString("do not balance"));
    assertThat(verdict.reasons(), hasItem("1 of 12 amounts differ from silver"));
  }
}

package dev.assay.transforms.validate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.transforms.GoldenSchema;
import java.util.List;
import org.apache.beam.sdk.schemas.SchemaCoder;
import org.apache.beam.sdk.schemas.SchemaRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class SchemasTest {

  @Test
  void aViolationHasTheseFields() throws Exception {
    assertThat(
        GoldenSchema.of(Violation.class),
        is(
            """
            rule STRING
            field STRING?
            message STRING
            value STRING?"""));
  }

  @Test
  void aRejectionHasTheseFields() throws Exception {
    assertThat(
        GoldenSchema.of(Rejection.class),
        is(
            """
            dataset STRING
            file STRING
            line INT64
            raw STRING
            violations [(rule, field, message, value)]"""));
  }

  @Test
  void aRejectionComesBackFromItsCoder() throws Exception {
    Rejection rejection =
        Rejection.of(
            "d", "f.csv", 1L << 40, "raw", List.of(Violation.of("r", null, "is bad", "é")));
    SchemaCoder<Rejection> coder = SchemaRegistry.createDefault().getSchemaCoder(Rejection.class);
    byte[] bytes = CoderUtils.encodeToByteArray(coder, rejection);
    assertThat(CoderUtils.decodeFromByteArray(coder, bytes), equalTo(rejection));
  }
}

package dev.assay.pipelines.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

/**
 * All that stands in the page.
 *
 * @param warehouse what it was made from, for a person
 * @param asOf when the latest batch was written, for a person
 */
record Page(
    String warehouse, String asOf, Verdict verdict, List<Part> parts, List<BrokenRule> rules) {

  /** As HTML that needs nothing else; equal for equal pages. */
  String html() {
    StringOutput html = new StringOutput();
    TemplateEngine.createPrecompiled(
            null, ContentType.Html, Page.class.getClassLoader(), Page.class.getPackageName())
        .render("page.jte", Map.of("page", this, "assets", Assets.load()), html);
    return html.toString();
  }
}

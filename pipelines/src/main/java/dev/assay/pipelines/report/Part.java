package dev.assay.pipelines.report;

import java.util.List;

/**
 * A section with its charts, as it stands in the page.
 *
 * @param id unique in the page
 */
record Part(String id, String title, String lead, List<FilledChart> charts) {}

package dev.assay.pipelines.report;

import java.util.List;

/**
 * A part of the report, about the tables of one domain.
 *
 * @param id a word for links
 * @param title as a heading
 * @param lead what it is about, and what its amounts are in
 * @param table the section is there if the warehouse has a table of that name
 * @param charts in the order they are read
 */
record Section(String id, String title, String lead, String table, List<Chart> charts) {}

package dev.assay.transforms.trace;

import java.util.List;

/**
 * What became of one record, from its line to the tables.
 *
 * @param pipeline that took it in
 * @param dataset it belongs to
 * @param file it stands in
 * @param line it starts at
 * @param earlier how many other deliveries have a file of that name, whose records are others
 * @param events all that happened to it, in order
 */
public record Story(
    String pipeline, String dataset, String file, long line, long earlier, List<Event> events) {}

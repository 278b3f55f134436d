package dev.assay.pipelines.generate;

import java.util.Map;

/**
 * What one gold table must hold.
 *
 * @param rows how many rows it has
 * @param totals its columns of money and counts, each summed over all rows, money as text; and of a
 *     column of words, how many rows have each
 * @param unattributed rows of silver that it cannot place, by reason
 */
public record GoldAnswers(long rows, Map<String, Object> totals, Map<String, Sum> unattributed) {}

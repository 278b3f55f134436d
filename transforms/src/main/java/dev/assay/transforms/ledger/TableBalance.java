package dev.assay.transforms.ledger;

import java.io.Serializable;
import java.util.List;

/**
 * The account of one gold table.
 *
 * @param table its name
 * @param rows its rows as written
 * @param sums its amounts, each against what it must add up to
 */
public record TableBalance(String table, long rows, List<SumBalance> sums)
    implements Serializable {}

package dev.assay.transforms.replay;

import dev.assay.schemas.Contract;
import dev.assay.transforms.read.Limits;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What somebody wants out of quarantine.
 *
 * @param root the output folder
 * @param pipeline name of the pipeline that refused the records
 * @param contract today's contract, which they are held against
 * @param batch id of the batch that refused them; null for the one that counts now or, where
 *     deliveries accumulate, for all
 * @param mended texts in the place of those that were refused; records that it does not list are
 *     held against the contract as they are
 * @param folders where the files of the batch are looked for
 * @param limits how much of hostile input is borne
 */
public record ReplayRequest(
    String root,
    String pipeline,
    Contract contract,
    @Nullable String batch,
    List<Mended> mended,
    List<String> folders,
    Limits limits) {}

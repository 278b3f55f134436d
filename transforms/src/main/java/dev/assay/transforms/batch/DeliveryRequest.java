package dev.assay.transforms.batch;

import dev.assay.schemas.Contract;
import dev.assay.transforms.read.Limits;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What somebody asks of a pipeline, as given; nothing of it is trusted yet.
 *
 * @param pipeline name of the pipeline
 * @param contract what the files must be
 * @param input folder of the delivery
 * @param output folder of the lake
 * @param warehouse where gold is published: {@code duckdb:FILE}
 * @param batch id of the batch; null for one that follows from what is delivered
 * @param asOf the day the delivery speaks of, ISO 8601; null if its data says
 * @param archive folder the files are moved to once published, or null
 * @param options what else changes the result, by name
 * @param limits how much of hostile input is borne
 */
public record DeliveryRequest(
    String pipeline,
    Contract contract,
    String input,
    String output,
    String warehouse,
    @Nullable String batch,
    @Nullable String asOf,
    @Nullable String archive,
    Map<String, String> options,
    Limits limits) {}

package dev.assay.transforms.batch;

import dev.assay.transforms.read.FileRange;
import java.io.Serializable;

/**
 * A range of a file of the delivery.
 *
 * @param file index of the file
 * @param range the range
 */
record FilePart(int file, FileRange range) implements Serializable {}

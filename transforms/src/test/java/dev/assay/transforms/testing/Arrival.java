package dev.assay.transforms.testing;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * An element as the runner gave it, held until its bundle ends. What the DirectRunner hands out
 * with an element stays usable until then, although Beam promises less.
 */
record Arrival<InputT, OutputT>(
    DoFn<InputT, OutputT>.ProcessContext context,
    BoundedWindow window,
    DoFn.MultiOutputReceiver out) {}

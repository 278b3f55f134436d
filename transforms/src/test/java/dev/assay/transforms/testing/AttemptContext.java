package dev.assay.transforms.testing;

import java.util.Collection;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/** The context of an element for DoFns that ask for it whole, instead of for its parts. */
final class AttemptContext<InputT, OutputT> extends DoFn<InputT, OutputT>.ProcessContext {
  private final Arrival<InputT, OutputT> arrival;
  private final InputT element;
  private final TupleTag<OutputT> main;
  private final MultiOutputReceiver out;

  AttemptContext(
      DoFn<InputT, OutputT> fn,
      Arrival<InputT, OutputT> arrival,
      InputT element,
      TupleTag<OutputT> main,
      MultiOutputReceiver out) {
    fn.super();
    this.arrival = arrival;
    this.element = element;
    this.main = main;
    this.out = out;
  }

  @Override
  public InputT element() {
    return element;
  }

  @Override
  public <T> T sideInput(PCollectionView<T> view) {
    return arrival.context().sideInput(view);
  }

  @Override
  public Instant timestamp() {
    return arrival.context().timestamp();
  }

  @Override
  public PaneInfo pane() {
    return arrival.context().pane();
  }

  @Override
  public @Nullable String currentRecordId() {
    return arrival.context().currentRecordId();
  }

  @Override
  public @Nullable Long currentRecordOffset() {
    return arrival.context().currentRecordOffset();
  }

  @Override
  public PipelineOptions getPipelineOptions() {
    return arrival.context().getPipelineOptions();
  }

  @Override
  public void output(OutputT value) {
    output(main, value);
  }

  @Override
  public void outputWithTimestamp(OutputT value, Instant timestamp) {
    outputWithTimestamp(main, value, timestamp);
  }

  @Override
  public void outputWindowedValue(
      OutputT value,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo pane) {
    outputWindowedValue(main, value, timestamp, windows, pane);
  }

  @Override
  public <T> void output(TupleTag<T> tag, T value) {
    out.get(tag).output(value);
  }

  @Override
  public <T> void outputWithTimestamp(TupleTag<T> tag, T value, Instant timestamp) {
    out.get(tag).outputWithTimestamp(value, timestamp);
  }

  @Override
  public <T> void outputWindowedValue(
      TupleTag<T> tag,
      T value,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo pane) {
    out.get(tag).outputWindowedValue(value, timestamp, windows, pane);
  }
}

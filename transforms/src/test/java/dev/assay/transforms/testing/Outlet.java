package dev.assay.transforms.testing;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;

/** Where the outputs of an attempt go. */
interface Outlet<InputT, OutputT> {

  /** For what is put out while an element is processed. */
  MultiOutputReceiver of(Arrival<InputT, OutputT> arrival);

  /** For what is put out when the bundle ends. */
  <T> void atFinish(TupleTag<T> tag, T value, Instant timestamp, BoundedWindow window);

  /** To the runner. */
  record Kept<InputT, OutputT>(DoFn<InputT, OutputT>.FinishBundleContext finish)
      implements Outlet<InputT, OutputT> {
    @Override
    public MultiOutputReceiver of(Arrival<InputT, OutputT> arrival) {
      return arrival.out();
    }

    @Override
    public <T> void atFinish(TupleTag<T> tag, T value, Instant timestamp, BoundedWindow window) {
      finish.output(tag, value, timestamp, window);
    }
  }

  /** To nobody; each output is a step at which the attempt may die. */
  record Lost<InputT, OutputT>() implements Outlet<InputT, OutputT> {
    @Override
    public MultiOutputReceiver of(Arrival<InputT, OutputT> arrival) {
      return new MultiOutputReceiver() {
        @Override
        public <T> OutputReceiver<T> get(TupleTag<T> tag) {
          return value -> lose(value, arrival);
        }

        @Override
        public <T> OutputReceiver<Row> getRowReceiver(TupleTag<T> tag) {
          return value -> lose(value, arrival);
        }
      };
    }

    @Override
    public <T> void atFinish(TupleTag<T> tag, T value, Instant timestamp, BoundedWindow window) {
      Doom.step();
    }

    private static <T> OutputBuilder<T> lose(T value, Arrival<?, ?> arrival) {
      return WindowedValues.builder(
              WindowedValues.of(
                  value, arrival.context().timestamp(), arrival.window(), arrival.context().pane()))
          .setReceiver(lost -> Doom.step());
    }
  }
}

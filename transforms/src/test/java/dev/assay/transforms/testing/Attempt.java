package dev.assay.transforms.testing;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** One attempt at a bundle: the life of one copy of a DoFn, and the arguments of its methods. */
final class Attempt<InputT, OutputT> extends DoFnInvoker.BaseArgumentProvider<InputT, OutputT> {

  /** An element as this attempt sees it: a copy, or with its values in another order. */
  record Seen<InputT, OutputT>(Arrival<InputT, OutputT> arrival, InputT element) {}

  private final Subject<InputT, OutputT> subject;
  private final List<Seen<InputT, OutputT>> bundle;
  private final Outlet<InputT, OutputT> outlet;

  /** The element in work; before the first one that, after the last one the last. */
  private Seen<InputT, OutputT> current;

  Attempt(
      Subject<InputT, OutputT> subject,
      List<Seen<InputT, OutputT>> bundle,
      Outlet<InputT, OutputT> outlet) {
    this.subject = subject;
    this.bundle = bundle;
    this.outlet = outlet;
    this.current = bundle.get(0);
  }

  /** From setup to teardown, in this thread. */
  void run() {
    DoFnInvoker<InputT, OutputT> invoker =
        DoFnInvokers.tryInvokeSetupFor(subject.freshFn(), pipelineOptions());
    try {
      invoker.invokeStartBundle(this);
      for (Seen<InputT, OutputT> seen : bundle) {
        current = seen;
        invoker.invokeProcessElement(this);
      }
      Doom.step();
      invoker.invokeFinishBundle(this);
    } finally {
      invoker.invokeTeardown();
    }
  }

  @Override
  public InputT element(DoFn<InputT, OutputT> fn) {
    return current.element();
  }

  @Override
  public BoundedWindow window() {
    return current.arrival().window();
  }

  @Override
  public Instant timestamp(DoFn<InputT, OutputT> fn) {
    return current.arrival().context().timestamp();
  }

  @Override
  public PaneInfo paneInfo(DoFn<InputT, OutputT> fn) {
    return current.arrival().context().pane();
  }

  @Override
  public PipelineOptions pipelineOptions() {
    return current.arrival().context().getPipelineOptions();
  }

  @Override
  public Object sideInput(String name) {
    return current.arrival().context().sideInput(subject.sideInputs().get(name));
  }

  @Override
  public OutputReceiver<OutputT> outputReceiver(DoFn<InputT, OutputT> fn) {
    return taggedOutputReceiver(fn).get(subject.main());
  }

  @Override
  public OutputReceiver<Row> outputRowReceiver(DoFn<InputT, OutputT> fn) {
    return taggedOutputReceiver(fn).getRowReceiver(subject.main());
  }

  @Override
  public MultiOutputReceiver taggedOutputReceiver(DoFn<InputT, OutputT> fn) {
    return outlet.of(current.arrival());
  }

  @Override
  public DoFn<InputT, OutputT>.ProcessContext processContext(DoFn<InputT, OutputT> fn) {
    return new AttemptContext<>(
        fn, current.arrival(), current.element(), subject.main(), taggedOutputReceiver(fn));
  }

  @Override
  public DoFn<InputT, OutputT>.StartBundleContext startBundleContext(DoFn<InputT, OutputT> fn) {
    return fn.new StartBundleContext() {
      @Override
      public PipelineOptions getPipelineOptions() {
        return pipelineOptions();
      }
    };
  }

  @Override
  public DoFn<InputT, OutputT>.FinishBundleContext finishBundleContext(DoFn<InputT, OutputT> fn) {
    return fn.new FinishBundleContext() {
      @Override
      public PipelineOptions getPipelineOptions() {
        return pipelineOptions();
      }

      @Override
      public void output(OutputT value, Instant timestamp, BoundedWindow window) {
        outlet.atFinish(subject.main(), value, timestamp, window);
      }

      @Override
      public <T> void output(TupleTag<T> tag, T value, Instant timestamp, BoundedWindow window) {
        outlet.atFinish(tag, value, timestamp, window);
      }
    };
  }

  @Override
  public String getErrorContext() {
    return "Twice/" + subject.name();
  }
}

package dev.assay.transforms.batch;

import dev.assay.schemas.Table;
import dev.assay.transforms.lake.Lake;
import dev.assay.transforms.log.DataFile.Layer;
import dev.assay.transforms.log.Json;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.log.StaleBaseException;
import dev.assay.transforms.milestones.Milestone;
import dev.assay.transforms.warehouse.Projection;
import dev.assay.transforms.warehouse.Warehouse;
import dev.assay.transforms.warehouse.WarehouseException;
import dev.assay.transforms.warehouse.WarehouseSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;

/** The last steps of a batch, each of one element, each safe to repeat. */
final class Publish {
  private Publish() {}

  /** Makes the entry for the log. */
  static final class CloseBooksFn extends DoFn<KV<String, Iterable<byte[]>>, String> {
    private final Deliveries deliveries;
    private final List<Table> tables;
    private final List<Finding> findings;

    CloseBooksFn(Deliveries deliveries, List<Table> tables, List<Finding> findings) {
      this.deliveries = deliveries;
      this.tables = tables;
      this.findings = findings;
    }

    @ProcessElement
    public void close(
        @Element KV<String, Iterable<byte[]>> packs,
        BoundedWindow window,
        OutputReceiver<String> out)
        throws IOException {
      List<Fact> facts = GatherFacts.unpack(packs.getValue());
      out.output(
          Json.write(Books.close(deliveries.in(window), tables, findings, facts, Instant.now())));
    }
  }

  /** Appends the entry to the log; from then on the batch is published, or refused for good. */
  static final class CommitFn extends DoFn<String, String> {
    private final Deliveries deliveries;

    CommitFn(Deliveries deliveries) {
      this.deliveries = deliveries;
    }

    @ProcessElement
    public void commit(@Element String entry, BoundedWindow window, OutputReceiver<String> out)
        throws IOException {
      Delivery delivery = deliveries.in(window);
      Manifest closed = Json.read(entry, Manifest.class);
      Milestone.READY_TO_COMMIT.reached();
      Manifest manifest;
      try {
        manifest = Log.of(delivery.lake().root()).append(closed);
      } catch (StaleBaseException e) {
        if (deliveries.giveUp(window)) {
          delete(delivery, closed, EnumSet.allOf(Layer.class));
          return;
        }
        throw e;
      }
      if (!Objects.equals(manifest.base(), closed.base())) {
        // Another run of the same files was first, and built on something else.
        delete(delivery, closed, EnumSet.allOf(Layer.class));
      } else if (!manifest.isPublished()) {
        delete(delivery, closed, TABLES);
      }
      Milestone.COMMITTED.reached();
      out.output(Json.write(manifest));
    }

    /** Silver and gold of a refused batch are listed nowhere. */
    private static final Set<Layer> TABLES =
        EnumSet.of(Layer.SILVER, Layer.INDEX, Layer.REPLACED, Layer.GOLD);

    private static void delete(Delivery delivery, Manifest manifest, Set<Layer> layers)
        throws IOException {
      for (Layer layer : layers) {
        for (Table table : layer == Layer.GOLD ? manifest.gold() : manifest.silver()) {
          delete(delivery, Lake.folder(layer, table.name(), manifest.batch()));
        }
      }
    }

    /** Deletes the files of a batch in its folder, and in those of days within it. */
    private static void delete(Delivery delivery, String folder) throws IOException {
      List<ResourceId> files = new ArrayList<>();
      for (String within : List.of("", Lake.DAY + "*/")) {
        String path = delivery.lake().root() + "/" + folder + "/" + within;
        FileSystems.match(path + delivery.filePrefix() + "*", EmptyMatchTreatment.ALLOW)
            .metadata()
            .forEach(file -> files.add(file.resourceId()));
      }
      FileSystems.delete(files, StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  /** Brings the warehouse up to the log. */
  static final class ProjectFn extends DoFn<String, String> {
    private final Deliveries deliveries;

    ProjectFn(Deliveries deliveries) {
      this.deliveries = deliveries;
    }

    @ProcessElement
    public void project(@Element String entry, PipelineOptions options, OutputReceiver<String> out)
        throws IOException {
      String root = deliveries.common().lake().root();
      try (Warehouse warehouse =
          Warehouse.open(deliveries.common().warehouse(), WarehouseSettings.of(options))) {
        Projection.catchUp(root, warehouse);
      } catch (WarehouseException e) {
        // The log is the truth, and the next micro-batch brings the warehouse up to it.
        if (!deliveries.common().intake().isStream()) {
          throw e;
        }
        Streams.tell(deliveries.common(), String.valueOf(e.getMessage()));
      }
      Milestone.PROJECTED.reached();
      out.output(entry);
    }
  }

  /** Moves the input of a published batch to the archive, if there is one. */
  static final class ArchiveFn extends DoFn<String, Void> {
    private final Deliveries deliveries;

    ArchiveFn(Deliveries deliveries) {
      this.deliveries = deliveries;
    }

    @ProcessElement
    public void archive(@Element String entry, BoundedWindow window) throws IOException {
      Delivery delivery = deliveries.in(window);
      Manifest manifest = Json.read(entry, Manifest.class);
      if (delivery.archive() != null && manifest.isPublished()) {
        Archive.of(delivery.archive()).move(manifest, delivery.input());
      }
      deliveries.end(window);
    }
  }
}

package dev.assay.transforms.trace;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.Format;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import dev.assay.transforms.read.FileUnreadableException;
import dev.assay.transforms.read.Header;
import dev.assay.transforms.read.Limits;
import dev.assay.transforms.read.RecordReader;
import dev.assay.transforms.read.TextReaders;
import dev.assay.transforms.read.WholeFile;
import dev.assay.transforms.replay.SourceFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The fields of records in quarantine, as they were read. Quarantine keeps the text of a record;
 * which column of a CSV file is which its header says, and so the file has to be there.
 */
public final class FieldTexts {
  private final String root;
  private final SourceFiles places;

  private FieldTexts(String root, SourceFiles places) {
    this.root = root;
    this.places = places;
  }

  /**
   * Looks for the headers of files in these folders.
   *
   * @param root the output folder
   */
  public static FieldTexts in(String root, List<String> folders) {
    return new FieldTexts(root, SourceFiles.in(root, folders));
  }

  /** The same story, with the fields of what was refused, if they can be told. */
  public Story tell(Story story, Dataset dataset) throws IOException {
    List<Event> events = new ArrayList<>();
    for (Event event : story.events()) {
      events.add(
          event.kind() == Event.Kind.QUARANTINED ? withFields(event, story, dataset) : event);
    }
    return new Story(
        story.pipeline(), story.dataset(), story.file(), story.line(), story.earlier(), events);
  }

  private Event withFields(Event event, Story story, Dataset dataset) throws IOException {
    Optional<Header> header = header(Log.of(root).read(event.entry()), story.file(), dataset);
    if (header.isEmpty()) {
      return event;
    }
    Map<String, @Nullable Object> facts = new LinkedHashMap<>(event.facts());
    facts.put("fields", fields(String.valueOf(facts.get("raw")), dataset, header.get()));
    return new Event(event.kind(), event.batch(), event.entry(), event.at(), facts);
  }

  private Optional<Header> header(Manifest batch, String file, Dataset dataset) throws IOException {
    Format format = dataset.format();
    if (format.kind() == Format.Kind.JSON_LINES || !format.header()) {
      int size = dataset.fields().size();
      return Optional.of(new Header(IntStream.range(0, size).boxed().toList(), size, List.of()));
    }
    for (Manifest.Source source : batch.sources()) {
      if (source.name().equals(file)) {
        Optional<Metadata> found = places.find(batch, source);
        if (found.isPresent()) {
          return headerOf(new WholeFile(found.get(), file, dataset, Limits.DEFAULT));
        }
      }
    }
    return Optional.empty();
  }

  /** A contract that came after the file may not fit it any more. */
  private static Optional<Header> headerOf(WholeFile file) throws IOException {
    try {
      return Optional.of(file.header());
    } catch (FileUnreadableException e) {
      return Optional.empty();
    }
  }

  private static Map<String, @Nullable String> fields(String raw, Dataset dataset, Header header)
      throws IOException {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    try (RecordReader reader = TextReaders.of(raw, dataset, Limits.DEFAULT, 1)) {
      if (reader.next()) {
        for (int i = 0; i < dataset.fields().size(); i++) {
          Field field = dataset.fields().get(i);
          fields.put(field.name(), text(reader, header.columns().get(i)));
        }
      }
    }
    return fields;
  }

  private static @Nullable String text(RecordReader record, int at) {
    return at >= record.size() || record.isNull(at)
        ? null
        : new String(
            record.bytes(), record.start(at), record.end(at) - record.start(at), record.charset());
  }
}

package dev.tideline.io.archive.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.archive.view.ViewSchema;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Makes an event or a reject of a record that ParquetIO has read.
 *
 * <p>ParquetIO shows the rows of a row group in order, with a schema that it made for this reading
 * of the row group: that is how the number of a row is known.
 *
 * @param <E> the event
 */
public final class ParseRow<E> implements SerializableFunction<GenericRecord, ParsedRow<E>> {

  private static final long serialVersionUID = 1;

  private final RowParser.Opening<E> opening;

  private transient Schema schema;
  private transient RowParser<E> parser;
  private transient String file;
  private transient long next;

  ParseRow(RowParser.Opening<E> opening) {
    this.opening = opening;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // an equal schema may be that of another reading
  public ParsedRow<E> apply(GenericRecord row) {
    if (row.getSchema() != schema) {
      schema = row.getSchema();
      ViewSchema view = ViewSchema.of(schema);
      parser = opening.open(view);
      file = view.file();
      next = view.firstRow();
    }
    RecordLocation location = RecordLocation.inFile(file, next++);
    try {
      return new ParsedRow.Event<>(parser.parse(row, location));
    } catch (BrokenRecord broken) {
      byte[] text = RowJson.of(row).getBytes(UTF_8);
      return new ParsedRow.Broken<>(
          broken.toReject(new RawRecord(text, location, RawRecord.IN_PAYLOAD)));
    }
  }
}

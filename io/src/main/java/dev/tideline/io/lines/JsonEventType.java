package dev.tideline.io.lines;

import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;

/**
 * What there is to know of a type of event that comes as JSON, one to a record.
 *
 * @param name of the type, as it stands in the names of steps
 * @param coder of the event
 * @param parser of a record
 * @param <E> the event
 */
public record JsonEventType<E extends EventView>(
    String name, Coder<E> coder, JsonDecoder.Parser<E> parser) implements Serializable {}

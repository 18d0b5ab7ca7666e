package dev.tideline.io.lines;

import dev.tideline.event.EventView;
import dev.tideline.event.IdentifiedEvent;
import dev.tideline.event.JsonDecoder;
import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.SerializableBiFunction;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * What there is to know of a type of event that comes as JSON, one to a record.
 *
 * @param name of the type, as it stands in the names of steps
 * @param coder of the event
 * @param parser of a record
 * @param event the event as one that can be told from others
 * @param asCopy the same event with that copy number
 * @param <E> the event
 */
public record JsonEventType<E extends EventView>(
    String name,
    Coder<E> coder,
    JsonDecoder.Parser<E> parser,
    SerializableFunction<E, IdentifiedEvent> event,
    SerializableBiFunction<E, Integer, E> asCopy)
    implements Serializable {}

package dev.tideline.io.kafka.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.kafka.Position;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class KafkaCheckpointTest {

  @Test
  void theBytesOfACheckpointStayAsTheyAre() throws Exception {
    KafkaCheckpoint checkpoint =
        new KafkaCheckpoint(
            Map.of(0, new Position(300, 5), 2, Position.at(0)), Position.UNKNOWN, unheard -> {});
    byte[] bytes = CoderUtils.encodeToByteArray(KafkaCheckpoint.CODER, checkpoint);
    assertThat(
        HexFormat.of().formatHex(bytes),
        is("01" + "8000000000000000" + "02" + "00ac020000000000000005" + "02008000000000000000"));
    KafkaCheckpoint again = CoderUtils.decodeFromByteArray(KafkaCheckpoint.CODER, bytes);
    assertThat(again.positions(), is(checkpoint.positions()));
    assertThat(again.watermark(), is(Position.UNKNOWN));

    bytes[0] = 9;
    assertThrows(
        IOException.class, () -> KafkaCheckpoint.CODER.decode(new ByteArrayInputStream(bytes)));
    OffsetRange range = new OffsetRange("t", 1, 300, 4_000);
    assertThat(CoderUtils.clone(OffsetRange.CODER, range), is(range));
  }
}

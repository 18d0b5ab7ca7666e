package dev.tideline.io.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A place is named by a text, and names go together as on a disk. */
class PlaceNamesTest {

  @Test
  void aPlaceIsAPathOrBeginsWithAScheme() {
    assertThat(Storage.path("data/day"), is(Path.of("data/day")));
    assertThat(Storage.path("file:///data/day"), is(Path.of("/data/day")));
    assertThat(Storage.isRemote(Storage.path("/data/day")), is(false));
    assertThat(Storage.isRemote(Storage.path("s3://shop/day")), is(true));
    assertThat(Storage.path("s3://shop").toString(), is("s3://shop/"));
    assertThat(Storage.path("S3://shop/a/../b/").toString(), is("s3://shop/b"));
    assertThat(Storage.path("hdfs://shop:8020/a/../b/").toString(), is("hdfs://shop:8020/b"));
  }

  @Test
  void aBucketIsTheSameByBothOfItsSchemes() {
    Path s3 = Storage.path("s3://shop/orders");
    Path s3a = Storage.path("s3a://shop/orders/day");

    assertThat(s3a.startsWith(s3), is(true));
    assertThat(s3a.getParent(), is(s3));
    assertThat(s3a.getParent().hashCode(), is(s3.hashCode()));
    assertThat(s3.relativize(s3a).toString(), is("day"));
    assertThat(s3a.toString(), is("s3a://shop/orders/day"));
    assertThat(s3, is(not(Storage.path("hdfs://shop/orders"))));
  }

  @Test
  void anyOtherSchemeIsRefusedWithWhatIsRight() {
    InvalidPathException ftp =
        assertThrows(InvalidPathException.class, () -> Storage.path("ftp://shop/day"));
    assertThat(ftp.getReason(), containsString("s3://"));
    InvalidPathException noBucket =
        assertThrows(InvalidPathException.class, () -> Storage.path("s3:///day"));
    assertThat(noBucket.getReason(), containsString("the bucket is missing"));
    InvalidPathException noNameNode =
        assertThrows(InvalidPathException.class, () -> Storage.path("hdfs:///day"));
    assertThat(noNameNode.getReason(), containsString("the name node is missing"));
  }

  @Test
  void namesGoTogetherAsOnADisk() {
    Path day = Storage.path("s3://shop/orders/date=2026-03-17");

    assertThat(day.getFileName().toString(), is("date=2026-03-17"));
    assertThat(day.getParent(), is(Storage.path("s3://shop/orders")));
    assertThat(
        day.resolve("a b.jsonl").toString(), is("s3://shop/orders/date=2026-03-17/a b.jsonl"));
    assertThat(Storage.path("s3://shop").relativize(day).toString(), is("orders/date=2026-03-17"));
    assertThat(day.startsWith(Storage.path("s3://shop/orders")), is(true));
    assertThat(day.startsWith(Storage.path("s3://other/orders")), is(false));
    assertThat(day.startsWith(Path.of("/orders")), is(false));
    assertThat(Storage.path(day.toString()), is(day));
  }
}

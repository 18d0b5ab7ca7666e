package dev.tideline.io.replay;

/**
 * Where a record of a replay is, in an index of all its lines.
 *
 * @param file the number of its file, from 0
 * @param number the number of its line in the file, from 1
 * @param start its first byte in the file, from 0
 * @param kept how many bytes of it are to be read
 * @param size how many bytes it has
 * @param ingestTime when it was ingested, ms since the epoch; {@link #LONG_AGO} if it doesn't tell,
 *     or tells what can't be
 * @param held its bytes, where the file can't be read from its middle; else null
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are only ever read, never compared
record LineIndex(
    int file, int number, long start, int kept, int size, long ingestTime, byte[] held) {

  /** The minute of ingest, in the ledger, of records that don't tell when they were ingested. */
  static final long LONG_AGO = 0;
}

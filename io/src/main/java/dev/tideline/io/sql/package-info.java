/**
 * Tables of SQLite and PostgreSQL that rows are upserted into, guarded by version. Knows row
 * formats and no answer: {@link dev.tideline.io.answer} says which tables there are.
 */
package dev.tideline.io.sql;

/**
 * What a pipeline must say about a world, said twice more: as a plain model in Java, written from
 * the documents, and in the SQL of DuckDB. Shares no code with the graphs; what it takes from the
 * pipelines is their names, and the tables of a run to be read back.
 */
package dev.tideline.proof.reference;

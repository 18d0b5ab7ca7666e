/**
 * {@code scripts/cluster}: an engine as a cluster of separate processes on this machine, which
 * listen on loopback, and what is done with the jobs on it. What an engine is made of is in the
 * module {@code clusters}; this package knows it only through its command lines and HTTP.
 */
package dev.tideline.ops.cluster;

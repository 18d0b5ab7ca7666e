/**
 * {@code scripts/demo}: a day streamed through all pipelines of the registry, shown while they run,
 * and compared with bounded runs at the end. Reads their tables; changes nothing of theirs.
 */
package dev.tideline.demo.live;

/**
 * {@code scripts/lag}: how far a pipeline is behind its topic, and how long until unread records
 * are deleted. Only looks; positions are {@code dev.tideline.io.kafka}'s.
 */
package dev.tideline.ops.lag;

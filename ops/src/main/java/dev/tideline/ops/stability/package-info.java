/**
 * {@code scripts/stability}: how often and by how much published numbers changed, from the history
 * that a live run keeps, and how many decisions on payments would have differed with perfect
 * arrival order ({@code dev.tideline.hindsight}).
 */
package dev.tideline.ops.stability;

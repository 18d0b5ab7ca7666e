/**
 * How the demo looks: a screen that is refreshed in place, panels of a pipeline's table, and
 * numbers as people read them. Knows nothing of how the demo is run.
 */
package dev.tideline.demo.screen;

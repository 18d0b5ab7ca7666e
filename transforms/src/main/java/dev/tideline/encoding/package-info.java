/**
 * The fields that coders are composed of, with Beam's own coders below. The coders themselves are
 * beside their types, in the classes named {@code ...Coders}.
 */
package dev.tideline.encoding;

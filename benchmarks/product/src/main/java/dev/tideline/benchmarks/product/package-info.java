/** The product as something that is measured in a process that goes on. */
package dev.tideline.benchmarks.product;

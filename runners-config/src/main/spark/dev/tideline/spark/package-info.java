/** What Spark is given to behave as Beam says that a runner does. Found as services. */
package dev.tideline.spark;

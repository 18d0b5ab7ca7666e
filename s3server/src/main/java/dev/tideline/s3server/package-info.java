/** A server that speaks S3, as a child process. */
package dev.tideline.s3server;

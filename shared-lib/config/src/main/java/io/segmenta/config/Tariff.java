package io.segmenta.config;

import java.time.LocalDate;

/**
 * What AWS asks in one region for what a run uses, in US dollars.
 *
 * @param date when the prices were written down
 * @param region whose prices these are
 * @param gbSecond of Lambda on x86_64: a second with a GB (2^30 bytes) of memory
 * @param invocation of Lambda, one
 * @param write one request to S3 that writes, copies or lists
 * @param read one request to S3 that reads an object or asks for its headers
 * @param gbMonth a GB (2^30 bytes) in S3's standard class for a month
 */
public record Tariff(LocalDate date, String region, double gbSecond, double invocation, double write, double read,
        double gbMonth) {}

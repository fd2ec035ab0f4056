package io.segmenta.pipeline.cost;

import io.segmenta.model.base.Check;

/**
 * What an attempt at a run used of what is paid for.
 *
 * @param milliseconds of the function, each begun one counted
 * @param writes requests to S3 that write, copy or list
 * @param reads requests to S3 that read or ask for headers
 * @param bytes that it left in S3
 */
public record Usage(long milliseconds, long writes, long reads, long bytes) {
    public Usage {
        Check.argument(milliseconds >= 0 && writes >= 0 && reads >= 0 && bytes >= 0,
                "usage must not be negative, got %s ms, %s writes, %s reads, %s bytes", milliseconds, writes, reads,
                bytes);
    }
}

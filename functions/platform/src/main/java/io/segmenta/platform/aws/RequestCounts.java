package io.segmenta.platform.aws;

import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Counts the requests that clients send to S3, each attempt by itself, by what S3 asks for them: those that write, copy
 * or list, and those that read. Deleting is free and not counted. Safe for use by several threads.
 */
public final class RequestCounts implements ExecutionInterceptor {
    private static final String S3 = "S3";
    private static final Set<String> FREE = Set.of("DeleteObject", "DeleteObjects", "AbortMultipartUpload");

    private final LongAdder writes = new LongAdder();
    private final LongAdder reads = new LongAdder();

    /**
     * Requests since the beginning.
     *
     * @param writes that write, copy or list
     * @param reads that read an object or ask for its headers
     */
    public record Counted(long writes, long reads) {}

    /** How many there were until now. */
    public Counted counted() {
        return new Counted(writes.sum(), reads.sum());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (S3.equals(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)) && !FREE.contains(operation)) {
            (operation.startsWith("Get") || operation.startsWith("Head") ? reads : writes).increment();
        }
    }
}

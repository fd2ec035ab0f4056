package io.segmenta.local.wire;

import io.segmenta.local.stack.http.RecordedExchange;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.protocols.core.OperationInfo;

/**
 * Tells the operations of S3 apart, which have no names on the wire: by method, by what the path names, by the words of
 * the query that belong to the operation, and by the members that it must have.
 */
final class S3Operations {
    private static final List<String> NAMES = List.of("ListBuckets", "CreateBucket", "HeadBucket", "DeleteBucket",
            "GetBucketLocation", "GetBucketVersioning", "PutBucketVersioning", "ListObjects", "ListObjectsV2",
            "ListObjectVersions", "ListMultipartUploads", "DeleteObjects", "GetObject", "HeadObject", "PutObject",
            "CopyObject", "DeleteObject", "GetObjectAttributes", "CreateMultipartUpload", "UploadPart",
            "UploadPartCopy", "ListParts", "CompleteMultipartUpload", "AbortMultipartUpload",
            "PutBucketNotificationConfiguration");

    private static final String SOURCE = "x-amz-copy-source";

    private S3Operations() {}

    /** The operation with the most marks that are all there. */
    static Optional<Operation> of(RecordedExchange exchange) {
        return NAMES.stream().map(name -> Operation.of(AwsService.S3, name))
                .filter(operation -> fits(operation, exchange))
                .max(Comparator.comparingInt(operation -> marks(operation).size()));
    }

    private static boolean fits(Operation operation, RecordedExchange exchange) {
        return binding(operation).httpMethod().name().equals(exchange.method())
                && depth(operation) == Target.of(exchange).depth()
                && Target.of(exchange).query().keySet().containsAll(marks(operation))
                && exchange.requestHeaders().containsKey(SOURCE) == copies(operation);
    }

    /** Its header is what tells a copy from a write; the SDK does not mark it as required. */
    private static boolean copies(Operation operation) {
        return operation.request().at(MarshallLocation.HEADER).containsKey(SOURCE);
    }

    /** Zero for all buckets, one for a bucket, two for an object in it. */
    private static int depth(Operation operation) {
        return !operation.request().at(MarshallLocation.PATH).containsKey("Bucket") ? 0
                : operation.request().at(MarshallLocation.GREEDY_PATH).isEmpty() ? 1 : 2;
    }

    private static Set<String> marks(Operation operation) {
        Set<String> marks = operation.request().at(MarshallLocation.QUERY_PARAM).values().stream()
                .filter(field -> field.containsTrait(RequiredTrait.class)).map(SdkField::locationName)
                .collect(Collectors.toCollection(TreeSet::new));
        marks.addAll(words(operation));
        return marks;
    }

    /** The words of the query that belong to the operation itself, such as {@code uploads}. */
    static Set<String> words(Operation operation) {
        String[] parts = binding(operation).requestUri().split("[?]", 2);
        return parts.length < 2
                ? Set.of()
                : Arrays.stream(parts[1].split("&", 0)).map(word -> word.split("=", 2)[0]).collect(Collectors.toSet());
    }

    /** Method and path, which the SDK keeps in the class that writes the request. */
    private static OperationInfo binding(Operation operation) {
        try {
            Field binding = AwsService.S3.load("transform." + operation.name() + "RequestMarshaller")
                    .getDeclaredField("SDK_OPERATION_BINDING");
            binding.setAccessible(true);
            return (OperationInfo) binding.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the SDK tells no binding of " + operation.name(), e);
        }
    }
}

package io.segmenta.local.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * What the SDK's classes do not carry of the service models: which members a structure must have (the classes of S3 do
 * carry that), and the codes of the errors that an operation declares, with their HTTP status.
 */
final class Requirements {
    private static final Properties MODELS = read();

    /**
     * Named as required by the model and left out by AWS: a version of a group has no name of its own, and its answer
     * none.
     */
    private static final Set<String> LEFT_OUT = Set.of("DescribeModelPackageResponse.ModelPackageName",
            "ModelPackageSummary.ModelPackageName");

    private Requirements() {}

    private static Properties read() {
        try (InputStream file = Requirements.class.getResourceAsStream("/wire/requirements.properties")) {
            Properties models = new Properties();
            models.load(file);
            return models;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The members that the structure must have, as the model calls them. */
    static List<String> of(AwsService service, Shape shape) {
        Stream<String> marked = shape.fields().stream().filter(field -> field.containsTrait(RequiredTrait.class))
                .map(field -> field.memberName());
        String line = MODELS.getProperty(service.code() + '.' + shape.name(), "");
        return Stream.concat(marked, Stream.of(line.split(",", 0))).filter(member -> !member.isEmpty())
                .filter(member -> !LEFT_OUT.contains(shape.name() + '.' + member)).toList();
    }

    /** The codes of errors that the operation declares, each with its status; empty for S3, whose classes tell them. */
    static Map<String, Integer> errors(Operation operation) {
        String prefix = operation.service().code() + '.' + operation.name() + '.';
        return MODELS.stringPropertyNames().stream().filter(name -> name.startsWith(prefix))
                .collect(Collectors.toMap(name -> name.substring(prefix.length()),
                        name -> Integer.valueOf(MODELS.getProperty(name)), (one, same) -> one, TreeMap::new));
    }
}

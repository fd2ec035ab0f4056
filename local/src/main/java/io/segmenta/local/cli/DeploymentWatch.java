package io.segmenta.local.cli;

import io.segmenta.local.stack.StackState;
import io.segmenta.model.contract.LivePointer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** Follows an approved version until it serves, or until it is clear that it will not. */
final class DeploymentWatch {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Aws aws;
    private final StackState stack;
    private Supplier<Optional<String>> trouble = Optional::empty;

    DeploymentWatch(Aws aws, StackState stack) {
        this.aws = aws;
        this.stack = stack;
    }

    /** Gives up as soon as something tells of trouble. */
    DeploymentWatch failingOn(Supplier<Optional<String>> signs) {
        this.trouble = signs;
        return this;
    }

    static void stopOn(Supplier<Optional<String>> trouble) {
        trouble.get().ifPresent(text -> {
            throw CliException.infrastructure("%s", text);
        });
    }

    /** Returns what serves the version: the endpoint's name, or {@code lambda}. */
    String await(Registry.Version version, Meter meter) {
        try (Runs runs = new Runs(stack)) {
            return await(version, meter, runs);
        }
    }

    private String await(Registry.Version version, Meter meter, Runs runs) {
        LivePointers pointers = new LivePointers(aws.s3(), stack.bucket());
        Instant begun = Instant.now();
        // An earlier approval of the same version may have come to nothing.
        Instant approved = aws.sageMaker().describeModelPackage(request -> request.modelPackageName(version.arn()))
                .lastModifiedTime();
        String lastStatus = "";
        while (begun.plus(LIMIT).isAfter(Instant.now())) {
            Optional<LivePointer> pointer = pointers.of(version.dataset())
                    .filter(live -> version.label().equals(live.modelVersion()));
            if (pointer.isPresent()) {
                meter.show("in service", 1, "");
                return switch (pointer.get().target()) {
                    case LivePointer.Endpoint endpoint -> endpoint.word() + " " + endpoint.name();
                    case LivePointer.Lambda lambda -> lambda.word();
                };
            }
            runs.deploymentFailure(version.dataset(), version.number(), approved).ifPresent(reason -> {
                throw CliException.user("%s %s does not serve: %s", version.dataset(), version.label(), reason);
            });
            Optional<DescribeEndpointResponse> endpoint = runs.endpoint(version.dataset(), version.number())
                    .flatMap(name -> endpoint(aws.sageMaker(), name));
            String status = endpoint.map(DescribeEndpointResponse::endpointStatusAsString).orElse("deploying");
            if (!status.equals(lastStatus)) {
                lastStatus = status;
                meter.show("endpoint " + status, fraction(status), "");
            }
            stopOn(trouble);
            Pause.brief();
        }
        throw CliException.infrastructure("%s %s is approved but does not serve after %d minutes; see: segmenta logs "
                + "deployment", version.dataset(), version.label(), LIMIT.toMinutes());
    }

    private static Optional<DescribeEndpointResponse> endpoint(SageMakerClient sageMaker, String name) {
        try {
            return Optional.of(sageMaker.describeEndpoint(request -> request.endpointName(name)));
        } catch (SageMakerException absent) {
            if (absent.statusCode() == 400) {
                return Optional.empty();
            }
            throw absent;
        }
    }

    private static double fraction(String status) {
        return EndpointStatus.IN_SERVICE.toString().equals(status) ? 0.9
                : "deploying".equals(status) ? 0.2 : 0.5;
    }
}

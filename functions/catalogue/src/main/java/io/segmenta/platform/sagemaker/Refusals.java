package io.segmenta.platform.sagemaker;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** What a refusal of SageMaker means. Most are one {@code ValidationException}, told apart only by their words. */
final class Refusals {
    private Refusals() {}

    static boolean alreadyExists(SageMakerException e) {
        return words(e).contains("already exist");
    }

    static boolean notFound(SageMakerException e) {
        String words = words(e);
        return code(e).equals("ResourceNotFound") || words.contains("could not find")
                || words.contains("does not exist") || words.contains("not found");
    }

    static boolean busy(SageMakerException e) {
        String words = words(e);
        return words.contains("in-progress") || words.contains("in progress");
    }

    /** A fault of the request, as opposed to one of the moment. */
    static boolean forEver(SageMakerException e) {
        return code(e).equals("ValidationException");
    }

    /** SageMaker's own words; empty when there are none. */
    static String reason(SageMakerException e) {
        return details(e).map(AwsErrorDetails::errorMessage).orElse("");
    }

    private static String words(SageMakerException e) {
        return reason(e).toLowerCase(Locale.ROOT);
    }

    private static String code(SageMakerException e) {
        return details(e).map(AwsErrorDetails::errorCode).orElse("");
    }

    private static Optional<AwsErrorDetails> details(SageMakerException e) {
        return Optional.ofNullable(e.awsErrorDetails());
    }
}

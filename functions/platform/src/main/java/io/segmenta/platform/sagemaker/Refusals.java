package io.segmenta.platform.sagemaker;

import java.util.Locale;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** What a refusal of SageMaker means. Most are one {@code ValidationException}, told apart only by their words. */
final class Refusals {
    private Refusals() {}

    static boolean alreadyExists(SageMakerException e) {
        String words = words(e);
        return words.contains("already exist");
    }

    static boolean notFound(SageMakerException e) {
        String words = words(e);
        return e instanceof ResourceNotFoundException || words.contains("could not find")
                || words.contains("does not exist") || words.contains("not found");
    }

    static boolean busy(SageMakerException e) {
        String words = words(e);
        return words.contains("in-progress") || words.contains("in progress");
    }

    /** A fault of the request, as opposed to one of the moment. */
    static boolean forEver(SageMakerException e) {
        return e.awsErrorDetails() != null && "ValidationException".equals(e.awsErrorDetails().errorCode());
    }

    static String message(SageMakerException e) {
        return e.awsErrorDetails() == null ? String.valueOf(e.getMessage()) : e.awsErrorDetails().errorMessage();
    }

    private static String words(SageMakerException e) {
        return String.valueOf(message(e)).toLowerCase(Locale.ROOT);
    }
}

package io.segmenta.platform.sagemaker;

import io.segmenta.platform.aws.AwsException;
import java.util.Locale;

/** What a refusal of SageMaker means. Most are one {@code ValidationException}, told apart only by their words. */
final class Refusals {
    private Refusals() {}

    static boolean alreadyExists(AwsException e) {
        return words(e).contains("already exist");
    }

    static boolean notFound(AwsException e) {
        String words = words(e);
        return e.code().equals("ResourceNotFound") || words.contains("could not find")
                || words.contains("does not exist") || words.contains("not found");
    }

    static boolean busy(AwsException e) {
        String words = words(e);
        return words.contains("in-progress") || words.contains("in progress");
    }

    /** A fault of the request, as opposed to one of the moment. */
    static boolean forEver(AwsException e) {
        return e.code().equals("ValidationException");
    }

    private static String words(AwsException e) {
        return e.reason().toLowerCase(Locale.ROOT);
    }
}

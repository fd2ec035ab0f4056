package io.segmenta.model.contract;

import java.util.regex.Pattern;

/**
 * How a data set may be called. The name is a folder of the bucket, part of the names of SageMaker's groups and
 * endpoints (at most 63 characters) and a parameter of the HTTP API, so all of them must be able to carry it.
 */
public final class DatasetName {
    /** The rule in words, to stand in messages. */
    public static final String RULE = "lower-case letters, digits and single hyphens, at most 41 characters";

    private static final int MAX_LENGTH = 41;
    private static final Pattern NAME = Pattern.compile("[a-z0-9](-?[a-z0-9])*");

    private DatasetName() {}

    /** Whether a data set may be called so. */
    public static boolean isValid(String name) {
        return name.length() <= MAX_LENGTH && NAME.matcher(name).matches();
    }

    /** The beginning of every refusal: the name and the rule. */
    public static String refusal(String name) {
        return '"' + name + "\" cannot name a data set (" + RULE + ')';
    }

    /**
     * Returns a name that may be one.
     *
     * @throws ContractException when it may not
     */
    public static String check(String name) {
        if (!isValid(name)) {
            throw new ContractException(refusal(name));
        }
        return name;
    }
}

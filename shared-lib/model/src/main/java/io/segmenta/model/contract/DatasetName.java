package io.segmenta.model.contract;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a data set may be called. The name is a folder of the bucket, part of the names of SageMaker's groups and
 * endpoints (at most 63 characters) and a parameter of the HTTP API, so all of them must be able to carry it.
 */
public final class DatasetName {
    /** The rule in words, to stand in messages. */
    public static final String RULE = "lower-case letters, digits and single hyphens, at most 41 characters";

    private static final int MAX_LENGTH = 41;
    /** Of a name that is made of a file's, which may be long. */
    private static final int LONGEST_MADE = 32;
    private static final Pattern ENDINGS = Pattern.compile("(\\.(csv|tsv|tab|txt|data|gz|xlsx|jsonl|json|parquet))+$");
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

    /**
     * Makes a name of a file's: {@code Mall_Customers.csv} becomes {@code mall-customers}, an accent is dropped.
     */
    public static String of(String fileName) {
        String name = ENDINGS.matcher(fileName.toLowerCase(Locale.ROOT)).replaceFirst("");
        name = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").replace("ß", "ss");
        name = withoutHyphens(name.replaceAll("[^a-z0-9]+", "-"));
        if (name.length() > LONGEST_MADE) {
            name = withoutHyphens(name.substring(0, LONGEST_MADE));
        }
        return name.isEmpty() ? "dataset" : name;
    }

    private static String withoutHyphens(String name) {
        return name.replaceAll("^-+|-+$", "");
    }
}

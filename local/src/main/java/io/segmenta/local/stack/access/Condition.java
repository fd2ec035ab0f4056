package io.segmenta.local.stack.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One test of a statement: a key of the request against values, one of which has to fit. Operators and keys are those
 * that the template uses, as IAM's reference of policy elements and AWS's Service Authorization Reference define them;
 * any other is refused when it is read, for one that is not evaluated would let something in.
 *
 * @param ifExists whether a request without the key passes
 */
public record Condition(Operator operator, boolean ifExists, String key, List<String> values) {

    private static final String IF_EXISTS = "IfExists";

    /**
     * The keys that requests of this machine have where AWS's have them; {@code cloudwatch:namespace} is of an action
     * that only AWS itself takes.
     */
    private static final Set<String> KEYS = Set.of("aws:SecureTransport", "aws:SourceAccount", "iam:PassedToService",
            "s3:if-none-match", "s3:ObjectCreationOperation", "s3:prefix", "s3:TlsVersion", "cloudwatch:namespace");

    /** How a key is compared with a value. */
    public enum Operator {
        /** The same text. */
        STRING_EQUALS("StringEquals"),
        /** A text that fits a pattern with {@code *} and {@code ?}. */
        STRING_LIKE("StringLike"),
        /** {@code true} or {@code false}. */
        BOOL("Bool"),
        /** A smaller number. */
        NUMERIC_LESS_THAN("NumericLessThan"),
        /** Whether the key is missing. */
        NULL("Null");

        private final String word;

        Operator(String word) {
            this.word = word;
        }
    }

    public Condition {
        values = List.copyOf(values);
        values.forEach(Wildcards::requireNoVariable);
    }

    /**
     * Reads a test.
     *
     * @param word the operator as policies have it, such as {@code StringLikeIfExists}
     * @throws IllegalArgumentException when the operator or the key is not evaluated here, or a value is none for it
     */
    static Condition of(String word, String key, List<String> values) {
        boolean ifExists = word.endsWith(IF_EXISTS);
        String bare = ifExists ? word.substring(0, word.length() - IF_EXISTS.length()) : word;
        Operator operator = Arrays.stream(Operator.values()).filter(one -> one.word.equals(bare))
                .filter(one -> one != Operator.NULL || !ifExists).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the condition operator " + word + " is not evaluated here"));
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException("the condition key " + key + " is not evaluated here");
        }
        values.forEach(value -> requireValue(operator, key, value));
        return new Condition(operator, ifExists, key, values);
    }

    private static void requireValue(Operator operator, String key, String value) {
        boolean fits = switch (operator) {
            case STRING_EQUALS, STRING_LIKE -> true;
            case BOOL, NULL -> value.equals("true") || value.equals("false");
            case NUMERIC_LESS_THAN -> value.matches("-?[0-9]+(\\.[0-9]+)?");
        };
        if (!fits) {
            throw new IllegalArgumentException("the condition " + operator.word + " of " + key
                    + " cannot have the value \"" + value + "\"");
        }
    }

    /** Whether a request with these keys passes; one without the key passes only {@code Null} and {@code IfExists}. */
    public boolean holds(Map<String, String> context) {
        String given = context.get(key);
        if (operator == Operator.NULL) {
            return values.contains(Boolean.toString(given == null));
        }
        if (given == null) {
            return ifExists;
        }
        return values.stream().anyMatch(value -> fits(value, given));
    }

    private boolean fits(String value, String given) {
        return switch (operator) {
            case STRING_EQUALS -> value.equals(given);
            case STRING_LIKE -> Wildcards.match(value, given);
            case BOOL -> value.equalsIgnoreCase(given);
            case NUMERIC_LESS_THAN -> Double.parseDouble(given) < Double.parseDouble(value);
            case NULL -> throw new IllegalStateException("Null compares no values");
        };
    }

    /** As policies have it. */
    @Override
    public String toString() {
        return operator.word + (ifExists ? IF_EXISTS : "") + " " + key + " " + values;
    }
}

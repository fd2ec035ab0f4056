package io.segmenta.pipeline.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One comparison of a column with a value.
 *
 * @param column of the uploaded file
 * @param op how it is compared
 * @param value with what: numbers and dates by {@link Op#AT_LEAST} and {@link Op#BELOW}, all others, and numbers that
 * are only ever 0 and 1, by {@link Op#IS} and {@link Op#IS_NOT}
 * @param orMissing whether a row without a value meets it, as the model fills that gap with a value that does
 */
public record Condition(String column, Op op, Value value, boolean orMissing) {

    /** A comparison. */
    public enum Op {
        /** Greater or equal. */
        AT_LEAST(">="),
        /** Less. */
        BELOW("<"),
        /** Equal. */
        IS("="),
        /** Different, and not missing. */
        IS_NOT("<>");

        private final String sign;

        Op(String sign) {
            this.sign = sign;
        }

        /** Returns its sign, the same in JSON and in every dialect of SQL. */
        public String sign() {
            return sign;
        }
    }

    /** Returns the fields {@code column}, {@code op}, {@code value} and, only where it is so, {@code or_missing}. */
    public Map<String, Object> toDocument() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("column", column);
        fields.put("op", op.sign());
        fields.put("value", value.toJson());
        if (orMissing) {
            fields.put("or_missing", true);
        }
        return fields;
    }
}

package io.segmenta.pipeline.read.parquet;

import java.util.Arrays;
import java.util.Optional;

/**
 * A column of a Parquet file as its footer describes it.
 *
 * @param name as it stands in the file
 * @param type how its values are stored
 * @param width bytes of a value of {@link Physical#FIXED}, else 0
 * @param optional whether a row may have no value
 * @param meaning what its values are
 * @param scale digits behind the point of a decimal, else 0
 * @param place the column's place among the chunks of a row group; -1 when it is nested
 */
record ParquetColumn(String name, Physical type, int width, boolean optional, Meaning meaning, int scale, int place) {

    /** How values are stored. */
    enum Physical {
        BOOLEAN(0, 0), INT32(1, 4), INT64(2, 8), INT96(3, 12), FLOAT(4, 4), DOUBLE(5, 8), BYTES(6, 0), FIXED(7, 0);

        private final int code;
        private final int size;

        Physical(int code, int size) {
            this.code = code;
            this.size = size;
        }

        static Optional<Physical> of(int code) {
            return Arrays.stream(values()).filter(one -> one.code == code).findAny();
        }

        /** Its number in the format. */
        int code() {
            return code;
        }

        /** Whether Hardwood gives them as bytes. */
        boolean isBinary() {
            return this == BYTES || this == FIXED || this == INT96;
        }
    }

    /** What values are. */
    enum Meaning {
        NUMBER, UNSIGNED, DECIMAL, HALF, TRUTH, TEXT, UUID, DATE, TIME_MILLIS, TIME_MICROS, TIME_NANOS,
        TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, TIMESTAMP_96, NESTED, OTHER;

        /** Whether values become numbers, not texts. */
        boolean isNumber() {
            return this == NUMBER || this == UNSIGNED || this == DECIMAL || this == HALF;
        }
    }

    /** Bytes of a plain value; 0 where they differ or are bits. */
    int size() {
        return type == Physical.FIXED ? width : type.size;
    }
}

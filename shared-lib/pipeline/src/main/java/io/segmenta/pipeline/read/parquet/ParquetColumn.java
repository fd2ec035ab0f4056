package io.segmenta.pipeline.read.parquet;

/**
 * A column of a Parquet file as its footer describes it.
 *
 * @param name as it stands in the file
 * @param type how its values are stored
 * @param width bytes of a value of {@link Type#FIXED}, else 0
 * @param optional whether a row may have no value
 * @param meaning what its values are
 * @param scale digits behind the point of a decimal, else 0
 * @param place the column's place among the chunks of a row group; -1 when it is nested
 */
record ParquetColumn(String name, Type type, int width, boolean optional, Meaning meaning, int scale, int place) {

    /** How values are stored, in the order of the format. */
    enum Type {
        BOOLEAN(0), INT32(4), INT64(8), INT96(12), FLOAT(4), DOUBLE(8), BYTES(0), FIXED(0);

        private final int size;

        Type(int size) {
            this.size = size;
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
        return type == Type.FIXED ? width : type.size;
    }
}

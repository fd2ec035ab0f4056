package io.segmenta.spark;

import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** What the values of a column of a Parquet file are, as a single function understands them. */
enum ParquetMeaning {
    NUMBER, UNSIGNED, DECIMAL, HALF, TRUTH, TEXT, UUID, DATE, TIME, TIMESTAMP, TIMESTAMP_96, OTHER;

    private static final int WIDEST_DECIMAL = 32;
    private static final int MILLIS = 1_000;
    private static final int MICROS = 1_000_000;
    private static final int NANOS = 1_000_000_000;

    /** Whether a column holds lists, maps or structures. */
    static boolean isNested(Type column) {
        return !column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED);
    }

    static ParquetMeaning of(PrimitiveType column) {
        LogicalTypeAnnotation said = column.getLogicalTypeAnnotation();
        PrimitiveTypeName stored = column.getPrimitiveTypeName();
        boolean whole = stored == PrimitiveTypeName.INT32 || stored == PrimitiveTypeName.INT64;
        boolean fixed = stored == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        if (said == null) {
            return stored(stored);
        }
        if (said instanceof StringLogicalTypeAnnotation || said instanceof EnumLogicalTypeAnnotation
                || said instanceof JsonLogicalTypeAnnotation) {
            return stored == PrimitiveTypeName.BINARY ? TEXT : OTHER;
        }
        if (said instanceof DecimalLogicalTypeAnnotation) {
            return whole || stored == PrimitiveTypeName.BINARY || (fixed && column.getTypeLength() <= WIDEST_DECIMAL)
                    ? DECIMAL
                    : OTHER;
        }
        if (said instanceof IntLogicalTypeAnnotation number) {
            return !whole ? OTHER : number.isSigned() ? NUMBER : UNSIGNED;
        }
        if (said instanceof DateLogicalTypeAnnotation) {
            return stored == PrimitiveTypeName.INT32 ? DATE : OTHER;
        }
        if (said instanceof TimeLogicalTypeAnnotation || said instanceof TimestampLogicalTypeAnnotation) {
            return !whole ? OTHER : said instanceof TimeLogicalTypeAnnotation ? TIME : TIMESTAMP;
        }
        if (said instanceof UUIDLogicalTypeAnnotation) {
            return UUID;
        }
        return said instanceof Float16LogicalTypeAnnotation ? HALF : OTHER;
    }

    private static ParquetMeaning stored(PrimitiveTypeName stored) {
        return switch (stored) {
            case BOOLEAN -> TRUTH;
            case INT96 -> TIMESTAMP_96;
            case BINARY -> TEXT;
            case FIXED_LEN_BYTE_ARRAY -> OTHER;
            case INT32, INT64, FLOAT, DOUBLE -> NUMBER;
        };
    }

    /** Returns the parts of a second that times of a column count. */
    static long partsOfSecond(PrimitiveType column) {
        TimeUnit unit = column.getLogicalTypeAnnotation() instanceof TimeLogicalTypeAnnotation time ? time.getUnit()
                : column.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation moment ? moment.getUnit()
                        : TimeUnit.NANOS;
        return unit == TimeUnit.MILLIS ? MILLIS : unit == TimeUnit.MICROS ? MICROS : NANOS;
    }

    /** Returns the digits behind the point of a decimal. */
    static int scale(PrimitiveType column) {
        return column.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale()
                : 0;
    }
}

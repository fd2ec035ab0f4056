package io.segmenta.spark;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.segmenta.model.data.Blanks;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Spells the values of a column of a Parquet file as a delimited file would, so that reading the text gives the number
 * that a single function takes from the file itself. Texts come without the blanks around them.
 */
final class ParquetCells extends PrimitiveConverter {

    /** From here on a whole number has more digits than a double keeps. */
    private static final long LONG = 1_000_000_000_000_000L;
    private static final int MOST_DIGITS = 15;
    /** Three digits behind a point might be taken for thousands, which they are not here. */
    private static final int THOUSANDS = 3;
    private static final long SECONDS_OF_DAY = 86_400;
    private static final long NANOS = 1_000_000_000;
    /** The day from which the format's oldest kind of time counts, as days since 1970. */
    private static final long JULIAN = 2_440_588;

    private final ParquetMeaning meaning;
    private final int scale;
    private final long parts;
    private final Consumer<String> cell;

    ParquetCells(PrimitiveType column, Consumer<String> cell) {
        this.meaning = ParquetMeaning.of(column);
        this.scale = ParquetMeaning.scale(column);
        this.parts = ParquetMeaning.partsOfSecond(column);
        this.cell = cell;
    }

    @Override
    public void addBoolean(boolean value) {
        cell.accept(value ? "true" : "false");
    }

    @Override
    public void addInt(int value) {
        addLong(meaning == ParquetMeaning.UNSIGNED ? Integer.toUnsignedLong(value) : value);
    }

    @Override
    public void addLong(long value) {
        cell.accept(switch (meaning) {
            case DECIMAL -> decimal(BigInteger.valueOf(value));
            case UNSIGNED -> Long.toUnsignedString(value);
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TIME -> clock(Math.floorMod(Math.floorDiv(value, parts), SECONDS_OF_DAY),
                    Math.floorMod(value, parts) * (NANOS / parts));
            case TIMESTAMP -> {
                long seconds = Math.floorDiv(value, parts);
                yield moment(Math.floorDiv(seconds, SECONDS_OF_DAY), Math.floorMod(seconds, SECONDS_OF_DAY),
                        Math.floorMod(value, parts) * (NANOS / parts));
            }
            default -> Long.toString(value);
        });
    }

    @Override
    public void addFloat(float value) {
        cell.accept(number(shortest(value)));
    }

    @Override
    public void addDouble(double value) {
        cell.accept(number(value));
    }

    @Override
    public void addBinary(Binary value) {
        cell.accept(switch (meaning) {
            case DECIMAL -> value.length() == 0 ? "" : decimal(new BigInteger(value.getBytes()));
            case HALF -> number(shortest(half(bytes(value).getShort())));
            case TIMESTAMP_96 -> {
                ByteBuffer bytes = bytes(value);
                long nanos = bytes.getLong();
                yield moment(bytes.getInt() - JULIAN + Math.floorDiv(nanos, SECONDS_OF_DAY * NANOS),
                        Math.floorMod(nanos, SECONDS_OF_DAY * NANOS) / NANOS, Math.floorMod(nanos, NANOS));
            }
            case UUID -> {
                ByteBuffer bytes = value.toByteBuffer();
                yield new UUID(bytes.getLong(), bytes.getLong()).toString();
            }
            default -> Blanks.strip(value.toStringUsingUTF8());
        });
    }

    private static ByteBuffer bytes(Binary value) {
        return ByteBuffer.wrap(value.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private String decimal(BigInteger unscaled) {
        if (scale == 0) {
            return unscaled.toString();
        }
        BigDecimal value = new BigDecimal(unscaled, scale);
        return unscaled.abs().compareTo(BigInteger.valueOf(LONG)) < 0 && scale <= MOST_DIGITS
                ? spelt(value)
                : number(value.doubleValue());
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LONG) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        return spelt(new BigDecimal(NumberOutput.toString(value, true)));
    }

    /** Without an exponent, with a point, and not with three digits behind it. */
    private static String spelt(BigDecimal value) {
        String digits = value.toPlainString();
        return value.scale() <= 0 ? digits + ".0" : value.scale() == THOUSANDS ? digits + "0" : digits;
    }

    /** Returns the number of double precision that the shortest digits of one of single precision spell. */
    private static double shortest(float value) {
        return Float.isFinite(value) ? Double.parseDouble(NumberOutput.toString(value, true)) : value;
    }

    /** Returns the number that the bits of one of half precision stand for (IEEE 754 binary16). */
    static float half(short bits) {
        int exponent = (bits >> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        float size = switch (exponent) {
            case 0 -> fraction * 0x1p-24f;
            case 0x1F -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> (0x400 + fraction) * (float) Math.scalb(1.0, exponent - 25);
        };
        return bits < 0 ? -size : size;
    }

    private static String moment(long epochDay, long second, long nanos) {
        String date = LocalDate.ofEpochDay(epochDay).toString();
        return second == 0 && nanos == 0 ? date : date + ' ' + clock(second, nanos);
    }

    private static String clock(long second, long nanos) {
        String clock = String.format(Locale.ROOT, "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
        return nanos == 0 ? clock : clock + '.' + String.format(Locale.ROOT, "%09d", nanos).replaceFirst("0+$", "");
    }
}

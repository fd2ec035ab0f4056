package io.segmenta.pipeline.read.parquet;

import io.segmenta.pipeline.read.parquet.ParquetColumn.Meaning;
import io.segmenta.pipeline.read.parquet.ParquetColumn.Physical;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the footer.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">the format</a>
 */
final class FooterReader {
    private static final int REQUIRED = 0;
    private static final int OPTIONAL = 1;
    private static final int UUID_WIDTH = 16;
    private static final int HALF_WIDTH = 2;
    /** Digits a decimal may have; no program writes more. */
    private static final int MOST_DIGITS = 76;

    private final ThriftReader in;
    private final List<Element> elements = new ArrayList<>();
    private final List<Footer.Group> groups = new ArrayList<>();
    private long rows;
    private boolean encrypted;

    /** One element of the schema, its numbers as the format has them; -1 where it says nothing. */
    private static final class Element {
        private int type = -1;
        private int width;
        private int repetition = REQUIRED;
        private String name = "";
        private int children;
        private int converted = -1;
        private int scale;
        /** The field of the union LogicalType that is set. */
        private int logical = -1;
        private boolean signed = true;
        /** Of a time: 1 milliseconds, 2 microseconds, 3 nanoseconds. */
        private int unit;
    }

    FooterReader(byte[] bytes) {
        this.in = new ThriftReader(bytes, 0, bytes.length);
    }

    /** Reads it; whether its columns are encrypted is asked afterwards. */
    Footer read() throws IOException {
        in.struct((id, type) -> {
            switch (id) {
                case 2 -> in.list(type, this::schemaElement);
                case 3 -> rows = in.longSize(type);
                case 4 -> in.list(type, this::group);
                case 8 -> {
                    encrypted = true;
                    in.skip(type);
                }
                default -> in.skip(type);
            }
        });
        return new Footer(rows, columns(), groups);
    }

    boolean isEncrypted() {
        return encrypted;
    }

    private void schemaElement(int elementType) throws IOException {
        Element element = new Element();
        in.struct(elementType, (id, type) -> {
            switch (id) {
                case 1 -> element.type = in.size(type);
                case 2 -> element.width = in.size(type);
                case 3 -> element.repetition = in.size(type);
                case 4 -> element.name = in.text(type);
                case 5 -> element.children = in.size(type);
                case 6 -> element.converted = in.size(type);
                case 7 -> element.scale = in.size(type);
                case 10 -> in.struct(type, (kind, inner) -> logical(element, kind, inner));
                default -> in.skip(type);
            }
        });
        elements.add(element);
    }

    private void logical(Element element, int kind, int elementType) throws IOException {
        element.logical = kind;
        in.struct(elementType, (id, type) -> {
            if (kind == 5 && id == 1) {
                element.scale = in.size(type);
            } else if ((kind == 7 || kind == 8) && id == 2) {
                in.struct(type, (unit, inner) -> {
                    element.unit = unit;
                    in.skip(inner);
                });
            } else if (kind == 10 && id == 2) {
                element.signed = in.bool(type);
            } else {
                in.skip(type);
            }
        });
    }

    private void group(int elementType) throws IOException {
        List<Footer.Chunk> chunks = new ArrayList<>();
        long[] count = new long[1];
        in.struct(elementType, (id, type) -> {
            switch (id) {
                case 1 -> in.list(type, chunk -> chunks.add(chunk(chunk)));
                case 3 -> count[0] = in.longSize(type);
                default -> in.skip(type);
            }
        });
        groups.add(new Footer.Group(count[0], chunks));
    }

    private Footer.Chunk chunk(int elementType) throws IOException {
        // The type, the codec, values, bytes unpacked and packed, the places of the first page and the dictionary.
        long[] of = {-1, 0, 0, 0, 0, 0, 0};
        in.struct(elementType, (id, type) -> {
            switch (id) {
                case 1 -> throw new IOException("a column lies in another file");
                case 3 -> in.struct(type, (field, inner) -> meta(of, field, inner));
                case 8, 9 -> {
                    encrypted = true;
                    in.skip(type);
                }
                default -> in.skip(type);
            }
        });
        long begin = of[6] > 0 && of[6] < of[5] ? of[6] : of[5];
        return new Footer.Chunk((int) of[0], (int) of[1], of[2], of[3], begin, of[4]);
    }

    private void meta(long[] of, int field, int type) throws IOException {
        switch (field) {
            case 1 -> of[0] = in.size(type);
            case 4 -> of[1] = in.size(type);
            case 5 -> of[2] = in.longSize(type);
            case 6 -> of[3] = in.longSize(type);
            case 7 -> of[4] = in.longSize(type);
            case 9 -> of[5] = in.longSize(type);
            case 11 -> of[6] = in.longSize(type);
            default -> in.skip(type);
        }
    }

    /** The columns below the root; a nested one takes the places of all its leaves. */
    private List<ParquetColumn> columns() throws IOException {
        List<ParquetColumn> columns = new ArrayList<>();
        if (elements.isEmpty()) {
            throw new IOException("its schema is empty");
        }
        int place = 0;
        int at = 1;
        for (int i = 0; i < elements.getFirst().children; i++) {
            int end = end(at);
            Element element = elements.get(at);
            boolean nested = isGroup(element) || element.repetition > OPTIONAL;
            columns.add(nested
                    ? new ParquetColumn(element.name, Physical.BYTES, 0, true, Meaning.NESTED, 0, -1)
                    : column(element, place));
            for (int j = at; j < end; j++) {
                place += isGroup(elements.get(j)) ? 0 : 1;
            }
            at = end;
        }
        return columns;
    }

    private static boolean isGroup(Element element) {
        return element.type < 0;
    }

    /** The element behind this one and all that lies in it. */
    private int end(int begin) throws IOException {
        long open = 1;
        int at = begin;
        while (open > 0) {
            if (at >= elements.size()) {
                throw new IOException("its schema ends too early");
            }
            open += isGroup(elements.get(at)) ? elements.get(at).children - 1 : -1;
            at++;
        }
        return at;
    }

    private static ParquetColumn column(Element element, int place) throws IOException {
        Physical type = Physical.of(element.type).orElseThrow(() -> new IOException(
                "the column \"" + element.name + "\" has a type that the format does not know"));
        if (type == Physical.FIXED && element.width == 0) {
            throw new IOException("the values of the column \"" + element.name + "\" have no width");
        }
        Meaning meaning = fitting(element, type, meaning(element, type));
        return new ParquetColumn(element.name, type, type == Physical.FIXED ? element.width : 0,
                element.repetition == OPTIONAL, meaning,
                meaning == Meaning.DECIMAL ? Math.min(element.scale, MOST_DIGITS) : 0, place);
    }

    private static Meaning meaning(Element element, Physical type) {
        return switch (element.logical) {
            case 1, 4, 12 -> Meaning.TEXT;
            case 5 -> Meaning.DECIMAL;
            case 6 -> Meaning.DATE;
            case 7 -> unit(element, Meaning.TIME_MILLIS, Meaning.TIME_MICROS, Meaning.TIME_NANOS);
            case 8 -> unit(element, Meaning.TIMESTAMP_MILLIS, Meaning.TIMESTAMP_MICROS, Meaning.TIMESTAMP_NANOS);
            case 10 -> element.signed ? Meaning.NUMBER : Meaning.UNSIGNED;
            case 14 -> Meaning.UUID;
            case 15 -> Meaning.HALF;
            case -1, 11 -> converted(element, type);
            default -> Meaning.OTHER;
        };
    }

    private static Meaning unit(Element element, Meaning millis, Meaning micros, Meaning nanos) {
        return element.unit == 1 ? millis : element.unit == 2 ? micros : nanos;
    }

    /** What older programs write, or how the values are stored where nothing else is said. */
    private static Meaning converted(Element element, Physical type) {
        return switch (element.converted) {
            case 0, 4, 19 -> Meaning.TEXT;
            case 5 -> Meaning.DECIMAL;
            case 6 -> Meaning.DATE;
            case 7 -> Meaning.TIME_MILLIS;
            case 8 -> Meaning.TIME_MICROS;
            case 9 -> Meaning.TIMESTAMP_MILLIS;
            case 10 -> Meaning.TIMESTAMP_MICROS;
            case 11, 12, 13, 14 -> Meaning.UNSIGNED;
            case -1, 15, 16, 17, 18 -> switch (type) {
                case BOOLEAN -> Meaning.TRUTH;
                case INT96 -> Meaning.TIMESTAMP_96;
                case BYTES -> Meaning.TEXT;
                case FIXED -> Meaning.OTHER;
                case INT32, INT64, FLOAT, DOUBLE -> Meaning.NUMBER;
            };
            default -> Meaning.OTHER;
        };
    }

    /** The meaning, or OTHER where values stored like these cannot have it. */
    private static Meaning fitting(Element element, Physical type, Meaning meaning) {
        boolean fits = switch (meaning) {
            case NUMBER ->
                type == Physical.INT32 || type == Physical.INT64 || type == Physical.FLOAT || type == Physical.DOUBLE;
            case UNSIGNED -> type == Physical.INT32 || type == Physical.INT64;
            case DECIMAL -> type == Physical.INT32 || type == Physical.INT64 || type == Physical.BYTES
                    || (type == Physical.FIXED && element.width <= 2 * UUID_WIDTH);
            case HALF -> type == Physical.FIXED && element.width == HALF_WIDTH;
            case TRUTH -> type == Physical.BOOLEAN;
            case TEXT -> type == Physical.BYTES;
            case UUID -> type == Physical.FIXED && element.width == UUID_WIDTH;
            case DATE, TIME_MILLIS -> type == Physical.INT32;
            case TIME_MICROS, TIME_NANOS, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> type == Physical.INT64;
            case TIMESTAMP_96 -> type == Physical.INT96;
            case NESTED, OTHER -> true;
        };
        return fits ? meaning : Meaning.OTHER;
    }
}

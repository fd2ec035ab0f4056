package io.segmenta.pipeline.read.parquet;

import java.io.IOException;

/**
 * The header of a page, its numbers as the format has them.
 *
 * @param kind what it is: values, an index, a dictionary, or values of the second kind of page
 * @param size bytes unpacked
 * @param packed bytes as they are stored
 * @param values how many, missing ones included
 * @param encoding of the values
 * @param levels encoding of which values are missing
 * @param levelBytes of the second kind of page: bytes of levels before the values, which are never packed
 * @param isPacked of the second kind of page: whether its values are packed
 * @param crc of the packed bytes, or -1
 * @param begin where the content begins
 */
record PageHeader(int kind, int size, int packed, int values, int encoding, int levels, int levelBytes,
        boolean isPacked, long crc, int begin) {
    static final int VALUES = 0;
    static final int INDEX = 1;
    static final int DICTIONARY = 2;
    static final int VALUES_2 = 3;

    static final int PLAIN = 0;
    static final int PLAIN_DICTIONARY = 2;
    static final int RLE = 3;
    static final int DELTA_NUMBERS = 5;
    static final int DELTA_LENGTHS = 6;
    static final int DELTA_TEXTS = 7;
    static final int RLE_DICTIONARY = 8;
    static final int SPLIT = 9;

    static PageHeader read(byte[] bytes, int from, int end) throws IOException {
        // In the order of the record.
        long[] of = {-1, -1, -1, -1, -1, RLE, 0, 1, -1};
        ThriftReader in = new ThriftReader(bytes, from, end);
        in.struct((id, type) -> {
            switch (id) {
                case 1 -> of[0] = in.size(type);
                case 2 -> of[1] = in.size(type);
                case 3 -> of[2] = in.size(type);
                case 4 -> of[8] = in.i32(type) & 0xFFFFFFFFL;
                case 5 -> in.struct(type, (field, inner) -> {
                    switch (field) {
                        case 1 -> of[3] = in.size(inner);
                        case 2 -> of[4] = in.size(inner);
                        case 3 -> of[5] = in.size(inner);
                        default -> in.skip(inner);
                    }
                });
                case 7 -> in.struct(type, (field, inner) -> {
                    switch (field) {
                        case 1 -> of[3] = in.size(inner);
                        case 2 -> of[4] = in.size(inner);
                        default -> in.skip(inner);
                    }
                });
                case 8 -> in.struct(type, (field, inner) -> second(in, of, field, inner));
                default -> in.skip(type);
            }
        });
        return new PageHeader((int) of[0], (int) of[1], (int) of[2], (int) of[3], (int) of[4], (int) of[5],
                (int) of[6], of[7] != 0, of[8], in.at()).checked(end);
    }

    private static void second(ThriftReader in, long[] of, int field, int type) throws IOException {
        switch (field) {
            case 1 -> of[3] = in.size(type);
            case 4 -> of[4] = in.size(type);
            case 5 -> of[6] = in.size(type);
            case 6 -> {
                if (in.size(type) != 0) {
                    throw new IOException("a page repeats values");
                }
            }
            case 7 -> of[7] = in.bool(type) ? 1 : 0;
            default -> in.skip(type);
        }
    }

    private PageHeader checked(int end) throws IOException {
        if (kind < 0 || kind > VALUES_2) {
            throw new IOException("there is a page of no known kind");
        }
        if (size < 0 || packed < 0 || packed > end - begin) {
            throw new IOException("a page reaches beyond its column");
        }
        if (kind != INDEX && (values < 0 || encoding < 0)) {
            throw new IOException("a page does not say what it holds");
        }
        if (kind == VALUES_2 && (levelBytes > packed || levelBytes > size)) {
            throw new IOException("a page is smaller than its levels");
        }
        return this;
    }

    boolean isDictionary() {
        return kind == DICTIONARY;
    }

    /** Whether the values are places in a dictionary. */
    boolean isOfDictionary() {
        return encoding == PLAIN_DICTIONARY || encoding == RLE_DICTIONARY;
    }
}

package io.segmenta.spark;

import java.io.Serializable;

/**
 * A stretch of a file, and the rows that begin in it.
 *
 * @param file its path
 * @param start of the stretch, in bytes; of a packed file in those that it unpacks to
 * @param end of the stretch, exclusive
 * @param packed whether the file is compressed by gzip, and the stretch all of it
 * @param state of {@link Csv} at the start
 * @param firstRow the number of its first row among all rows of all files, from 0
 * @param firstOfFile the number of the file's first row among them
 * @param part its place among all stretches, from 0
 */
record FileRange(String file, long start, long end, boolean packed, int state, long firstRow, long firstOfFile,
        int part) implements Serializable {

    /** Returns the same stretch at a place among all. */
    FileRange at(int place) {
        return new FileRange(file, start, end, packed, state, firstRow, firstOfFile, place);
    }

    /** Returns the number of a row within its file, from 1, as messages name it. */
    long rowOfFile(long row) {
        return row - firstOfFile + 1;
    }
}

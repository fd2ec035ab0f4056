package io.segmenta.spark;

import io.segmenta.spark.Fault.FaultException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of a stretch, one after another. For one thread. */
interface Rows extends Closeable {

    /**
     * Reads the next row.
     *
     * @return its cells, overwritten by the next call; empty at the end
     * @throws FaultException when the row cannot be read
     */
    List<String> next() throws IOException;

    /** Returns the number of the row read last, among all rows of all files, from 0. */
    long row();
}

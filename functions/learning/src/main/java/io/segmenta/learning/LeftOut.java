package io.segmenta.learning;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.pipeline.read.ReadResult;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Rows of customers who have opted out are left out before anything is learned. */
final class LeftOut {
    private LeftOut() {}

    /**
     * The file without the rows of some customers; the file itself where nothing names its rows, or none are left out.
     *
     * @throws DataException when no row is left
     */
    static ReadResult of(ReadResult file, Predicate<String> customers) {
        Optional<Column> names = file.schema().identifier(file.table());
        if (names.isEmpty()) {
            return file;
        }
        int[] kept = IntStream.range(0, file.table().rows())
                .filter(row -> !customers.test(names.get().text(row))).toArray();
        int out = file.table().rows() - kept.length;
        if (kept.length == 0) {
            throw DataException.of(Reason.TOO_FEW_ROWS, "%s: all %d rows are of customers who have opted out",
                    file.table().source(), out);
        }
        return out == 0 ? file
                : new ReadResult(file.table().selectRows(kept), file.schema(), file.report().noting(
                        out + (out == 1 ? " row is" : " rows are") + " left out, of customers who have opted out"));
    }
}

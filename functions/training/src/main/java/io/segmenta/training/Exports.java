package io.segmenta.training;

import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.contract.ExportRequest;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunOutcome;
import io.segmenta.model.json.Json;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowFilter;
import io.segmenta.model.rows.RowValues;
import io.segmenta.model.rows.SafeCsv;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredRows;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes the lists of rows that people ask for over the API, which cannot: an answer has six megabytes, a list any
 * size. The same request gives the same bytes. Rows that are gone are told of; faults of infrastructure are thrown, and
 * the notice comes again.
 */
final class Exports {
    private static final String JSON = "application/json";

    private final ObjectStore store;
    private final OptOutList optOuts;

    /** @param optOuts who is not listed */
    Exports(ObjectStore store, OptOutList optOuts) {
        this.store = store;
        this.optOuts = optOuts;
    }

    /** Writes the list that a notice tells somebody wants; empty when it is of no such request. */
    Optional<RunOutcome> see(Notice notice, Log log) {
        return ExportKey.parse(notice.key())
                .filter(_ -> notice.isCreation() && notice.bucket().equals(store.bucket()))
                .map(key -> see(key, log));
    }

    private RunOutcome see(ExportKey key, Log log) {
        boolean open = store.head(key.result()).isEmpty();
        store.readAll(key.request()).filter(_ -> open).map(ExportRequest::parse).ifPresent(request -> {
            Map<String, Object> result = written(key, request);
            store.create(key.result(), JSON, ObjectContent.of(Json.write(result)));
            log.info("list written", "export", key.export(), "dataset", key.dataset(), "rows",
                    result.getOrDefault("rows", 0));
        });
        return new RunOutcome(Optional.empty(), Optional.of(key.dataset()), RunOutcome.Status.IGNORED, store.bucket(),
                Optional.of("listed"), Optional.empty());
    }

    private Map<String, Object> written(ExportKey key, ExportRequest request) {
        RunFolder run = new RunFolder(key.dataset(), request.run());
        Optional<StoredRows> stored = StoredRows.find(store, run, StoredRows.Kind.ASSIGNED);
        boolean known = stored.filter(rows -> rows.index().columns().containsAll(request.columns())).isPresent();
        Optional<StoredRows> values = known ? Optional.empty() : StoredRows.find(store, run, StoredRows.Kind.VALUES);
        if (stored.isEmpty() || (!known && values.isEmpty())) {
            return failure("the rows of version " + request.version() + " were erased");
        }
        OptOutList.Known out = optOuts();
        Listing listing = new Listing(stored.get(), values, request, out.leftOut().orElse(_ -> false));
        try {
            store.create(key.list(), "text/csv; charset=utf-8", listing);
        } catch (ObjectConflictException rewritten) {
            return failure("the rows of version " + request.version() + " were rewritten meanwhile; ask for the list "
                    + "again");
        }
        // Who opts out afterwards is on the list: it is given to nobody then.
        return Map.of("rows", listing.rows(), "opt_outs", out.etag().orElse(""));
    }

    private OptOutList.Known optOuts() {
        try {
            return optOuts.known();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> failure(String detail) {
        return Map.of("failure", Map.of("code", "rows-gone", "detail", detail));
    }

    /** The rows as a spreadsheet opens them. */
    private static final class Listing implements ObjectContent {
        private final AssignedRows rows;
        private final RowFilter filter;
        private final Optional<RowValues> values;
        private final int[] columns;
        private final String header;
        private final Map<String, String> names;
        private final Predicate<String> leftOut;
        private int count;

        /** @param read what the model read of the rows, where columns of that are wanted */
        Listing(StoredRows stored, Optional<StoredRows> read, ExportRequest request, Predicate<String> leftOut) {
            this.leftOut = leftOut;
            rows = new AssignedRows(stored.index(), stored);
            values = read.map(file -> new RowValues(file.index(), file));
            filter = new RowFilter(request.segments(), request.minConfidence());
            List<String> known = new ArrayList<>(stored.index().columns());
            values.ifPresent(more -> known.addAll(more.columns()));
            columns = request.columns().stream().mapToInt(known::indexOf).filter(at -> at >= 0).toArray();
            header = line(known.stream().map(SafeCsv::cell).toList());
            names = request.names();
        }

        int rows() {
            return count;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(("\ufeff" + header).getBytes(StandardCharsets.UTF_8));
            count = 0;
            try {
                rows.forEach(filter, row -> write(row, out));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private void write(AssignedRow row, OutputStream out) {
            if (row.identifier().filter(leftOut).isPresent()) {
                return;
            }
            try {
                List<String> cells = new ArrayList<>(
                        row.named(names.getOrDefault(row.segment(), row.name())).cells());
                values.ifPresent(more -> cells.addAll(more.cells(row.number())));
                out.write(line(cells).getBytes(StandardCharsets.UTF_8));
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String line(List<String> cells) {
            return Arrays.stream(columns).mapToObj(cells::get).collect(Collectors.joining(",", "", "\n"));
        }
    }
}

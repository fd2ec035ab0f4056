package io.segmenta.privacy;

import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowErasure;
import io.segmenta.model.rows.RowFilter;
import io.segmenta.model.rows.RowValues;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of one run without the rows of some customers. The rows that are left are numbered anew, alike in all
 * files. The table that names customers comes last, so that an attempt that is broken off finds them again. For one
 * thread.
 */
final class RunErasure {
    private static final PeoplePlace PLACE = PeoplePlace.RUNS;
    /** Ends the key of an index whose rows are about to be written. */
    private static final String NEXT = ".next";

    private final ObjectStore store;
    private final RunFolder run;
    private final Changes changes;
    private final StoredRows rows;
    private final SortedMap<Integer, String> owners;
    private final int[] gone;

    private RunErasure(ObjectStore store, RunFolder run, Changes changes, StoredRows rows,
            SortedMap<Integer, String> owners) {
        this.store = store;
        this.run = run;
        this.changes = changes;
        this.rows = rows;
        this.owners = owners;
        this.gone = owners.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Finds the customers' rows; empty where the run has none. */
    static Optional<RunErasure> of(ObjectStore store, RunFolder run, Subjects subjects, Changes changes) {
        finish(store, run, changes, RunFile.VALUES, RunFile.VALUE_BLOCKS);
        finish(store, run, changes, RunFile.ASSIGNMENTS, RunFile.BLOCKS);
        Optional<StoredRows> stored = StoredRows.find(store, run, StoredRows.Kind.ASSIGNED)
                .filter(found -> found.index().identified());
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<Integer, String> owners = new TreeMap<>();
        new AssignedRows(stored.get().index(), stored.get()).forEach(new RowFilter(List.of(), 0),
                row -> row.identifier().flatMap(subjects::named)
                        .ifPresent(subject -> owners.put(row.number(), subject)));
        return owners.isEmpty() ? Optional.empty()
                : Optional.of(new RunErasure(store, run, changes, stored.get(), owners));
    }

    /** Who has rows in the run, and how many. */
    Map<String, Integer> whose() {
        Map<String, Integer> rows = new TreeMap<>();
        owners.values().forEach(subject -> rows.merge(subject, 1, Integer::sum));
        return rows;
    }

    /** The numbers of the customers' rows, in order. */
    int[] gone() {
        return gone.clone();
    }

    /** Whether no row is left. */
    boolean isAll() {
        return gone.length == rows.index().rows();
    }

    /** Writes the files anew, but for lines of text, which {@link TextRows} sees to before. */
    void write() {
        Optional<StoredRows> values = StoredRows.find(store, run, StoredRows.Kind.VALUES)
                .filter(found -> found.index().rows() == rows.index().rows());
        values.ifPresent(this::reference);
        map();
        representatives();
        values.ifPresent(found -> blocks(found, RunFile.VALUES, RunFile.VALUE_BLOCKS));
        blocks(rows, RunFile.ASSIGNMENTS, RunFile.BLOCKS);
    }

    private void blocks(StoredRows stored, RunFile file, RunFile index) {
        RowErasure erasure = new RowErasure(stored.index(), stored, gone);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        try {
            erasure.writeTo(bytes);
            erasure.writeIndexTo(blocks);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String next = run.key(index) + NEXT;
        store.create(next, index.contentType(), ObjectContent.of(blocks.toByteArray()));
        Map<String, Change.Part> parts = Changes.rows(whose());
        changes.write(PLACE, run.key(file), file.contentType(), bytes.toByteArray(), parts);
        changes.write(PLACE, run.key(index), index.contentType(), blocks.toByteArray(), parts);
        store.delete(next);
    }

    /** Puts an index beside rows that an attempt before has written and not indexed. */
    private static void finish(ObjectStore store, RunFolder run, Changes changes, RunFile file, RunFile index) {
        String next = run.key(index) + NEXT;
        store.readAll(next).ifPresent(blocks -> {
            changes.planned(run.key(file)).filter(_ -> !changes.isOpen(run.key(file)))
                    .ifPresent(done -> changes.write(PLACE, run.key(index), index.contentType(), blocks, done.parts()));
            store.delete(next);
        });
    }

    /** Takes out rows for comparison that have the customers' values. */
    private void reference(StoredRows stored) {
        String key = run.key(RunFile.REFERENCE);
        Optional<byte[]> found = store.readAll(key).filter(_ -> changes.isOpen(key));
        if (found.isEmpty()) {
            return;
        }
        Packed file = Packed.of(found.get());
        JsonObject document = Json.parse(file.plain(), RunFile.REFERENCE.path());
        List<JsonObject> columns = document.objects("columns");
        List<List<String>> cells = columns.stream().map(column -> column.strings("values")).toList();
        RowValues values = new RowValues(stored.index(), stored);
        int count = cells.isEmpty() ? 0 : cells.get(0).size();
        boolean[] out = new boolean[count];
        Map<String, Integer> taken = new TreeMap<>();
        owners.forEach((number, subject) -> {
            Map<String, Object> row = values.find(number);
            for (int i = 0; i < count; i++) {
                if (!out[i] && isLike(row, values.columns(), columns, cells, i)) {
                    out[i] = true;
                    taken.merge(subject, 1, Integer::sum);
                }
            }
        });
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (!out[i]) {
                left.add(i);
            }
        }
        if (left.size() == count) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>(document.fields());
        double[] weights = document.numbers("weights");
        fields.put("weights", left.stream().map(i -> weights[i]).toList());
        List<Object> kept = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            Map<String, Object> column = new LinkedHashMap<>(columns.get(c).fields());
            List<String> all = cells.get(c);
            column.put("values", left.stream().map(all::get).toList());
            kept.add(column);
        }
        fields.put("columns", kept);
        changes.write(PLACE, key, RunFile.REFERENCE.contentType(), file.repacked(Json.write(fields)),
                Changes.rows(taken));
    }

    private static boolean isLike(Map<String, Object> row, List<String> known, List<JsonObject> columns,
            List<List<String>> cells, int place) {
        for (int c = 0; c < columns.size(); c++) {
            String name = columns.get(c).string("name");
            Object value = row.get(name);
            String text = value instanceof Double number ? Double.toString(number)
                    : value == null ? "" : value.toString();
            // Dates stand as days in one of the files, and as dates in the other.
            boolean date = text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
            if (known.contains(name) && !date && !text.equals(cells.get(c).get(place))) {
                return false;
            }
        }
        return true;
    }

    /** Takes the customers from among the rows nearest the middle of a segment. */
    private void representatives() {
        String key = run.key(RunFile.REPRESENTATIVES);
        Optional<byte[]> found = store.readAll(key).filter(_ -> changes.isOpen(key));
        if (found.isEmpty()) {
            return;
        }
        List<Object> segments = new ArrayList<>();
        Map<String, Integer> taken = new TreeMap<>();
        whose().keySet().forEach(subject -> taken.put(subject, 0));
        for (JsonObject segment : Json.parse(found.get(), RunFile.REPRESENTATIVES.path()).objects("segments")) {
            List<Object> left = new ArrayList<>();
            for (JsonObject row : segment.objects("representatives")) {
                int number = (int) row.integer("row");
                if (isGone(number)) {
                    taken.merge(owners.get(number), 1, Integer::sum);
                } else {
                    Map<String, Object> fields = new LinkedHashMap<>(row.fields());
                    fields.put("row", number + Arrays.binarySearch(gone, number) + 1);
                    left.add(fields);
                }
            }
            Map<String, Object> fields = new LinkedHashMap<>(segment.fields());
            fields.put("representatives", left);
            segments.add(fields);
        }
        changes.write(PLACE, key, RunFile.REPRESENTATIVES.contentType(),
                Json.write(Map.of("segments", segments)), Changes.rows(taken));
    }

    /** Lays the customers' points over those of somebody else, and numbers the others anew: the file keeps its form. */
    private void map() {
        String key = run.key(RunFile.POINTS);
        Optional<byte[]> points = store.readAll(key).filter(_ -> changes.isOpen(key));
        Optional<byte[]> form = store.readAll(run.key(RunFile.MAP));
        if (points.isEmpty() || form.isEmpty()) {
            return;
        }
        byte[] bytes = points.get().clone();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<JsonObject> sections = Json.parse(form.get(), RunFile.MAP.path()).object("file").objects("sections");
        JsonObject numbers = sections.stream().filter(one -> one.string("name").equals(RowColumn.NAME)).findFirst()
                .orElseThrow();
        int count = (int) numbers.integer("length");
        int at = (int) numbers.integer("offset");
        int other = 0;
        while (other < count && isGone(file.getInt(at + 4 * other))) {
            other++;
        }
        if (other == count) {
            changes.delete(PLACE, key, whose().keySet());
            return;
        }
        for (int i = 0; i < count; i++) {
            if (isGone(file.getInt(at + 4 * i))) {
                for (JsonObject section : sections) {
                    int size = RowColumn.size(section.string("type"));
                    int from = (int) section.integer("offset");
                    System.arraycopy(bytes, from + size * other, bytes, from + size * i, size);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            int old = file.getInt(at + 4 * i);
            file.putInt(at + 4 * i, old + Arrays.binarySearch(gone, old) + 1);
        }
        changes.write(PLACE, key, RunFile.POINTS.contentType(), bytes, Changes.whole(whose().keySet()));
    }

    private boolean isGone(int number) {
        return Arrays.binarySearch(gone, number) >= 0;
    }

    /** The sections of the file of points. */
    private static final class RowColumn {
        static final String NAME = "row";

        private RowColumn() {}

        /** Bytes of a value; none of what is no list of points. */
        static int size(String type) {
            return switch (type) {
                case "int16", "uint16" -> 2;
                case "uint32" -> 4;
                case "uint8" -> 1;
                default -> 0;
            };
        }
    }
}

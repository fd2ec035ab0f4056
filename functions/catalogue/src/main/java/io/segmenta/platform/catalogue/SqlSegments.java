package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.RunSegment;
import io.segmenta.platform.Hashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lasting segments in three tables, none of whose rows is ever changed. */
final class SqlSegments implements SegmentBook {
    private static final String KNOWN = """
            SELECT segments.*, edits.number, edits.name AS edited_name, edits.action AS edited_action,
              edits.edited_by, edits.at
            FROM segmenta.segments segments LEFT JOIN segmenta.segment_edits edits
              ON edits.dataset = segments.dataset AND edits.segment = segments.segment AND edits.number =
                (SELECT MAX(newest.number) FROM segmenta.segment_edits newest
                 WHERE newest.dataset = segments.dataset AND newest.segment = segments.segment)
            WHERE segments.dataset = ? ORDER BY segments.created_at, segments.cluster, segments.segment""";

    /** Rows of one statement. */
    private static final int AT_ONCE = 200;

    private final Supplier<Database> database;

    SqlSegments(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public void found(UUID run, String dataset, List<RunSegment> segments, Instant now) {
        for (int from = 0; from < segments.size(); from += AT_ONCE) {
            List<RunSegment> some = segments.subList(from, Math.min(from + AT_ONCE, segments.size()));
            insert("segments (id, dataset, segment, cluster, name, action, color, born_run, created_at)", 9, some,
                    segment -> Stream.of(Hashes.id("segment", dataset, segment.id()), dataset, segment.id(),
                            segment.cluster(), segment.name(), segment.action(), segment.color(), run, now));
            insert("segment_versions (id, run_id, dataset, segment, cluster, name, action, color, size, share)", 10,
                    some, segment -> Stream.of(Hashes.id("segment of a run", run.toString(), segment.id()), run,
                            dataset, segment.id(), segment.cluster(), segment.name(), segment.action(),
                            segment.color(), segment.size(), segment.share()));
        }
    }

    /** Inserts rows by one statement, but for those that are there. */
    private void insert(String columns, int count, List<RunSegment> segments,
            Function<RunSegment, Stream<Object>> values) {
        String row = "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
        update("INSERT INTO segmenta." + columns + " VALUES "
                + String.join(", ", Collections.nCopies(segments.size(), row)) + " ON CONFLICT DO NOTHING",
                segments.stream().flatMap(values).toArray());
    }

    @Override
    public List<SegmentVersion> versions(String dataset) {
        return Sql.query(database.get(), row -> new SegmentVersion(row.getObject("run_id", UUID.class),
                new RunSegment(row.getString("segment"), row.getInt("cluster"), row.getString("name"),
                        row.getString("action"), row.getString("color"), row.getLong("size"),
                        row.getDouble("share"))),
                "SELECT * FROM segmenta.segment_versions WHERE dataset = ? ORDER BY run_id, cluster", dataset);
    }

    @Override
    public List<KnownSegment> segments(String dataset) {
        return Sql.query(database.get(), SqlSegments::known, KNOWN, dataset);
    }

    @Override
    public boolean edit(Edit edit, AuditEntry entry) {
        Sql.together(database.get(), new Sql.Command("""
                INSERT INTO segmenta.segment_edits (id, dataset, segment, number, name, action, edited_by, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", edit.id(), edit.dataset(), edit.segment(),
                edit.number(), edit.name().orElse(null), edit.action().orElse(null), edit.by(), edit.at()),
                SqlAudit.when(entry, "SELECT 1 FROM segmenta.segment_edits WHERE id = ? AND edited_by = ? AND at = ?",
                        edit.id(), edit.by(), edit.at()));
        // An answer that was lost is asked for again, and then finds this very edit.
        return Sql.query(database.get(), SqlSegments::edit, "SELECT * FROM segmenta.segment_edits WHERE id = ?",
                edit.id()).contains(edit);
    }

    @Override
    public List<Edit> edits(String dataset, String segment) {
        return Sql.query(database.get(), SqlSegments::edit, """
                SELECT * FROM segmenta.segment_edits WHERE dataset = ? AND segment = ? ORDER BY number DESC""",
                dataset, segment);
    }

    private void update(String sql, @Nullable Object... arguments) {
        Sql.update(database.get(), sql, arguments);
    }

    private static Edit edit(ResultSet row) throws SQLException {
        return edit(row, "name", "action");
    }

    private static Edit edit(ResultSet row, String name, String action) throws SQLException {
        return new Edit(row.getString("dataset"), row.getString("segment"), row.getInt("number"),
                Sql.optionalText(row, name), Sql.optionalText(row, action), row.getString("edited_by"),
                Sql.instant(row, "at"));
    }

    private static KnownSegment known(ResultSet row) throws SQLException {
        Optional<Edit> edited = row.getObject("number") == null ? Optional.empty()
                : Optional.of(edit(row, "edited_name", "edited_action"));
        return new KnownSegment(row.getString("dataset"), row.getString("segment"), row.getString("name"),
                row.getString("action"), row.getString("color"), row.getObject("born_run", UUID.class),
                Sql.instant(row, "created_at"), edited);
    }
}

package io.segmenta.platform.catalogue;

import io.segmenta.platform.Hashes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Drift in three tables. A window is closed by moving the state on by one version; what belongs to it follows. */
final class SqlDriftBook implements DriftBook {
    private static final String IF_CLOSED = " WHERE EXISTS (SELECT 1 FROM segmenta.drift_states"
            + " WHERE id = ?::uuid AND version = ?::bigint AND closing = ?::text)";

    private final Supplier<Database> database;

    SqlDriftBook(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public Optional<DriftState> state(String dataset, String model) {
        return Sql.query(database.get(), row -> new DriftState(row.getString("dataset"), row.getString("model"),
                row.getString("state"), row.getLong("version")),
                "SELECT * FROM segmenta.drift_states WHERE id = ? AND version > 0", id(dataset, model)).stream()
                .findFirst();
    }

    private static UUID id(String dataset, String model) {
        return Hashes.id("drift", dataset, model);
    }

    @Override
    public boolean close(Closing closing, Instant now) {
        DriftState next = closing.next();
        UUID id = id(next.dataset(), next.model());
        Sql.update(database.get(), """
                INSERT INTO segmenta.drift_states (id, dataset, model, state, version, closing, updated_at)
                VALUES (?, ?, ?, '{}'::jsonb, 0, '', ?) ON CONFLICT DO NOTHING""", id, next.dataset(), next.model(),
                now);
        String key = closing.window().reportKey();
        Object[] closed = {id, next.version(), key};
        List<Sql.Command> commands = new ArrayList<>();
        commands.add(new Sql.Command("""
                UPDATE segmenta.drift_states SET state = ?::jsonb, version = ?, closing = ?, updated_at = ?
                WHERE id = ? AND version = ?""", next.state(), next.version(), key, now, id, next.version() - 1));
        commands.add(window(closing.window(), closed, now));
        closing.opened().forEach(alarm -> commands.add(opened(alarm, closed)));
        closing.closed().forEach(alarm -> commands.add(new Sql.Command(
                "UPDATE segmenta.drift_alarms SET closed = ?::date" + IF_CLOSED + " AND id = ?::uuid",
                with(closed, new Object[] {alarm.closed().orElseThrow()}, alarm.id()))));
        closing.news().forEach(news -> commands.add(new Sql.Command("""
                INSERT INTO segmenta.outbox (id, dataset, detail_type, detail, created_at)
                SELECT ?::uuid, ?::text, ?::text, ?::jsonb, ?::timestamptz""" + IF_CLOSED + " ON CONFLICT DO NOTHING",
                with(closed, new Object[] {news.id(), news.dataset(), news.type(), news.detail(), news.at()}))));
        Sql.together(database.get(), commands.toArray(Sql.Command[]::new));
        return !Sql.query(database.get(), row -> row.getString("closing"),
                "SELECT closing FROM segmenta.drift_states WHERE id = ? AND version = ? AND closing = ?", closed)
                .isEmpty();
    }

    private static Sql.Command window(DriftWindow window, Object[] closed, Instant now) {
        return new Sql.Command("""
                INSERT INTO segmenta.drift_windows
                  (id, dataset, model, started, ended, records, files, verdict, advice, report_key, closed_at, segments)
                SELECT ?::uuid, ?::text, ?::text, ?::date, ?::date, ?::bigint, ?::integer, ?::text, ?::text, ?::text,
                  ?::timestamptz, ?::text""" + IF_CLOSED + " ON CONFLICT DO NOTHING",
                with(closed, new Object[] {
                        Hashes.id("drift window", window.dataset(), window.model(), window.started().toString()),
                        window.dataset(), window.model(), window.started(), window.ended(), window.records(),
                        window.files(), window.verdict(), window.advice(), window.reportKey(), now,
                        text(window.segments())}));
    }

    private static Sql.Command opened(DriftAlarm alarm, Object[] closed) {
        return new Sql.Command("""
                INSERT INTO segmenta.drift_alarms
                  (id, dataset, model, statistic, detector, effect, opened)
                SELECT ?::uuid, ?::text, ?::text, ?::text, ?::text, ?::double precision, ?::date""" + IF_CLOSED
                + " ON CONFLICT DO NOTHING",
                with(closed, new Object[] {alarm.id(), alarm.dataset(), alarm.model(), alarm.statistic(),
                        alarm.detector(), alarm.effect(), alarm.opened()}));
    }

    private static Object[] with(Object[] closed, Object[] first, Object... last) {
        List<Object> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(List.of(closed));
        all.addAll(List.of(last));
        return all.toArray();
    }

    @Override
    public List<DriftWindow> windows(String dataset, int limit) {
        return Sql.query(database.get(), SqlDriftBook::window, """
                SELECT * FROM segmenta.drift_windows WHERE dataset = ?
                ORDER BY started DESC, closed_at DESC, id LIMIT ?""", dataset, limit);
    }

    private static DriftWindow window(ResultSet row) throws SQLException {
        return new DriftWindow(row.getString("dataset"), row.getString("model"), day(row, "started").orElseThrow(),
                day(row, "ended").orElseThrow(), row.getLong("records"), row.getInt("files"),
                row.getString("verdict"), row.getString("advice"), row.getString("report_key"),
                numbers(row.getString("segments")));
    }

    private static String text(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Windows from before have none. */
    private static List<Long> numbers(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of()
                : Arrays.stream(text.split(" ", 0)).map(Long::valueOf).toList();
    }

    @Override
    public List<DriftAlarm> alarms(String dataset, int limit) {
        return Sql.query(database.get(), SqlDriftBook::alarm, """
                SELECT * FROM segmenta.drift_alarms WHERE dataset = ?
                ORDER BY closed IS NOT NULL, opened DESC, id LIMIT ?""", dataset, limit);
    }

    private static DriftAlarm alarm(ResultSet row) throws SQLException {
        return new DriftAlarm(row.getObject("id", UUID.class), row.getString("dataset"), row.getString("model"),
                row.getString("statistic"), row.getString("detector"), row.getDouble("effect"),
                day(row, "opened").orElseThrow(), day(row, "closed"),
                Sql.optionalText(row, "acknowledged_by"));
    }

    @Override
    public Optional<DriftAlarm> acknowledge(String dataset, UUID alarm, String by, AuditEntry entry) {
        Sql.together(database.get(), new Sql.Command("""
                UPDATE segmenta.drift_alarms SET acknowledged_by = ?
                WHERE id = ? AND dataset = ? AND acknowledged_by IS NULL""", by, alarm, dataset),
                SqlAudit.when(entry, """
                        SELECT 1 FROM segmenta.drift_alarms WHERE id = ?::uuid AND dataset = ? AND acknowledged_by = ?
                        AND NOT EXISTS (SELECT 1 FROM segmenta.audit WHERE action = ? AND object = ?)""", alarm,
                        dataset, by, entry.action(), entry.object()));
        return Sql.query(database.get(), SqlDriftBook::alarm,
                "SELECT * FROM segmenta.drift_alarms WHERE id = ? AND dataset = ?", alarm, dataset).stream()
                .findFirst();
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}

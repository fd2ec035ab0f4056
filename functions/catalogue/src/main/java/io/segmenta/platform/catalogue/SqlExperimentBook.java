package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.platform.Hashes;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Experiments in two tables. That one runs at most in a data set is seen to by a column that names the data set while
 * it does, and that no two rows have alike.
 */
final class SqlExperimentBook implements ExperimentBook {
    private static final String NONE_YET = "none_yet";
    private static final String RUNS = " WHERE EXISTS (SELECT 1 FROM segmenta.experiments"
            + " WHERE id = ?::uuid AND running_in IS NOT NULL)";

    private final Supplier<Database> database;

    SqlExperimentBook(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public Experiment start(Experiment experiment, AuditEntry entry) {
        Sql.together(database.get(), new Sql.Command("""
                INSERT INTO segmenta.experiments
                  (id, dataset, running_in, plan, started_at, started_by, decision)
                VALUES (?, ?, ?, ?::jsonb, ?, ?, ?) ON CONFLICT DO NOTHING""", experiment.id(), experiment.dataset(),
                experiment.dataset(), plan(experiment), experiment.started(), experiment.by(), NONE_YET),
                SqlAudit.when(entry, "SELECT 1 FROM segmenta.experiments WHERE id = ?", experiment.id()));
        return Sql.query(database.get(), SqlExperimentBook::experiment,
                "SELECT * FROM segmenta.experiments WHERE running_in = ?", experiment.dataset()).stream().findFirst()
                .or(() -> find(experiment.id())).orElseGet(() -> start(experiment, entry));
    }

    @Override
    public Optional<Experiment> find(UUID id) {
        return Sql.query(database.get(), SqlExperimentBook::experiment,
                "SELECT * FROM segmenta.experiments WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Experiment> list(Optional<String> dataset, int limit) {
        String order = " ORDER BY started_at DESC, id LIMIT ?";
        return dataset.isPresent()
                ? Sql.query(database.get(), SqlExperimentBook::experiment,
                        "SELECT * FROM segmenta.experiments WHERE dataset = ?" + order, dataset.get(), limit)
                : Sql.query(database.get(), SqlExperimentBook::experiment,
                        "SELECT * FROM segmenta.experiments" + order, limit);
    }

    @Override
    public List<Experiment> running() {
        return Sql.query(database.get(), SqlExperimentBook::experiment,
                "SELECT * FROM segmenta.experiments WHERE running_in IS NOT NULL ORDER BY started_at, id");
    }

    @Override
    public Experiment stop(UUID id, Experiment.End end, AuditEntry entry) {
        Sql.together(database.get(), ending(id, end), SqlAudit.when(entry,
                "SELECT 1 FROM segmenta.experiments WHERE id = ? AND ended_at = ? AND ended_by = ?", id, end.at(),
                end.by()));
        return find(id).orElseThrow();
    }

    @Override
    public void end(UUID id, Experiment.End end) {
        Sql.together(database.get(), ending(id, end));
    }

    private static Sql.Command ending(UUID id, Experiment.End end) {
        return new Sql.Command("""
                UPDATE segmenta.experiments SET running_in = NULL, ended_because = ?, decision = ?, ended_at = ?,
                  ended_by = ?
                WHERE id = ? AND running_in IS NOT NULL""", end.because().name().toLowerCase(Locale.ROOT),
                end.decision(), end.at(), end.by(), id);
    }

    @Override
    public void look(ExperimentLook look, Optional<Experiment.End> end, List<Announcement> news) {
        List<Sql.Command> commands = new ArrayList<>();
        commands.add(new Sql.Command("""
                INSERT INTO segmenta.experiment_looks (id, experiment, looked_at, counts, decision, report_key)
                SELECT ?::uuid, ?::uuid, ?::timestamptz, ?::jsonb, ?::text, ?::text""" + RUNS
                + " ON CONFLICT DO NOTHING", Hashes.id("experiment look", look.reportKey()), look.experiment(),
                look.at(), look.counts(), look.decision(), look.reportKey(), look.experiment()));
        news.forEach(one -> commands.add(new Sql.Command("""
                INSERT INTO segmenta.outbox (id, dataset, detail_type, detail, created_at)
                SELECT ?::uuid, ?::text, ?::text, ?::jsonb, ?::timestamptz""" + RUNS + " ON CONFLICT DO NOTHING",
                one.id(), one.dataset(), one.type(), one.detail(), one.at(), look.experiment())));
        end.ifPresent(how -> commands.add(ending(look.experiment(), how)));
        Sql.together(database.get(), commands.toArray(Sql.Command[]::new));
    }

    @Override
    public List<ExperimentLook> looks(UUID experiment, int limit) {
        return Sql.query(database.get(), row -> new ExperimentLook(row.getObject("experiment", UUID.class),
                Sql.instant(row, "looked_at"), row.getString("counts"), row.getString("decision"),
                row.getString("report_key")), """
                        SELECT * FROM segmenta.experiment_looks WHERE experiment = ?
                        ORDER BY looked_at DESC, id LIMIT ?""", experiment, limit);
    }

    /** What of an experiment never changes. */
    private static String plan(Experiment experiment) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("live", Json.parse(experiment.live().write(), "experiment").fields());
        experiment.outcome().ifPresent(outcome -> {
            plan.put("outcome", outcome.name());
            plan.put("numbers", outcome.numbers());
        });
        plan.put("customers", experiment.customers());
        plan.put("segments", experiment.segments());
        return new String(Json.write(plan), StandardCharsets.UTF_8);
    }

    static Experiment experiment(ResultSet row) throws SQLException {
        JsonObject plan = Json.parse(row.getString("plan").getBytes(StandardCharsets.UTF_8), "experiment");
        Optional<Experiment.End> end = Sql.optionalText(row, "ended_because").isEmpty() ? Optional.empty()
                : Optional.of(new Experiment.End(because(row.getString("ended_because")), row.getString("decision"),
                        Sql.instant(row, "ended_at"), row.getString("ended_by")));
        return new Experiment(
                LiveExperiment.parse(row.getString("dataset"), Json.write(plan.object("live").fields())),
                plan.has("outcome")
                        ? Optional.of(new Experiment.Outcome(plan.string("outcome"), plan.bool("numbers")))
                        : Optional.empty(),
                plan.integer("customers", 0, Integer.MAX_VALUE), plan.integer("segments", 0, Integer.MAX_VALUE),
                Sql.instant(row, "started_at"), row.getString("started_by"), end);
    }

    private static Experiment.Because because(String word) {
        return Arrays.stream(Experiment.Because.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word)).findFirst().orElseThrow();
    }
}

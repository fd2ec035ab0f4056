package io.segmenta.platform.catalogue;

import io.segmenta.model.contract.DatasetName;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Pages of the catalogue, by its own connection. */
final class SqlListings implements Listings {
    /** What a run without a silhouette is sorted by: less than the least there can be. */
    private static final double NO_SILHOUETTE = -2;
    private static final String SILHOUETTE = "COALESCE((metrics->>'" + MetricNames.SILHOUETTE_SCORE
            + "')::double precision, " + NO_SILHOUETTE + ")";

    /** PostgreSQL knows no times far before or after these. */
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Supplier<Database> database;

    SqlListings(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public List<Dataset> datasets(DatasetOrder order, boolean descending, Optional<Mark> after, int limit) {
        Statement statement = new Statement("SELECT id, name, created_at FROM segmenta.datasets")
                .where(SqlDeletions.THERE);
        switch (order) {
            case NAME -> statement.page("name", descending, after.map(mark -> marked(mark, name(mark))));
            case CREATED_AT ->
                statement.page("created_at", descending, after.map(mark -> marked(mark, instant(mark))));
        }
        return statement.rows(SqlListings::dataset, limit);
    }

    @Override
    public List<Mention> mentions(String identifier, List<String> hashes) {
        return Mentions.of(database.get(), identifier, hashes);
    }

    @Override
    public Optional<Dataset> dataset(String nameOrId) {
        Optional<Dataset> named = new Statement("SELECT id, name, created_at FROM segmenta.datasets")
                .where(SqlDeletions.THERE).where("name = ?", nameOrId).rows(SqlListings::dataset, 1).stream()
                .findFirst();
        return named.or(() -> id(nameOrId).flatMap(id -> new Statement(
                "SELECT id, name, created_at FROM segmenta.datasets").where(SqlDeletions.THERE).where("id = ?", id)
                .rows(SqlListings::dataset, 1).stream().findFirst()));
    }

    @Override
    public List<Run> runs(RunFilter filter, RunOrder order, boolean descending, Optional<Mark> after, int limit) {
        Statement statement = new Statement("SELECT * FROM segmenta.runs");
        filter.dataset().ifPresent(dataset -> statement.where("dataset = ?", dataset));
        if (!filter.statuses().isEmpty()) {
            statement.whereIn("status", filter.statuses().stream().map(Run.Status::name).toList());
        }
        filter.createdAfter().ifPresent(moment -> statement.where("created_at > ?", moment));
        switch (order) {
            case CREATED_AT ->
                statement.page("created_at", descending, after.map(mark -> marked(mark, instant(mark))));
            case SILHOUETTE -> statement.page(SILHOUETTE, descending, after.map(mark -> marked(mark, number(mark))));
        }
        return statement.rows(RunRow::of, limit);
    }

    @Override
    public List<Run> runs(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of()
                : new Statement("SELECT * FROM segmenta.runs").whereIn("id", ids).rows(RunRow::of, ids.size());
    }

    @Override
    public List<Run> newestRuns(Collection<String> datasets) {
        if (datasets.isEmpty()) {
            return List.of();
        }
        return new Statement("SELECT * FROM segmenta.runs one").whereIn("dataset", datasets)
                .where("id = (SELECT newest.id FROM segmenta.runs newest WHERE newest.dataset = one.dataset "
                        + "ORDER BY newest.created_at DESC, newest.id LIMIT 1)")
                .rows(RunRow::of, datasets.size());
    }

    @Override
    public List<Deployment> current(Collection<String> datasets) {
        if (datasets.isEmpty()) {
            return List.of();
        }
        return new Statement("SELECT * FROM segmenta.deployments").whereIn("dataset", datasets)
                .whereIn("state", List.of(Deployment.State.LIVE.name(), Deployment.State.REQUESTED.name()))
                .order("requested_at DESC, version DESC").rows(SqlDeployments::deployment, Integer.MAX_VALUE);
    }

    @Override
    public List<AuditEntry> audit(AuditFilter filter, Optional<Mark> after, int limit) {
        Statement statement = new Statement("SELECT * FROM segmenta.audit");
        filter.dataset().ifPresent(dataset -> statement.where("dataset = ?", dataset));
        filter.actor().ifPresent(actor -> statement.where("actor = ?", actor));
        if (!filter.actions().isEmpty()) {
            statement.whereIn("action", filter.actions());
        }
        filter.after().ifPresent(moment -> statement.where("at > ?", moment));
        statement.page("at", true, after.map(mark -> marked(mark, instant(mark))));
        return statement.rows(SqlAudit::entry, limit);
    }

    @Override
    public List<Experiment> experiments(Optional<String> dataset, Optional<Mark> after, int limit) {
        Statement statement = new Statement("SELECT * FROM segmenta.experiments");
        dataset.ifPresent(name -> statement.where("dataset = ?", name));
        statement.page("started_at", true, after.map(mark -> marked(mark, instant(mark))));
        return statement.rows(SqlExperimentBook::experiment, limit);
    }

    static double silhouette(Run run) {
        return run.metrics().map(Json::parse)
                .map(metrics -> metrics.path(MetricNames.SILHOUETTE_SCORE).asDouble(NO_SILHOUETTE))
                .orElse(NO_SILHOUETTE);
    }

    private record Marked(Object key, UUID id) {}

    private static Marked marked(Mark mark, Object key) {
        return new Marked(key, mark.id());
    }

    private static Instant instant(Mark mark) {
        try {
            Instant time = Instant.parse(mark.key());
            if (time.isAfter(FIRST) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("not a time: " + mark.key(), noTime);
        }
        throw new IllegalArgumentException("not a time that anything was made at: " + mark.key());
    }

    private static String name(Mark mark) {
        if (!DatasetName.isValid(mark.key())) {
            throw new IllegalArgumentException("not the name of a data set: " + mark.key());
        }
        return mark.key();
    }

    private static Double number(Mark mark) {
        return Double.valueOf(mark.key());
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    private static Dataset dataset(ResultSet row) throws SQLException {
        return new Dataset(row.getObject("id", UUID.class), row.getString("name"), Sql.instant(row, "created_at"));
    }

    /** A statement that is put together from constants, with its arguments. */
    private final class Statement {
        private final StringBuilder sql;
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> arguments = new ArrayList<>();
        private String order = "";

        Statement(String select) {
            this.sql = new StringBuilder(select);
        }

        Statement where(String condition, Object... values) {
            conditions.add(condition);
            arguments.addAll(List.of(values));
            return this;
        }

        Statement whereIn(String column, Collection<?> values) {
            conditions.add(column + " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
            arguments.addAll(values);
            return this;
        }

        Statement order(String by) {
            order = by;
            return this;
        }

        /** Sorts by the key and then the id, and begins after the mark. */
        void page(String key, boolean descending, Optional<Marked> after) {
            String direction = descending ? " DESC" : "";
            order = key + direction + ", id" + direction;
            String beyond = descending ? " < ?" : " > ?";
            after.ifPresent(mark -> where("(" + key + beyond + " OR (" + key + " = ? AND id" + beyond + "))",
                    mark.key(), mark.key(), mark.id()));
        }

        <T> List<T> rows(Sql.Row<T> row, int limit) {
            if (!conditions.isEmpty()) {
                sql.append(" WHERE ").append(String.join(" AND ", conditions));
            }
            if (!order.isEmpty()) {
                sql.append(" ORDER BY ").append(order);
            }
            arguments.add(limit);
            return Sql.query(database.get(), row, sql.append(" LIMIT ?").toString(), arguments.toArray());
        }
    }
}

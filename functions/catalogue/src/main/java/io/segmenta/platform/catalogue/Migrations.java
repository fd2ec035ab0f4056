package io.segmenta.platform.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the schema to this version. Each step is one statement in its own transaction, as Aurora DSQL demands, and may
 * be done twice or by two at once, because there is no lock to take: it says "if not exists", and losing the race
 * counts as done. A released step is never changed; new ones are added at the end.
 * <p>
 * Everything lies in a schema of its own: Aurora DSQL's {@code public} is for its administrator alone.
 */
public final class Migrations {
    /** Nothing was there: the table, the schema, or the right to see that there is one. */
    private static final Set<String> UNDEFINED = Set.of("42P01", "3F000", "42501");

    /** The step that makes the table in which steps are noted. */
    private static final int LOG = 2;

    static final List<String> STEPS = List.of("CREATE SCHEMA IF NOT EXISTS segmenta", """
            CREATE TABLE IF NOT EXISTS segmenta.schema_migrations (
              version integer PRIMARY KEY,
              applied_at timestamptz NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS segmenta.datasets (
              id uuid PRIMARY KEY,
              name text NOT NULL,
              created_at timestamptz NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS segmenta.runs (
              id uuid PRIMARY KEY,
              dataset text NOT NULL,
              bucket text NOT NULL,
              object_key text NOT NULL,
              object_version text NOT NULL,
              object_size bigint NOT NULL,
              configuration_sha256 text NOT NULL,
              configuration jsonb NOT NULL,
              status text NOT NULL,
              owner text NOT NULL,
              lease_until timestamptz NOT NULL,
              attempts integer NOT NULL,
              stage text NOT NULL,
              progress double precision NOT NULL,
              reason text,
              detail text,
              data_sha256 text,
              model_sha256 text,
              metrics jsonb,
              created_at timestamptz NOT NULL,
              updated_at timestamptz NOT NULL,
              finished_at timestamptz)""", """
            CREATE INDEX ${async} IF NOT EXISTS runs_by_dataset ON segmenta.runs (dataset, created_at)""", """
            CREATE TABLE IF NOT EXISTS segmenta.models (
              id uuid PRIMARY KEY,
              run_id uuid NOT NULL UNIQUE,
              dataset text NOT NULL,
              version integer,
              arn text,
              status text NOT NULL,
              created_at timestamptz NOT NULL,
              updated_at timestamptz NOT NULL)""", """
            CREATE INDEX ${async} IF NOT EXISTS models_by_dataset ON segmenta.models (dataset, version)""", """
            CREATE TABLE IF NOT EXISTS segmenta.approvals (
              id uuid PRIMARY KEY,
              dataset text NOT NULL,
              version integer NOT NULL,
              arn text NOT NULL,
              status text NOT NULL,
              at timestamptz NOT NULL,
              comment text NOT NULL)""", """
            CREATE INDEX ${async} IF NOT EXISTS approvals_by_dataset ON segmenta.approvals (dataset, at)""", """
            CREATE TABLE IF NOT EXISTS segmenta.deployments (
              id uuid PRIMARY KEY,
              dataset text NOT NULL,
              version integer NOT NULL,
              arn text NOT NULL,
              target text NOT NULL,
              endpoint_config text NOT NULL,
              state text NOT NULL,
              issued boolean NOT NULL,
              detail text NOT NULL,
              approved_at timestamptz NOT NULL,
              requested_at timestamptz NOT NULL,
              updated_at timestamptz NOT NULL)""",
            """
                    CREATE INDEX ${async} IF NOT EXISTS deployments_by_dataset ON segmenta.deployments (dataset, requested_at)""",
            """
                    CREATE TABLE IF NOT EXISTS segmenta.reconciliations (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      owner text NOT NULL,
                      lease_until timestamptz NOT NULL,
                      again boolean NOT NULL)""", """
                    CREATE INDEX ${async} IF NOT EXISTS runs_by_object ON segmenta.runs (object_key)""",
            "ALTER TABLE segmenta.deployments ADD COLUMN IF NOT EXISTS endpoint text",
            "ALTER TABLE segmenta.runs ADD COLUMN IF NOT EXISTS uploaded_by text",
            "ALTER TABLE segmenta.approvals ADD COLUMN IF NOT EXISTS decided_by text",
            "ALTER TABLE segmenta.approvals ADD COLUMN IF NOT EXISTS live_run uuid", """
                    CREATE TABLE IF NOT EXISTS segmenta.segments (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      segment text NOT NULL,
                      cluster integer NOT NULL,
                      name text NOT NULL,
                      action text NOT NULL,
                      color text NOT NULL,
                      born_run uuid NOT NULL,
                      created_at timestamptz NOT NULL)""",
            "CREATE INDEX ${async} IF NOT EXISTS segments_by_dataset ON segmenta.segments (dataset)", """
                    CREATE TABLE IF NOT EXISTS segmenta.segment_versions (
                      id uuid PRIMARY KEY,
                      run_id uuid NOT NULL,
                      dataset text NOT NULL,
                      segment text NOT NULL,
                      cluster integer NOT NULL,
                      name text NOT NULL,
                      action text NOT NULL,
                      color text NOT NULL,
                      size bigint NOT NULL,
                      share double precision NOT NULL)""",
            "CREATE INDEX ${async} IF NOT EXISTS versions_by_dataset ON segmenta.segment_versions (dataset)", """
                    CREATE TABLE IF NOT EXISTS segmenta.segment_edits (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      segment text NOT NULL,
                      number integer NOT NULL,
                      name text,
                      action text,
                      edited_by text NOT NULL,
                      at timestamptz NOT NULL)""",
            """
                    CREATE INDEX ${async} IF NOT EXISTS segment_edits_by_segment ON segmenta.segment_edits (dataset, segment)""",
            """
                    CREATE TABLE IF NOT EXISTS segmenta.outbox (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      detail_type text NOT NULL,
                      detail jsonb NOT NULL,
                      created_at timestamptz NOT NULL,
                      sent_at timestamptz)""",
            "CREATE INDEX ${async} IF NOT EXISTS outbox_by_dataset ON segmenta.outbox (dataset, sent_at)", """
                    CREATE TABLE IF NOT EXISTS segmenta.uploads (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      file_name text NOT NULL,
                      size bigint NOT NULL,
                      content_type text NOT NULL,
                      created_at timestamptz NOT NULL,
                      expires_at timestamptz NOT NULL,
                      announced_by text NOT NULL)""",
            "CREATE INDEX ${async} IF NOT EXISTS uploads_by_dataset ON segmenta.uploads (dataset, created_at)", """
                    CREATE TABLE IF NOT EXISTS segmenta.idempotency_keys (
                      id uuid PRIMARY KEY,
                      request_sha256 text NOT NULL,
                      owner text NOT NULL,
                      lease_until timestamptz NOT NULL,
                      expires_at timestamptz NOT NULL,
                      first_owner text NOT NULL,
                      begun_at timestamptz NOT NULL,
                      answer text)""",
            "CREATE INDEX ${async} IF NOT EXISTS idempotency_keys_by_end ON segmenta.idempotency_keys (expires_at)", """
                    CREATE TABLE IF NOT EXISTS segmenta.audit (
                      id uuid PRIMARY KEY,
                      at timestamptz NOT NULL,
                      actor text NOT NULL,
                      role text NOT NULL,
                      action text NOT NULL,
                      dataset text,
                      object text NOT NULL,
                      was jsonb,
                      became jsonb,
                      comment text,
                      request_id text NOT NULL)""",
            "CREATE INDEX ${async} IF NOT EXISTS audit_by_time ON segmenta.audit (at)", """
                    CREATE TABLE IF NOT EXISTS segmenta.cancellations (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      asked_by text NOT NULL,
                      at timestamptz NOT NULL)""", """
                    CREATE TABLE IF NOT EXISTS segmenta.drift_states (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      model text NOT NULL,
                      state jsonb NOT NULL,
                      version bigint NOT NULL,
                      closing text NOT NULL,
                      updated_at timestamptz NOT NULL)""", """
                    CREATE TABLE IF NOT EXISTS segmenta.drift_windows (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      model text NOT NULL,
                      started date NOT NULL,
                      ended date NOT NULL,
                      records bigint NOT NULL,
                      files integer NOT NULL,
                      verdict text NOT NULL,
                      advice text NOT NULL,
                      report_key text NOT NULL,
                      closed_at timestamptz NOT NULL)""",
            "CREATE INDEX ${async} IF NOT EXISTS drift_windows_by_dataset ON segmenta.drift_windows (dataset, started)",
            """
                    CREATE TABLE IF NOT EXISTS segmenta.drift_alarms (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      model text NOT NULL,
                      statistic text NOT NULL,
                      detector text NOT NULL,
                      effect double precision NOT NULL,
                      opened date NOT NULL,
                      closed date,
                      acknowledged_by text)""",
            "CREATE INDEX ${async} IF NOT EXISTS drift_alarms_by_dataset ON segmenta.drift_alarms (dataset, opened)",
            """
                    CREATE TABLE IF NOT EXISTS segmenta.experiments (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL,
                      running_in text UNIQUE,
                      plan jsonb NOT NULL,
                      started_at timestamptz NOT NULL,
                      started_by text NOT NULL,
                      ended_because text,
                      decision text NOT NULL,
                      ended_at timestamptz,
                      ended_by text)""",
            "CREATE INDEX ${async} IF NOT EXISTS experiments_by_dataset ON segmenta.experiments (dataset, started_at)",
            """
                    CREATE TABLE IF NOT EXISTS segmenta.experiment_looks (
                      id uuid PRIMARY KEY,
                      experiment uuid NOT NULL,
                      looked_at timestamptz NOT NULL,
                      counts jsonb NOT NULL,
                      decision text NOT NULL,
                      report_key text NOT NULL)""",
            """
                    CREATE INDEX ${async} IF NOT EXISTS experiment_looks_by_experiment
                      ON segmenta.experiment_looks (experiment, looked_at)""",
            "ALTER TABLE segmenta.drift_windows ADD COLUMN IF NOT EXISTS segments text", """
                    CREATE TABLE IF NOT EXISTS segmenta.run_costs (
                      id uuid PRIMARY KEY,
                      run_id uuid NOT NULL,
                      dataset text NOT NULL,
                      attempt integer NOT NULL,
                      region text NOT NULL,
                      foreseen jsonb,
                      spent jsonb,
                      noted_at timestamptz NOT NULL)""",
            "CREATE INDEX ${async} IF NOT EXISTS run_costs_by_run ON segmenta.run_costs (run_id)", """
                    CREATE TABLE IF NOT EXISTS segmenta.deleted_datasets (
                      id uuid PRIMARY KEY,
                      dataset text NOT NULL UNIQUE,
                      deleted_by text NOT NULL,
                      at timestamptz NOT NULL)""");

    private Migrations() {}

    /** The number of the last step: what the schema of this program is called. */
    public static int version() {
        return STEPS.size();
    }

    /**
     * Does every step that has not been done.
     *
     * @param source connects as the owner of the tables
     * @return the number of steps done now
     * @throws CatalogueException when a step is refused; those before it stay done
     */
    public static int apply(ConnectionSource source) {
        try (Database database = new Database(source)) {
            Set<Integer> applied = database.run(Migrations::applied);
            int done = 0;
            for (int version = 1; version <= STEPS.size(); version++) {
                if (!applied.contains(version)) {
                    step(database, version);
                    done++;
                }
            }
            return done;
        }
    }

    /**
     * Refuses a schema that lacks a step of this program. A later one will do: steps only add.
     *
     * @throws CatalogueException that says which step is missing and what to do
     */
    static void check(Database database) {
        int found = database.run(Migrations::applied).stream().mapToInt(version -> version).max().orElse(0);
        if (found < STEPS.size()) {
            throw new CatalogueException("the catalogue's schema is at step " + found + " and this program needs step "
                    + STEPS.size() + "; deploy the stack again, which migrates it");
        }
    }

    private static void step(Database database, int version) {
        String async = database.indexesAsync() ? "ASYNC " : "";
        Sql.define(database, STEPS.get(version - 1).replace("${async} ", async));
        if (version > LOG) {
            database.run(connection -> note(connection, version));
        } else if (version == LOG) {
            for (int earlier = 1; earlier <= LOG; earlier++) {
                int done = earlier;
                database.run(connection -> note(connection, done));
            }
        }
    }

    private static Set<Integer> applied(Connection connection) throws SQLException {
        Set<Integer> versions = new HashSet<>();
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT version FROM segmenta.schema_migrations");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                versions.add(rows.getInt(1));
            }
        } catch (SQLException e) {
            if (!UNDEFINED.contains(Database.state(e))) {
                throw e;
            }
        }
        return versions;
    }

    private static int note(Connection connection, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO segmenta.schema_migrations (version, applied_at) VALUES (?, now()) "
                        + "ON CONFLICT DO NOTHING")) {
            statement.setInt(1, version);
            return statement.executeUpdate();
        }
    }
}

package io.segmenta.platform.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the schema to this version. Each step is one statement in its own transaction, as Aurora DSQL demands, and may
 * be done twice or by two at once, because there is no lock to take: it says "if not exists", and losing the race
 * counts as done. A released step is never changed; new ones are added at the end.
 */
final class Migrations {
    private static final Set<String> ALREADY_DONE = Set.of("42P07", "42710", "23505");
    private static final String UNDEFINED_TABLE = "42P01";

    static final List<String> STEPS = List.of("""
            CREATE TABLE IF NOT EXISTS datasets (
              id uuid PRIMARY KEY,
              name text NOT NULL,
              created_at timestamptz NOT NULL)""", """
            CREATE TABLE IF NOT EXISTS runs (
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
            CREATE INDEX ${async} IF NOT EXISTS runs_by_dataset ON runs (dataset, created_at)""", """
            CREATE TABLE IF NOT EXISTS models (
              id uuid PRIMARY KEY,
              run_id uuid NOT NULL UNIQUE,
              dataset text NOT NULL,
              version integer,
              arn text,
              status text NOT NULL,
              created_at timestamptz NOT NULL,
              updated_at timestamptz NOT NULL)""", """
            CREATE INDEX ${async} IF NOT EXISTS models_by_dataset ON models (dataset, version)""", """
            CREATE TABLE IF NOT EXISTS approvals (
              id uuid PRIMARY KEY,
              dataset text NOT NULL,
              version integer NOT NULL,
              arn text NOT NULL,
              status text NOT NULL,
              at timestamptz NOT NULL,
              comment text NOT NULL)""", """
            CREATE INDEX ${async} IF NOT EXISTS approvals_by_dataset ON approvals (dataset, at)""", """
            CREATE TABLE IF NOT EXISTS deployments (
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
              updated_at timestamptz NOT NULL)""", """
            CREATE INDEX ${async} IF NOT EXISTS deployments_by_dataset ON deployments (dataset, requested_at)""", """
            CREATE TABLE IF NOT EXISTS reconciliations (
              id uuid PRIMARY KEY,
              dataset text NOT NULL,
              owner text NOT NULL,
              lease_until timestamptz NOT NULL,
              again boolean NOT NULL)""", """
            CREATE INDEX ${async} IF NOT EXISTS runs_by_object ON runs (object_key)""");

    private Migrations() {}

    static void apply(Database database) {
        Set<Integer> applied = database.run(Migrations::applied);
        if (applied.isEmpty()) {
            step(database, "CREATE TABLE IF NOT EXISTS schema_migrations "
                    + "(version integer PRIMARY KEY, applied_at timestamptz NOT NULL)");
        }
        for (int version = 1; version <= STEPS.size(); version++) {
            if (!applied.contains(version)) {
                step(database, STEPS.get(version - 1));
                int done = version;
                database.run(connection -> note(connection, done));
            }
        }
    }

    private static void step(Database database, String template) {
        String async = database.indexesAsync() ? "ASYNC " : "";
        String sql = template.replace("${async} ", async);
        database.run(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            } catch (SQLException e) {
                if (ALREADY_DONE.contains(Database.state(e))) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static Set<Integer> applied(Connection connection) throws SQLException {
        Set<Integer> versions = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT version FROM schema_migrations");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                versions.add(rows.getInt(1));
            }
        } catch (SQLException e) {
            if (!UNDEFINED_TABLE.equals(Database.state(e))) {
                throw e;
            }
        }
        return versions;
    }

    private static int note(Connection connection, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO schema_migrations (version, applied_at) VALUES (?, now()) ON CONFLICT DO NOTHING")) {
            statement.setInt(1, version);
            return statement.executeUpdate();
        }
    }
}

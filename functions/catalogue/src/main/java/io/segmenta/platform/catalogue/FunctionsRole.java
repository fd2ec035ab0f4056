package io.segmenta.platform.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The role of the database that the functions sign in as: it reads and writes rows, and can neither change a table nor
 * delete anything but idempotency keys, which end. Granting is done by the owner of the tables, again and again to the
 * same effect.
 */
public final class FunctionsRole {
    /** What the role is called on Aurora DSQL, where the migration makes it. */
    public static final String NAME = "segmenta_functions";

    /** What the statements of {@link SqlCatalogue} need; most of what people decide, do and know is only ever added. */
    static final List<String> RIGHTS = List.of("USAGE ON SCHEMA segmenta", "SELECT ON segmenta.schema_migrations",
            "SELECT, INSERT ON segmenta.datasets", "SELECT, INSERT, UPDATE ON segmenta.runs",
            "SELECT, INSERT, UPDATE ON segmenta.models", "SELECT, INSERT ON segmenta.approvals",
            "SELECT, INSERT, UPDATE ON segmenta.deployments", "SELECT, INSERT, UPDATE ON segmenta.reconciliations",
            "SELECT, INSERT ON segmenta.segments", "SELECT, INSERT ON segmenta.segment_versions",
            "SELECT, INSERT ON segmenta.segment_edits", "SELECT, INSERT, UPDATE ON segmenta.outbox",
            "SELECT, INSERT ON segmenta.uploads", "SELECT, INSERT ON segmenta.audit",
            "SELECT, INSERT ON segmenta.cancellations", "SELECT, INSERT, UPDATE ON segmenta.drift_states",
            "SELECT, INSERT ON segmenta.drift_windows", "SELECT, INSERT, UPDATE ON segmenta.drift_alarms",
            "SELECT, INSERT, UPDATE ON segmenta.experiments", "SELECT, INSERT ON segmenta.experiment_looks",
            "SELECT, INSERT, UPDATE ON segmenta.run_costs", "SELECT, INSERT ON segmenta.deleted_datasets",
            "SELECT, INSERT, UPDATE, DELETE ON segmenta.idempotency_keys");

    private FunctionsRole() {}

    /** Grants a role that is there what it needs; after {@link Migrations#apply}. */
    public static void grant(ConnectionSource source, String role) {
        try (Database database = new Database(source)) {
            grant(database, role);
        }
    }

    /**
     * On Aurora DSQL: makes the role, lets exactly the given IAM roles sign in as it, and grants it what it needs.
     *
     * @param iamRoles ARNs
     */
    public static void make(ConnectionSource source, List<String> iamRoles) {
        try (Database database = new Database(source)) {
            Sql.define(database, "CREATE ROLE " + NAME + " WITH LOGIN");
            Set<String> mapped = new HashSet<>(Sql.query(database, row -> row.getString(1),
                    "SELECT arn FROM sys.iam_pg_role_mappings WHERE pg_role_name = ?", NAME));
            for (String arn : iamRoles) {
                if (!mapped.remove(arn)) {
                    Sql.define(database, "AWS IAM GRANT " + NAME + " TO " + literal(arn));
                }
            }
            for (String arn : mapped) {
                Sql.define(database, "AWS IAM REVOKE " + NAME + " FROM " + literal(arn));
            }
            grant(database, NAME);
        }
    }

    private static void grant(Database database, String role) {
        for (String right : RIGHTS) {
            Sql.define(database, "GRANT " + right + " TO " + identifier(role));
        }
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

package io.segmenta.platform.catalogue;

import io.segmenta.model.privacy.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the catalogue names a customer, which nothing of Segmenta does by itself: in what people have written, in the
 * reason of a failed run that quotes its file, in the name of a file.
 */
final class Mentions {
    /** Every column with a text of each table. */
    static final List<String> TEXTS = List.of(
            "approvals dataset arn status comment decided_by",
            "audit actor role action dataset object was became comment request_id",
            "cancellations dataset asked_by",
            "datasets name",
            "deleted_datasets dataset deleted_by",
            "deployments dataset arn target endpoint_config state detail endpoint",
            "drift_alarms dataset model statistic detector acknowledged_by",
            "drift_states dataset model state closing",
            "drift_windows dataset model verdict advice report_key segments",
            "experiment_looks counts decision report_key",
            "experiments dataset running_in plan started_by ended_because decision ended_by",
            "idempotency_keys request_sha256 owner first_owner answer",
            "models dataset arn status",
            "outbox dataset detail_type detail",
            "reconciliations dataset owner",
            "run_costs dataset region foreseen spent",
            "runs dataset bucket object_key object_version configuration_sha256 configuration status owner "
                    + "stage reason detail data_sha256 model_sha256 metrics uploaded_by",
            "segment_edits dataset segment name action edited_by",
            "segment_versions dataset segment name action color",
            "segments dataset segment name action color",
            "uploads dataset file_name content_type announced_by");
    /** Entries on privacy have a customer's hash by purpose. */
    private static final String OF_PURPOSE = "audit.object";
    private static final int MOST = 1_000;

    private Mentions() {}

    /**
     * Looks into every text.
     *
     * @param hashes what stands for the identifier
     */
    static List<Listings.Mention> of(Database database, String identifier, List<String> hashes) {
        List<Listings.Mention> found = new ArrayList<>();
        for (String table : TEXTS) {
            String[] names = table.split(" ", -1);
            for (int i = 1; i < names.length; i++) {
                String name = names[i];
                String column = names[0] + '.' + name;
                long rows = rows(database, names[0], name, identifier) + hashes.stream()
                        .filter(hash -> !column.equals(OF_PURPOSE))
                        .mapToLong(hash -> rows(database, names[0], name, hash)).sum();
                if (rows > 0) {
                    found.add(new Listings.Mention(column, rows));
                }
            }
        }
        return found;
    }

    /** The identifier as a word of its own: of another one it may be a part. */
    private static long rows(Database database, String table, String column, String word) {
        Stream<String> texts = Sql.query(database, row -> row.getString(1), "SELECT " + column
                + "::text FROM segmenta." + table + " WHERE position(? in " + column + "::text) > 0 LIMIT " + MOST,
                word).stream();
        return texts.filter(text -> Identifiers.isWordIn(text, word)).count();
    }
}

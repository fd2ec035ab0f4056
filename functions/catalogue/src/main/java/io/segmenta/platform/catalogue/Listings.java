package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Pages of what the catalogue holds, for people and programs that look around in it. A page begins after a mark and not
 * after a number of items, so what is added meanwhile makes no page skip or repeat anything that was there.
 */
public interface Listings {

    /** What data sets are sorted by, then by their ids. */
    enum DatasetOrder {
        /** The name. */
        NAME,
        /** When it was first seen. */
        CREATED_AT
    }

    /** What runs are sorted by, then by their ids. */
    enum RunOrder {
        /** When it was claimed. */
        CREATED_AT,
        /** The mean silhouette; a run without one counts as less than any. */
        SILHOUETTE
    }

    /**
     * Which runs.
     *
     * @param dataset of this one, or of all
     * @param statuses one of these; of all when there are none
     * @param createdAfter claimed later than this
     */
    record RunFilter(Optional<String> dataset, List<Run.Status> statuses, Optional<Instant> createdAfter) {
        public RunFilter {
            statuses = List.copyOf(statuses);
        }
    }

    /**
     * Which entries of the audit.
     *
     * @param dataset of this one, or of all and none
     * @param actions one of these; any when there are none
     * @param after later than this
     */
    record AuditFilter(Optional<String> dataset, Optional<String> actor, List<String> actions,
            Optional<Instant> after) {
        public AuditFilter {
            actions = List.copyOf(actions);
        }
    }

    /**
     * A page of data sets.
     *
     * @throws IllegalArgumentException when the mark's key is none of this order
     */
    List<Dataset> datasets(DatasetOrder order, boolean descending, Optional<Mark> after, int limit);

    /** The data set of this name, else of this id; empty when there is none, or it was deleted. */
    Optional<Dataset> dataset(String nameOrId);

    /**
     * A page of runs.
     *
     * @throws IllegalArgumentException when the mark's key is none of this order
     */
    List<Run> runs(RunFilter filter, RunOrder order, boolean descending, Optional<Mark> after, int limit);

    /** The runs of these ids that there are, in no order. */
    List<Run> runs(Collection<UUID> ids);

    /** The run of each of these data sets that was claimed last. */
    List<Run> newestRuns(Collection<String> datasets);

    /** The deployments of these data sets that are live now, or on their way to be. */
    List<Deployment> current(Collection<String> datasets);

    /** A page of what people did, the newest first. */
    List<AuditEntry> audit(AuditFilter filter, Optional<Mark> after, int limit);

    /**
     * A column of a table with a text that names a customer.
     *
     * @param column table and column, as {@code approvals.comment}
     * @param rows how many of the table, at most 1,000 for each word that was looked for
     */
    record Mention(String column, long rows) {}

    /**
     * Where the catalogue names a customer; the subject of entries on privacy is left out, which is a hash by purpose.
     *
     * @param hashes what stands for the identifier
     */
    List<Mention> mentions(String identifier, List<String> hashes);

    /**
     * A page of the experiments of a data set, or of all; the newest first.
     *
     * @throws IllegalArgumentException when the mark's key is no time
     */
    List<Experiment> experiments(Optional<String> dataset, Optional<Mark> after, int limit);

    /** The mark of an item. */
    static Mark mark(Experiment experiment) {
        return new Mark(experiment.started().toString(), experiment.id());
    }

    /** The mark of an item. */
    static Mark mark(AuditEntry entry) {
        return new Mark(entry.at().toString(), entry.id());
    }

    /** The mark of an item. */
    static Mark mark(Dataset dataset, DatasetOrder order) {
        return new Mark(switch (order) {
            case NAME -> dataset.name();
            case CREATED_AT -> dataset.createdAt().toString();
        }, dataset.id());
    }

    /** The mark of an item. */
    static Mark mark(Run run, RunOrder order) {
        return new Mark(switch (order) {
            case CREATED_AT -> run.createdAt().toString();
            case SILHOUETTE -> Double.toString(SqlListings.silhouette(run));
        }, run.id());
    }
}

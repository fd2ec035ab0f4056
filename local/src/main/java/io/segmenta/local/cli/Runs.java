package io.segmenta.local.cli;

import io.segmenta.local.stack.StackState;
import io.segmenta.platform.catalogue.ConnectionSource;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunCost;
import io.segmenta.platform.catalogue.SqlCatalogue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the catalogue of a running stack says of runs and deployments. */
final class Runs implements AutoCloseable {
    private static final int MANY = 10_000;

    private final SqlCatalogue catalogue;

    Runs(StackState stack) {
        this.catalogue = new SqlCatalogue(ConnectionSource.url(stack.databaseUrl(),
                Optional.of(stack.databaseUser()), Optional.of(stack.databasePassword())));
    }

    List<Run> list(Optional<String> dataset, int limit) {
        return catalogue.runs(dataset, limit);
    }

    /** The run whose id begins so; refused when none or several do. */
    Run find(String idOrBeginning) {
        List<Run> found = catalogue.runs(Optional.empty(), MANY).stream()
                .filter(run -> run.id().toString().startsWith(idOrBeginning)).toList();
        if (found.isEmpty()) {
            throw CliException.user("no run begins with \"%s\"; list them with: segmenta runs", idOrBeginning);
        }
        if (found.size() > 1) {
            throw CliException.user("%d runs begin with \"%s\"; give more characters of the id", found.size(),
                    idOrBeginning);
        }
        return found.getFirst();
    }

    /** The last run of the data set that is called so, else the run whose id begins so. */
    Run named(String datasetOrBeginning) {
        List<Run> last = list(Optional.of(datasetOrBeginning), 1);
        return last.isEmpty() ? find(datasetOrBeginning) : last.getFirst();
    }

    /** The same, refused unless it has succeeded. */
    Run succeeded(String datasetOrBeginning) {
        Run found = named(datasetOrBeginning);
        return switch (found.status()) {
            case SUCCEEDED -> found;
            case FAILED, CANCELLED -> throw TrainCommand.failure(found);
            case RUNNING -> throw CliException.user("run %s has not ended: %s %s",
                    Texts.shortId(found.id().toString()), found.stage(),
                    Texts.percent(TrainingStages.overall(found.stage(), found.progress())));
        };
    }

    /** What the attempts at some runs cost, and were expected to. */
    List<RunCost> costs(List<Run> runs) {
        return catalogue.costs().of(runs.stream().map(Run::id).toList());
    }

    Optional<Run> get(UUID id) {
        return catalogue.run(id);
    }

    /** The runs of an uploaded object as it is now, newest first: one for each configuration it met. */
    List<Run> of(Upload upload) {
        return catalogue.runs(Optional.of(upload.dataset()), MANY).stream()
                .filter(run -> run.key().equals(upload.key()))
                .filter(run -> run.version().replace("\"", "").equals(upload.identity()))
                .sorted(Comparator.comparing(Run::createdAt).reversed()).toList();
    }

    /** Why the newest deployment of a version came to nothing, when it did and was approved then or later. */
    Optional<String> deploymentFailure(String dataset, int version, Instant approved) {
        return deployment(dataset, version).filter(deployment -> !deployment.approvedAt().isBefore(approved))
                .filter(deployment -> deployment.state() == Deployment.State.ROLLED_BACK
                        || deployment.state() == Deployment.State.FAILED)
                .map(deployment -> (deployment.state() == Deployment.State.FAILED ? "deployment failed: "
                        : "rolled back: ") + deployment.detail());
    }

    /** The endpoint that a version is brought to; empty before that is known, and when none is needed. */
    Optional<String> endpoint(String dataset, int version) {
        return deployment(dataset, version).map(Deployment::endpoint).filter(name -> !name.isEmpty());
    }

    private Optional<Deployment> deployment(String dataset, int version) {
        return catalogue.deployments(dataset).stream().filter(deployment -> deployment.version() == version)
                .findFirst();
    }

    @Override
    public void close() {
        catalogue.close();
    }
}

package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** Runs as the REST API tells of them. */
final class RunsApi {
    private static final String RUNS = "/api/v1/runs";
    private static final int PAGE = 200;
    private static final int MANY = 10_000;

    private final HttpApi api;

    RunsApi(HttpApi api) {
        this.api = api;
    }

    /** The newest runs of all data sets. */
    List<JsonNode> newest(int most) throws IOException {
        return api.list(RUNS + "?limit=" + Math.min(most, PAGE), most);
    }

    /** The newest runs of a data set. */
    List<JsonNode> newest(String dataset, int most) throws IOException {
        return api.list(RUNS + "?dataset=" + DatasetNames.check(dataset) + "&limit=" + Math.min(most, PAGE), most);
    }

    /**
     * The last run of the data set that is called so, else the run whose id begins so.
     *
     * @throws CliException when there is none, or several begin so
     */
    JsonNode named(String datasetOrBeginning) throws IOException {
        List<JsonNode> all = newest(MANY);
        List<JsonNode> found = all.stream().filter(run -> run.path("dataset").asText().equals(datasetOrBeginning))
                .limit(1).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(run -> run.path("id").asText().startsWith(datasetOrBeginning)).toList();
        }
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 -> throw CliException.user("no run begins with \"%s\"; list them with: segmenta runs",
                    datasetOrBeginning);
            default ->
                throw CliException.user("%d runs begin with \"%s\"; give more characters of the id", found.size(),
                        datasetOrBeginning);
        };
    }

    /** Asks for the end of a run; returns the run. */
    JsonNode cancel(JsonNode run) throws IOException {
        return api.put(RUNS + '/' + run.path("id").asText() + "/cancellation").good().json();
    }
}

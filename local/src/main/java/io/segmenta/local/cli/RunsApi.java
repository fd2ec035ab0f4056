package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.DatasetName;
import java.io.IOException;
import java.util.List;

/** Runs as the REST API tells of them. */
final class RunsApi {
    private static final String RUNS = "/api/v1/runs";
    private static final int PAGE = 200;
    private static final int MANY = 10_000;
    private static final int NOT_FOUND = 404;

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
        List<JsonNode> found = last(datasetOrBeginning);
        if (found.isEmpty()) {
            found = newest(MANY).stream().filter(run -> run.path("id").asText().startsWith(datasetOrBeginning))
                    .toList();
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

    /** The last run of a data set; none when nothing is called so. */
    private List<JsonNode> last(String dataset) throws IOException {
        if (!DatasetName.isValid(dataset)) {
            return List.of();
        }
        HttpApi.Answer answer = api.get(RUNS + "?dataset=" + dataset + "&limit=1");
        return answer.status() == NOT_FOUND ? List.of()
                : answer.good().json().path("items").valueStream().toList();
    }

    /** Asks for the end of a run; returns the run. */
    JsonNode cancel(JsonNode run) throws IOException {
        return api.put(RUNS + '/' + run.path("id").asText() + "/cancellation").good().json();
    }
}

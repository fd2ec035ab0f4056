package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.DatasetName;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.predict.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Runs as the REST API tells of them. */
final class RunsApi {
    private static final String RUNS = "/api/v1/runs";
    private static final int PAGE = 200;
    private static final int MANY = 10_000;
    private static final int NOT_FOUND = 404;
    /** Three attempts of a function, and the waits between. */
    private static final Duration REPETITION = Duration.ofMinutes(50);
    /** Rows of a page, at most. */
    private static final int ROWS = 4_096;

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

    /**
     * The same, refused unless it has succeeded.
     *
     * @throws CliException with its reason when it has failed
     */
    JsonNode succeeded(String datasetOrBeginning) throws IOException {
        JsonNode found = named(datasetOrBeginning);
        String stage = found.path("stage").asText();
        return switch (found.path("status").asText()) {
            case "succeeded" -> found;
            case "running", "queued" -> throw CliException.user("run %s has not ended: %s %s",
                    Texts.shortId(found.path("id").asText()), stage,
                    Texts.percent(TrainingStages.overall(stage, found.path("progress").asDouble())));
            default -> throw failure(found);
        };
    }

    /** Why a run failed, or that somebody ended it. */
    static CliException failure(JsonNode run) {
        JsonNode failure = run.path("failure");
        return CliException.failedRun("run " + Texts.shortId(run.path("id").asText()),
                failure.path("detail").asText(run.path("detail").asText("no detail")),
                failure.path("type").asText(run.path("status").asText()).replace(Problem.TYPE, ""));
    }

    /** A run; empty while training has not taken it up. */
    Optional<JsonNode> find(String id) throws IOException {
        HttpApi.Answer answer = api.get(RUNS + '/' + id);
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.good().json());
    }

    /**
     * Starts a run of a file that has arrived.
     *
     * @return the run, as far as it is known
     */
    JsonNode start(String dataset, String upload, Map<String, String> settings) throws IOException {
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("dataset", dataset).put("upload", upload);
        settings.forEach(asked.putObject("settings")::put);
        return api.post(RUNS, "application/json", asked.toString().getBytes(StandardCharsets.UTF_8)).good().json();
    }

    /**
     * Has a run made once more where it was made, and compared with what it left.
     *
     * @param shown hears of every look at it
     * @return what came of it
     * @throws CliException when it has not ended within the time that a function has, and some
     */
    JsonNode repeat(String run, Runnable shown) throws IOException {
        String path = RUNS + '/' + run + "/repetitions";
        JsonNode repetition = api.post(path, "application/json", new byte[0]).good().json();
        Instant end = Instant.now().plus(REPETITION);
        while (repetition.path("state").asText().equals("running")) {
            if (Instant.now().isAfter(end)) {
                throw CliException.infrastructure("the run was not made again within %d minutes; see: segmenta logs "
                        + "repetition", REPETITION.toMinutes());
            }
            shown.run();
            Pause.brief();
            repetition = api.document(path + '/' + repetition.path("id").asText());
        }
        return repetition;
    }

    /** What a run left, but for rows of people. */
    Results.Documents documents(String run) {
        return file -> {
            if (file.path().startsWith(RunFolder.PEOPLE)) {
                return Optional.empty();
            }
            HttpApi.Answer answer = api.get(RUNS + '/' + run + "/documents/" + file.path());
            return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(answer.good().body());
        };
    }

    /**
     * In which segment the customers of a run's file are; nobody where nothing names them, or where the rows are gone.
     *
     * @param row takes customer and lasting segment
     */
    void assignments(String run, BiConsumer<String, String> row) throws IOException {
        HttpApi.Answer first = api.get(RUNS + '/' + run + "/assignments?limit=" + ROWS);
        if (first.status() == NOT_FOUND) {
            return;
        }
        api.pages(first, page -> {
            page.forEach(item -> {
                if (item.has("id")) {
                    row.accept(item.path("id").asText(), item.path("segment_id").asText());
                }
            });
            return page.isEmpty() || page.path(0).has("id");
        });
    }

    /** Asks for the end of a run; returns the run. */
    JsonNode cancel(JsonNode run) throws IOException {
        return api.put(RUNS + '/' + run.path("id").asText() + "/cancellation").good().json();
    }
}

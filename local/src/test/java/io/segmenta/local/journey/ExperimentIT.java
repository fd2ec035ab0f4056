package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.cli.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** Two versions beside each other on the whole machine: customers are parted, act, and decide which one is better. */
class ExperimentIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHOP = "trial-shop";
    private static final String CLUB = "trial-club";
    /** So many exposures are written before their minute is over. */
    private static final int CUSTOMERS = 24_000;
    private static final int AT_ONCE = 4_000;

    @TempDir
    private Path folder;

    private Machine machine;

    @Test
    void betterVersion_isFoundByWhatItsCustomersDo() throws Exception {
        try (Machine started = Machine.start(folder.resolve(".segmenta"))) {
            machine = started;
            // The second of two approved versions is live, so that the first one is the challenger.
            version(SHOP, 1);
            version(SHOP, 2);
            Machine.await("the API", () -> machine.get("/api/v1/me").statusCode() == 200);
            assertThat(run("experiment", "start", SHOP, "--kind", "ab", "--challenger", "1")).startsWith("1")
                    .contains("outcome");
            assertThat(run("experiment", "start", SHOP, "--kind", "ab", "--challenger", "1", "--outcome", "bought",
                    "--customers", "20000")).startsWith("0").contains("outcomes/trial-shop/");
            JsonNode experiment = look("/experiments?dataset=" + SHOP).at("/items/0");
            String id = experiment.path("id").asText();
            Machine.await("inference to learn of it", () -> ask("one").contains("\"experiment\":\"" + id + '"'));
            StringBuilder outcomes = new StringBuilder("id,value\n");
            int parted = 0;
            int challengers = 0;
            for (int from = 0; from < CUSTOMERS; from += AT_ONCE) {
                for (JsonNode answer : answers(from)) {
                    boolean challenger = answer.path("arm").asText().equals("challenger");
                    assertThat(answer.path("model_version").asText()).isEqualTo(challenger ? "v1" : "v2");
                    String customer = answer.path("customer_id").asText();
                    // One in ten of the champion's customers buys, one in five of the challenger's.
                    if (Integer.parseInt(customer.substring(1)) % (challenger ? 5 : 10) == 0) {
                        outcomes.append(customer).append(",1\n");
                    }
                    parted += answer.has("arm") ? 1 : 0;
                    challengers += challenger ? 1 : 0;
                }
            }
            // A process that has not looked for half a minute does not know of it yet.
            assertThat(parted).isGreaterThanOrEqualTo(CUSTOMERS / 2);
            assertThat(challengers).as("of %d", parted).isBetween(parted / 2 - 500, parted / 2 + 500);
            Machine.await("the exposures", () -> !machine.keys("people/" + SHOP + "/experiments/" + id).isEmpty());
            machine.upload(experiment.path("outcomes").asText() + "week.csv",
                    outcomes.toString().getBytes(StandardCharsets.UTF_8));
            Machine.await("the decision", () -> look("/experiments/" + id).path("state").asText().equals("ended"));
            JsonNode ended = look("/experiments/" + id);
            assertThat(ended.at("/ended/decision").asText()).isEqualTo("for");
            assertThat(ended.at("/report/uplift/interval/0").asDouble()).isPositive();
            // The shares planted differ by .1; who is whose depends on the id drawn, and six standard errors are .03.
            assertThat(ended.at("/report/uplift/difference").asDouble()).isCloseTo(0.1, within(0.03));
            // What the last requests were counted with is not written yet.
            assertThat(ended.at("/report/agreement/records").asInt()).isBetween(challengers / 2, challengers);
            assertThat(machine.catalogue().runs(Optional.of(SHOP), 10)).as("outcomes train nothing").hasSize(2);
            assertThat(run("experiment", "show", SHOP)).startsWith("0")
                    .contains("the challenger's customers have more of the outcome", "Difference +0.");
            Machine.await("all customers to be the champion's", () -> !ask("one").contains("experiment"));
            Machine.await("what was decided to be told", () -> machine.catalogue().outbox().unsent(SHOP, 10).isEmpty());
            version(CLUB, 1);
            assertThat(run("experiment", "start", CLUB, "--kind", "aa", "--outcome", "bought")).startsWith("0")
                    .contains("Trying version 1 beside itself of trial-club");
            assertThat(run("experiment", "list")).startsWith("0").contains(SHOP, CLUB, "running", "for");
            assertThat(run("experiment", "stop", CLUB)).startsWith("0").contains("stopped by local");
        }
    }

    /** Trains on other customers each time, and lets it serve. */
    private void version(String dataset, int number) {
        machine.upload("data/" + dataset + "/" + number + ".csv", Samples.customers(number), "clustering.k=4");
        machine.decide(machine.awaitPackages(dataset, number).getFirst(), ModelApprovalStatus.APPROVED);
        machine.awaitServing(dataset, "v" + number, Samples.CUSTOMER);
    }

    private static String record(String customer) {
        return Samples.CUSTOMER.replace("C20001", customer);
    }

    private String ask(String customer) {
        HttpResponse<String> answer = machine.predict(SHOP, record(customer));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode answers(int from) throws IOException {
        String records = IntStream.range(from, from + AT_ONCE).mapToObj(number -> record("C" + number))
                .collect(Collectors.joining(",", "[", "]"));
        HttpResponse<String> answer = machine.post("/predict/batch?dataset=" + SHOP, "application/json", records);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("predictions");
    }

    private JsonNode look(String path) {
        try {
            return JSON.readTree(machine.get("/api/v1" + path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String... arguments) {
        Cli.Outcome outcome = new Cli(folder, folder).run(arguments);
        return outcome.exitCode() + outcome.out() + outcome.err();
    }
}

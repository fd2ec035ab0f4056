package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.contract.ExportRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of rows as files, and what is entered of who saw rows. */
class ExportsTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String DATASET = Routes.BASE + "/datasets/loyalty-members";
    private static final String EXPORTS = DATASET + "/exports";
    private static final ExportKey ASKED = new ExportKey("loyalty-members", World.UPLOAD);

    @AutoClose
    private final World world = new World("exports_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got ask(String body) {
        return client.post(EXPORTS, Map.of("Content-Type", "application/json"), body);
    }

    private JsonNode audit(String action) {
        return client.get(Routes.BASE + "/audit?action=" + action).json().path("items");
    }

    private void leave(String result) {
        world.store.upload(ASKED.result(), result.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void listOfTheLiveVersion_isAskedForWithTheNamesOfNow() {
        Client.Got got = ask("{\"segments\": [\"s-6187b9685b\"]}");
        assertThat(got.status()).as(got.body()).isEqualTo(202);
        assertThat(got.header("location")).isEqualTo(EXPORTS + '/' + World.UPLOAD);
        ExportRequest asked = ExportRequest.parse(world.store.bytes(ASKED.request()));
        assertThat(asked.run()).isEqualTo(World.run(1));
        assertThat(asked.segments()).containsExactly("s-6187b9685b");
        assertThat(asked.columns()).startsWith("row", "member_id", "segment_id").endsWith("posterior");
        assertThat(asked.names()).containsEntry("s-6187b9685b", "Older members");
        assertThat(client.get(got.header("location")).json()).isEqualTo(got.json());
    }

    @Test
    void list_mayHaveColumnsThatTheModelReads() {
        assertThat(ask("{\"columns\": [\"member_id\", \"age\"]}").status()).isEqualTo(202);
        assertThat(ExportRequest.parse(world.store.bytes(ASKED.request())).columns()).containsExactly("member_id",
                "age");
        assertThat(ask("{\"version\": 2, \"columns\": [\"age\"]}").status()).as("it kept none").isEqualTo(400);
    }

    @Test
    void listOfAnotherVersion_isOfItsRun() {
        assertThat(ask("{\"version\": 2}").status()).isEqualTo(202);
        assertThat(ExportRequest.parse(world.store.bytes(ASKED.request())).run()).isEqualTo(World.run(2));
    }

    @Test
    void writtenList_hasAnAddress_andAFailedOneTheReason() {
        String address = ask("{}").header("location");
        leave("{\"rows\": 5}");
        JsonNode ready = client.get(address).json();
        assertThat(ready.path("rows").asInt()).isEqualTo(5);
        assertThat(ready.at("/file/url").asText()).contains(ASKED.list());
        leave("{\"failure\": {\"code\": \"rows-gone\", \"detail\": \"the rows of version 1 were erased\"}}");
        JsonNode failed = client.get(address).json();
        assertThat(failed.has("file")).isFalse();
        assertThat(failed.at("/failure/detail").asText()).isEqualTo("the rows of version 1 were erased");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"segments\": [\"s-6187b9685c\"]}                     | /segments       | did you mean s-6187b9685b?",
            "{\"columns\": [\"confidense\"]}                        | /columns        | did you mean confidence?",
            "{\"columns\": [\"row\", \"row\"]}                    | /columns        | each but once",
            "{\"columns\": \"row\"}                                 | /columns        | must be a list of texts",
            "{\"min_confidence\": 2}                                  | /min_confidence | must be in [0.0, 1.0], got 2",
            "{\"min_confidence\": \"high\"}                         | /min_confidence | must be a number",
            "{\"version\": 0}                                         | /version        | must be in [1,",
            "{\"segment\": \"s-6187b9685b\"}                        | /segment        | did you mean segments?"})
    void wrongField_isNamed(String body, String pointer, String detail) {
        Client.Got got = ask(body);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(got.json().at("/errors/0/detail").asText()).contains(detail);
        assertThat(world.store.head(ASKED.request())).isEmpty();
        assertThat(audit("rows-exported")).isEmpty();
    }

    @Test
    void unknownVersionOrList_isSaidToBeUnknown() {
        assertThat(ask("{\"version\": 9}").json().path("detail").asText()).endsWith("its newest is 2");
        assertThat(client.get(EXPORTS + "/x").json().path("detail").asText()).contains("kept for a day");
        assertThat(client.get(EXPORTS + '/' + new UUID(0, 1)).status()).isEqualTo(404);
    }

    @Test
    void whoSeesRows_isEntered_withoutAnyIdentifier() {
        ask("{\"segments\": [\"s-6187b9685b\"], \"columns\": [\"member_id\"]}");
        client.get(DATASET + "/segments/s-6187b9685b/members?limit=1");
        client.get(Routes.BASE + "/clustering/runs/" + World.run(2) + "/assignments");
        client.post(DATASET + "/customers/search", Map.of("Content-Type", "application/json"),
                "{\"id\": \"M000002\"}");
        assertThat(audit("rows-exported").at("/0/object").asText()).isEqualTo(World.UPLOAD.toString());
        assertThat(audit("rows-exported").at("/0/after/columns").toString()).isEqualTo("[\"member_id\"]");
        assertThat(audit("rows-listed").findValuesAsText("object")).containsExactlyInAnyOrderElementsOf(
                List.of(World.run(1).toString(), World.run(2).toString()));
        assertThat(audit("customer-looked-up")).hasSize(1);
        assertThat(client.get(Routes.BASE + "/audit").body()).doesNotContain("M000002");
    }
}

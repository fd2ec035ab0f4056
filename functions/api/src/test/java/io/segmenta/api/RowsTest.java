package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of people over the API. */
class RowsTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String DATASET = Routes.BASE + "/datasets/loyalty-members";
    private static final String MEMBERS = DATASET + "/segments/s-6187b9685b/members";
    private static final String ASSIGNMENTS = Routes.BASE + "/runs/" + World.run(2) + "/assignments";
    private static final String SEARCH = DATASET + "/customers/search";

    private static final World READ = new World("rows");

    private World world = READ;
    private Client client = client(READ);

    private static Client client(World world) {
        return new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);
    }

    /** A world that the test changes. */
    private void ofItsOwn() {
        world = new World("rows_" + WORLDS.incrementAndGet());
        client = client(world);
    }

    private List<Integer> all(String target) {
        List<Integer> seen = new ArrayList<>();
        String next = target;
        while (!next.isEmpty()) {
            Client.Got page = client.get(next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json().path("items").forEach(item -> seen.add(item.path("row").asInt()));
            next = page.json().path("next").asText("");
            assertThat(page.headers().get("link")).isEqualTo(next.isEmpty() ? null : '<' + next + ">; rel=\"next\"");
        }
        return seen;
    }

    private Client.Got search(String id) {
        return client.post(SEARCH, Map.of("Content-Type", "application/json"),
                Json.text(Json.object().put("id", id)));
    }

    private List<AssignedRow> many(int count, boolean identified) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> World.row(number, "M" + number, number % 3 == 0 ? "s-6187b9685b" : "s-67ccba2355",
                        number % 10 / 10.0))
                .map(row -> identified ? row
                        : new AssignedRow(row.number(), Optional.empty(), row.segment(), row.cluster(), row.name(),
                                row.distance(), row.confidence(), row.fit(), row.outside(), row.between(),
                                row.posterior()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200, 4096})
    void rows_inPages_areEachSeenOnce(int limit) {
        assertThat(all(ASSIGNMENTS + "?limit=" + limit)).containsExactly(1, 2, 3);
        assertThat(all(ASSIGNMENTS + "?segment=s-6187b9685b&limit=" + limit)).containsExactly(1, 3);
        assertThat(all(MEMBERS + "?limit=" + limit)).containsExactly(1, 4, 5);
        assertThat(all(MEMBERS + "?order=confidence&limit=" + limit)).containsExactly(1, 5, 4);
        assertThat(all(MEMBERS + "?min_confidence=0.9&limit=" + limit)).containsExactly(1, 5);
    }

    @Test
    void manyBlocks_areReadInPages() {
        ofItsOwn();
        world.rows(1, many(10_000, true));
        assertThat(all(MEMBERS + "?limit=700"))
                .isEqualTo(IntStream.rangeClosed(1, 3333).map(i -> 3 * i).boxed().toList());
        assertThat(client.get(MEMBERS + "?limit=1").json().path("total").asInt()).isEqualTo(3333);
        assertThat(client.get(MEMBERS + "?limit=1&min_confidence=0.1").json().has("total")).isFalse();
        assertThat(search("M9999").json().path("segment_id").asText()).isEqualTo("s-6187b9685b");
        assertThat(search("M9999").json().path("row").asInt()).isEqualTo(9999);
    }

    @Test
    void csv_isWhatASpreadsheetOpens() {
        Client.Got got = client.get(MEMBERS, "Accept", "text/csv");
        assertThat(got.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(got.header("cache-control")).isEqualTo("private, no-store");
        assertThat(got.body().lines()).containsExactly(
                "\ufeffrow,member_id,segment_id,cluster,segment_name,distance,confidence,fit,outside,between,posterior",
                "1,M000001,s-6187b9685b,0,Older members,0.25,0.97,0.5,false,,1",
                "4,'=M4,s-6187b9685b,0,Older members,0.25,0.7,0.5,false,,1",
                "5,,s-6187b9685b,0,Older members,0.25,0.97,0.5,false,,1");
        assertThat(client.get(MEMBERS + "?limit=1", "Accept", "text/csv").header("link")).contains("rel=\"next\"");
    }

    @Test
    void segments_areCalledAsTheyAreNow() {
        ofItsOwn();
        String segment = DATASET + "/segments/s-6187b9685b";
        assertThat(client.patch(segment, Map.of("If-Match", client.get(segment).header("etag"), "Content-Type",
                "application/merge-patch+json"), "{\"name\": \"=Regulars\"}").status()).isEqualTo(200);
        assertThat(client.get(MEMBERS).json().at("/items/0/segment_name").asText()).isEqualTo("=Regulars");
        assertThat(client.get(MEMBERS, "Accept", "text/csv").body()).contains(",'=Regulars,");
        assertThat(search("M000001").json().path("name").asText()).isEqualTo("=Regulars");
        assertThat(client.get(Routes.BASE + "/clustering/runs/" + World.run(2) + "/assignments").json()
                .at("/0/segment_name").asText()).isEqualTo("=Regulars");
    }

    @Test
    void cursor_holdsNoIdentifier_andIsOfItsListAlone() {
        ofItsOwn();
        String next = client.get(MEMBERS + "?limit=1").json().path("next").asText();
        String cursor = next.replaceAll(".*cursor=([^&]+).*", "$1");
        assertThat(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
                .isEqualTo("row\n1\n" + World.run(1));
        assertThat(client.get(ASSIGNMENTS + "?cursor=" + cursor).status()).as("of another run").isEqualTo(400);
        assertThat(client.get(MEMBERS + "?order=confidence&cursor=" + cursor).status()).isEqualTo(400);
        world.approve(2);
        assertThat(client.get(next).json().at("/items/0/row").asInt()).as("of the version it began in").isEqualTo(4);
        assertThat(client.get(MEMBERS).json().path("items")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"?limit=4097, limit", "?limit=0, limit", "?min_confidence=1.5, min_confidence",
            "?min_confidence=x, min_confidence", "?min_confidence=NaN, min_confidence", "?order=fit, order",
            "?cursor=abc, cursor", "?segment=s-6187b9685b, segment"})
    void wrongValueForMembers_isNamed(String query, String parameter) {
        Client.Got got = client.get(MEMBERS + query);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/parameter").asText()).isEqualTo(parameter);
    }

    @Test
    void unknownSegment_isToldTheNearest() {
        assertThat(client.get(ASSIGNMENTS + "?segment=s-6187b9685c").json().path("detail").asText())
                .contains("did you mean s-6187b9685b?");
        Client.Got got = client.get(DATASET + "/segments/s-6187b9685c/members");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.json().path("detail").asText()).contains("did you mean s-6187b9685b?");
    }

    @Test
    void rowsThatCannotBeShown_saysWhy() {
        ofItsOwn();
        assertThat(client.get(Routes.BASE + "/runs/" + World.run(3) + "/assignments").json().path("detail").asText())
                .contains("has no rows: it is running");
        assertThat(client.get(Routes.BASE + "/datasets/shop/segments/s-1/members").json().path("detail").asText())
                .isEqualTo("no version of \"shop\" is live");
        world.store.delete(World.folder(1).key(RunFile.BLOCKS));
        Client.Got got = client.get(MEMBERS);
        assertThat(got.status()).isEqualTo(409);
        assertThat(got.json().path("detail").asText()).contains("written before rows had an index");
    }

    @Test
    void customer_isFoundInEachVersion_withoutTheIdentifierInTheAnswer() {
        Client.Got got = search("M000002");
        JsonNode customer = got.json();
        assertThat(got.body()).doesNotContain("M000002");
        assertThat(got.header("cache-control")).isEqualTo("no-store");
        assertThat(customer.path("segment_id").asText()).isEqualTo("s-67ccba2355");
        assertThat(customer.path("history").findValuesAsText("segment_id")).containsExactly("s-c7a25d90c9",
                "s-67ccba2355");
        assertThat(search("=M4").json().path("row").asInt()).isEqualTo(4);
        assertThat(search("M000003").json().path("outside").asBoolean()).isTrue();
    }

    /** In features the row is at (-0.9, 0.8): squared distances of 6.85 and 0.05. */
    @Test
    void customer_isToldWhyAndWhatWouldMoveIt() {
        JsonNode customer = search("M000002").json();
        assertThat(customer.at("/why/instead_of").asText()).isEqualTo("s-6187b9685b");
        assertThat(customer.at("/why/instead_of_name").asText()).as("as people call it").isEqualTo("Older members");
        assertThat(customer.at("/why/parts").toString()).isEqualTo(
                "[{\"column\":\"age\",\"value\":41,\"contribution\":3.6},"
                        + "{\"column\":\"online_share\",\"value\":0.7,\"contribution\":3.2}]");
        // Age never moves; the share turns below 0.5 - 0.9 / 4.
        assertThat(customer.at("/would_move/0/column").asText()).isEqualTo("online_share");
        assertThat(customer.at("/would_move/0/to").asDouble()).isEqualTo(0.27);
        assertThat(customer.at("/would_move/0/segment_id").asText()).isEqualTo("s-6187b9685b");
    }

    @Test
    void customerOfWhomLittleIsKnown_isToldWithoutWhatIsMissing() {
        // Median age and share are the border, where the first segment answers.
        JsonNode customer = search("=M4").json();
        assertThat(customer.at("/why/parts")).isEmpty();
        assertThat(customer.at("/would_move")).isEmpty();
    }

    @Test
    void customerThatTheModelWouldPutElsewhere_isToldSo() {
        ofItsOwn();
        world.values(1, "row,age,online_share", "1,61,0.2", "2,61,0.2", "3,,", "4,,", "5,,");
        JsonNode why = search("M000002").json().path("why");
        assertThat(why.path("segment_id").asText()).isEqualTo("s-6187b9685b");
        assertThat(why.has("parts")).isFalse();
    }

    @Test
    void customerOfARunThatKeptNoValues_isToldWithoutReasons() {
        ofItsOwn();
        world.store.delete(World.folder(1).key(RunFile.VALUE_BLOCKS));
        assertThat(search("M000002").json().has("why")).isFalse();
    }

    @Test
    void customerOfAVersionThatIsNotLive_hasAHistoryAlone() {
        ofItsOwn();
        world.rows(2, List.of(World.row(1, "new", "s-6187b9685b", 0.5)));
        JsonNode customer = search("new").json();
        assertThat(customer.has("segment_id")).isFalse();
        assertThat(customer.path("history")).hasSize(1);
    }

    @Test
    void versionWithoutIndex_isSaidToBeDark() {
        ofItsOwn();
        world.store.delete(World.folder(2).key(RunFile.BLOCKS));
        assertThat(search("M000001").json().path("not_searched").toString()).isEqualTo("[2]");
    }

    @Test
    void rowsWithoutIdentifiers_areKnownByNumberInTheLiveVersionAlone() {
        ofItsOwn();
        world.rows(1, many(5000, false));
        world.rows(2, many(5000, false));
        JsonNode customer = search("4999").json();
        assertThat(customer.path("row").asInt()).isEqualTo(4999);
        assertThat(customer.path("history")).hasSize(1);
        assertThat(customer.path("not_searched").toString()).isEqualTo("[2]");
        assertThat(search("5001").status()).isEqualTo(404);
        assertThat(client.get(MEMBERS).json().at("/items/0").has("id")).isFalse();
    }

    @Test
    void identifierOfTwoRows_isToldWithBoth() {
        ofItsOwn();
        world.rows(1, List.of(World.row(1, "twice", "s-6187b9685b", 0.5), World.row(2, "twice", "none", 0.5)));
        assertThat(search("twice").json().path("rows").asInt()).isEqualTo(2);
        assertThat(search("twice").json().path("row").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\": \"\"}", "{\"id\": 7}", "{\"id\": \"a\\nb\"}", "{\"name\": \"x\"}"})
    void searchWithoutAnIdentifier_isRefused(String body) {
        assertThat(client.post(SEARCH, Map.of("Content-Type", "application/json"), body).status()).isEqualTo(400);
    }

    @Test
    void searchForAVeryLongIdentifier_isRefused() {
        assertThat(search("x".repeat(1001)).json().at("/errors/0/pointer").asText()).isEqualTo("/id");
    }

    @Test
    void searchInADatasetWithoutVersions_saysSo() {
        assertThat(client.post(SEARCH.replace("loyalty-members", "shop"), Map.of("Content-Type", "application/json"),
                "{\"id\": \"x\"}").json().path("detail").asText()).isEqualTo("no version of \"shop\" is registered");
    }

    @Test
    void rowsThatWereRewritten_areReadAnewWhenAskedAgain() {
        ofItsOwn();
        assertThat(client.get(MEMBERS).status()).isEqualTo(200);
        world.rows(1, many(9000, true));
        Client.Got meanwhile = client.get(MEMBERS);
        assertThat(meanwhile.status()).isEqualTo(503);
        assertThat(meanwhile.header("retry-after")).isEqualTo("1");
        assertThat(client.get(MEMBERS).json().path("total").asInt()).isEqualTo(3000);
    }

    @Test
    void brokenIndex_isAFaultThatIsNotTheCallers() {
        ofItsOwn();
        world.store.upload(World.folder(1).key(RunFile.BLOCKS), new byte[100], Map.of());
        assertThat(client.get(MEMBERS).status()).isEqualTo(500);
    }

    @Test
    void sortingMoreThanCanBeRead_isRefusedWithWhatToDo() {
        ofItsOwn();
        world.rows(1, many(100_001, true));
        Client.Got got = client.get(MEMBERS + "?order=confidence");
        assertThat(got.status()).isEqualTo(409);
        assertThat(got.json().path("detail").asText()).contains("sorts at most 100000 rows", "min_confidence");
    }

    @Test
    void clusteringAssignments_areABareArrayOfSegmentIQsShape() {
        ObjectNode first = Json.object().put("row_index", 0).put("cluster_label", 0);
        first.putObject("payload").put("member_id", "M000001");
        first.put("segment_id", "s-6187b9685b").put("segment_name", "Older members").put("confidence", 0.95);
        String target = Routes.BASE + "/clustering/runs/" + World.run(2) + "/assignments";
        JsonNode bare = client.get(target).json();
        assertThat(bare).hasSize(3);
        assertThat(bare.path(0)).isEqualTo(first);
        assertThat(client.get(target + "?limit=2").json().path("items")).hasSize(2);
    }
}

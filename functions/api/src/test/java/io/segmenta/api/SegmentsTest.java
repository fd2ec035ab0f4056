package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.SegmentNames;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lasting segments and what people call them. */
class SegmentsTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String SEGMENTS = Routes.BASE + "/datasets/loyalty-members/segments";
    private static final String OLDER = SEGMENTS + "/s-6187b9685b";
    private static final String PATCH = "application/merge-patch+json";

    @AutoClose
    private final World world = new World("segments_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got edit(String body) {
        return edit(client.get(OLDER).header("etag"), body);
    }

    private Client.Got edit(String etag, String body) {
        return client.patch(OLDER, Map.of("If-Match", etag, "Content-Type", PATCH), body);
    }

    private SegmentNames copied() {
        return SegmentNames.parse(World.DATASET, world.store.bytes(SegmentNames.key(World.DATASET)));
    }

    private List<String> told(String target, String field) {
        return client.get(target).json().path("items").valueStream().map(item -> item.path(field).asText()).toList();
    }

    @Test
    void list_tellsWhichAreLive_whichMayComeAndWhichHaveEnded() {
        assertThat(told(SEGMENTS, "id")).containsExactly("s-6187b9685b", "s-67ccba2355", "s-c7a25d90c9");
        assertThat(told(SEGMENTS, "state")).containsExactly("live", "live", "proposed");
        assertThat(told(SEGMENTS + "?state=proposed", "name")).containsExactly("Younger members");
        assertThat(client.get(SEGMENTS + "?state=dead").json().path("detail").asText())
                .isEqualTo("state must be one of live, proposed, retired, got \"dead\"");
        assertThat(client.get(Routes.BASE + "/datasets/shop/segments").json().path("items")).isEmpty();
    }

    @Test
    void edit_isRecordedWithItsAuthor_andCopiedForThoseWhoAnswer() {
        Client.Got got = edit("{\"name\": \" Loyal older members \"}");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().path("name").asText()).isEqualTo("Loyal older members");
        assertThat(got.json().path("name_source").asText()).isEqualTo("edited");
        assertThat(got.json().path("edited_by").asText()).isEqualTo("local");
        assertThat(got.header("etag")).isEqualTo(client.get(OLDER).header("etag"));
        assertThat(copied().version()).isEqualTo(1);
        assertThat(copied().segments().getFirst().name()).isEqualTo("Loyal older members");
        assertThat(copied().segments().getFirst().action()).isEqualTo("Write letters.");
    }

    @Test
    void nullGivesBackToTheModel_andWhatIsNotNamedStays() {
        edit("{\"name\": \"Regulars\", \"action\": \"\"}");
        JsonNode back = edit("{\"name\": null}").json();
        assertThat(back.path("name").asText()).isEqualTo("Older members");
        assertThat(back.path("name_source").asText()).isEqualTo("proposed");
        assertThat(back.path("action").asText()).isEmpty();
        assertThat(edit("{\"action\": null}").json().path("action").asText()).isEqualTo("Write letters.");
        assertThat(copied().version()).isEqualTo(3);
        assertThat(told(OLDER + "/edits", "number")).containsExactly("3", "2", "1");
        assertThat(told(OLDER + "/edits", "name")).containsExactly("", "", "Regulars");
    }

    @Test
    void editThatChangesNothing_isNone() {
        assertThat(edit("{}").json().path("edits").asInt()).isZero();
        edit("{\"name\": \"Regulars\"}");
        assertThat(edit("{\"name\": \"Regulars\"}").json().path("edits").asInt()).isEqualTo(1);
    }

    @Test
    void twoEditsOnTheSameSight_secondIsToldWhatStandsNow() {
        String seen = client.get(OLDER).header("etag");
        assertThat(edit(seen, "{\"name\": \"Regulars\"}").status()).isEqualTo(200);
        Client.Got second = edit(seen, "{\"name\": \"Friends\"}");
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().at("/current/name").asText()).isEqualTo("Regulars");
        assertThat(second.header("etag")).isEqualTo(client.get(OLDER).header("etag"));
        assertThat(copied().segments().getFirst().name()).isEqualTo("Regulars");
    }

    @Test
    void editWithoutSight_orOfAnotherType_isRefused() {
        assertThat(client.patch(OLDER, Map.of("Content-Type", PATCH), "{\"name\": \"x\"}").status()).isEqualTo(428);
        assertThat(client.patch(OLDER, Map.of("If-Match", "*", "Content-Type", "application/json"), "{}").status())
                .isEqualTo(415);
        assertThat(client.get(OLDER).json().path("edits").asInt()).isZero();
    }

    @Test
    void nameOfAnotherLivingSegment_isRefused() {
        Client.Got got = edit("{\"name\": \"younger MEMBERS\"}");
        assertThat(got.status()).isEqualTo(409);
        assertThat(got.json().path("detail").asText())
                .isEqualTo("the segment s-c7a25d90c9 is called \"Younger members\"; give one of the two another name");
    }

    @Test
    void nameThatAnotherHasTakenMeanwhile_isNotGivenBack() {
        edit("{\"name\": \"Regulars\"}");
        String younger = SEGMENTS + "/s-c7a25d90c9";
        assertThat(client.patch(younger, Map.of("If-Match", client.get(younger).header("etag"), "Content-Type", PATCH),
                "{\"name\": \"Older members\"}").status()).isEqualTo(200);
        assertThat(edit("{\"name\": null}").status()).isEqualTo(409);
        assertThat(edit("{\"action\": \"Call.\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": ""}             | /name   | malformed    | must be one line of 1 to 100 characters
            {"name": "a\\nb"}        | /name   | malformed    | without control characters
            {"name": 7}              | /name   | malformed    | must be a text
            {"nane": "x"}            | /nane   | unknown      | did you mean name?
            {"action": "a\\u202eb"}  | /action | malformed    | without control characters
            """)
    void editThatCannotBe_isRefusedByField(String body, String pointer, String code, String detail) {
        Client.Got got = edit(body);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(got.json().at("/errors/0/code").asText()).isEqualTo(code);
        assertThat(got.json().at("/errors/0/detail").asText()).contains(detail);
        assertThat(client.get(OLDER).json().path("edits").asInt()).isZero();
    }

    @Test
    void segmentThatIsNot_isNotFound_andNamesTheNearest() {
        Client.Got got = client.get(SEGMENTS + "/s-6187b9685c");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.json().path("detail").asText()).contains("did you mean s-6187b9685b?");
    }

    @Test
    void viewer_mayLookAndNotEdit() {
        SignIn jwt = new SignIn(SignIn.Kind.JWT, RoleMap.of("readers=viewer"), "groups");
        Client viewer = new Client(world.routes(jwt), jwt, CONTRACT);
        Client.Got got = viewer.send("PATCH", OLDER, Map.of("If-Match", "*", "Content-Type", PATCH), "{}", event -> {
            ObjectNode claims = ((ObjectNode) event.path("requestContext")).putObject("authorizer").putObject("jwt")
                    .putObject("claims");
            claims.put("sub", "ann").put("groups", "[readers]");
        });
        assertThat(got.status()).isEqualTo(403);
        assertThat(got.json().path("detail").asText()).contains("needs the role analyst");
    }

    @Test
    void liveRunFromBeforeSegmentsWereNoted_isNotedWhenAskedFor() {
        World bare = new World("segments_bare", false);
        Client asking = new Client(bare.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);
        assertThat(asking.get(SEGMENTS).json().path("items")).isEmpty();
        bare.put(1, RunFile.PROFILE.path(), """
                {"segments": [{"segment_id": "s-1", "cluster": 0, "name": "Old", "action": "", "color": "#0072b2",
                 "size": 3, "share": 1.0}]}""");
        assertThat(asking.get(SEGMENTS).json().at("/items/0/state").asText()).isEqualTo("live");
    }

    @Test
    void profile_namesSegmentsAsPeopleDo() {
        edit("{\"name\": \"Letter readers\"}");
        JsonNode profile = client.get(Routes.BASE + "/datasets/loyalty-members/models/2/profile").json();
        assertThat(profile.at("/segments").findValuesAsText("segment_id")).containsExactly("s-6187b9685b",
                "s-c7a25d90c9");
        assertThat(profile.at("/segments/0/name").asText()).isEqualTo("Letter readers");
        assertThat(profile.at("/segments/1/name").asText()).isEqualTo("Younger members");
    }

    @Test
    void rule_isOfTheLiveVersionUnderThePresentName() {
        JsonNode rule = client.get(Routes.BASE + "/datasets/loyalty-members/segments/s-6187b9685b/rules").json();
        assertThat(rule.path("words").asText()).isEqualTo("age at least 51");
        assertThat(rule.path("name").asText()).isEqualTo("Older members");
        assertThat(rule.path("sql")).hasSize(6);
    }

    @Test
    void ruleOfASegmentOfAVersionWithoutRules_isSaidToBeMissing() {
        Client.Got got = client.get(Routes.BASE + "/datasets/loyalty-members/segments/s-c7a25d90c9/rules");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.json().path("detail").asText()).contains("no version has a rule for the segment s-c7a25d90c9");
    }
}

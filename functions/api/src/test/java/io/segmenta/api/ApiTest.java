package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.access.Role;
import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.Route;
import io.segmenta.platform.catalogue.TestDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
    private static final String API = Routes.BASE;
    private static final String MODEL = API + "/datasets/loyalty-members/models/2";
    private static final String RUN = API + "/runs/" + World.run(2);
    private static final Map<String, String> EXAMPLES = Map.ofEntries(Map.entry("{s}", "s-6187b9685b"),
            Map.entry("{u}", World.EARLIER_UPLOAD.toString()), Map.entry("{x}", World.EXPORT.export().toString()),
            Map.entry("{d}", "loyalty-members"), Map.entry("{v}", "2"), Map.entry("{r}", World.run(2).toString()),
            Map.entry("{n}", World.EXPERIMENT.toString()), Map.entry("{name+}", "metrics.json"),
            Map.entry("{file}", "start.js"), Map.entry("{erasure}", World.EXPORT.export().toString()),
            Map.entry("{view}", "spend"), Map.entry("{alarm}", World.DRIFT_ALARM.toString()),
            Map.entry("{repetition}", World.REPETITION.repetition().toString()));
    private static final World WORLD = new World("api");
    private static final Contract CONTRACT = Contract.read();
    private static final Client CLIENT = new Client(WORLD.routes(World.nobodySignsIn()), World.nobodySignsIn(),
            CONTRACT);

    private static List<Route> routes() {
        return WORLD.routes(World.nobodySignsIn()).routes();
    }

    private static List<Route> withRole() {
        return routes().stream().filter(route -> route.role().isPresent()).toList();
    }

    private static String target(Route route) {
        String path = route.path().toString();
        for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
            path = path.replace(example.getKey(), example.getValue());
        }
        return path;
    }

    private static String code(Client.Got got) {
        return got.json().path("type").asText().replace("urn:segmenta:problem:", "");
    }

    private static List<String> all(String target, String field) {
        List<String> seen = new ArrayList<>();
        String next = target;
        while (!next.isEmpty()) {
            Client.Got page = CLIENT.get(next);
            page.json().path("items").forEach(item -> seen.add(item.path(field).asText()));
            next = page.json().path("next").asText("");
            assertThat(page.headers().get("link")).isEqualTo(next.isEmpty() ? null : '<' + next + ">; rel=\"next\"");
        }
        return seen;
    }

    // ---- what every route does

    @ParameterizedTest
    @MethodSource("routes")
    void everyRoute_unknownParameter_isRefused(Route route) {
        Client.Got got = CLIENT.send(route.method(), target(route) + "?nonsense=1", Map.of(), "{}", event -> {});
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/parameter").asText()).isEqualTo("nonsense");
        assertThat(got.json().at("/errors/0/code").asText()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRoute_otherMethod_isRefusedNamingTheRightOnes(Route route) {
        Client.Got got = CLIENT.send("TRACE", target(route), Map.of(), "", event -> {});
        assertThat(got.status()).isEqualTo(405);
        assertThat(got.header("allow")).contains(route.method());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyReading_isAnsweredAnd304WhenItIsKnown(Route route) {
        if (!route.method().equals("GET")) {
            return;
        }
        String target = target(route).replace(World.run(2) + "/dendrogram", World.run(1) + "/dendrogram");
        Client.Got first = CLIENT.get(target);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("cache-control")).contains("private");
        Client.Got again = CLIENT.get(target, "If-None-Match", "\"other\", " + first.header("etag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("etag")).isEqualTo(first.header("etag"));
        assertThat(CLIENT.get(target, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("withRole")
    void everyRouteWithARole_isForThoseWhoHaveItAlone(Route route) {
        for (Role role : Role.values()) {
            SignIn signIn = new SignIn(SignIn.Kind.NONE, RoleMap.of("*=" + role.word()), "");
            Client.Got got = new Client(WORLD.routes(signIn), signIn, CONTRACT).send(route.method(), target(route),
                    Map.of(), "{}", event -> {});
            boolean may = role.includes(route.role().orElseThrow());
            assertThat(got.status() == 403).as("%s as %s: %s", route, role, got.body()).isNotEqualTo(may);
            if (!may) {
                assertThat(code(got)).isEqualTo("role-needed");
                assertThat(got.json().path("detail").asText()).isEqualTo("this needs the role "
                        + route.role().orElseThrow().word() + "; you have the role " + role.word());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withRole")
    void everyRouteWithARole_withoutSignIn_isRefused(Route route) {
        for (SignIn.Kind kind : List.of(SignIn.Kind.IAM, SignIn.Kind.JWT)) {
            SignIn signIn = new SignIn(kind, RoleMap.of("*=operator"), "");
            Client.Got got = new Client(WORLD.routes(signIn), signIn, CONTRACT).send(route.method(), target(route),
                    Map.of(), "{}", event -> {});
            assertThat(got.status()).isEqualTo(401);
            assertThat(code(got)).isEqualTo("sign-in-needed");
        }
    }

    @Test
    void documentation_needsNoSignIn() {
        SignIn signIn = new SignIn(SignIn.Kind.JWT, RoleMap.of(""), "");
        Client client = new Client(WORLD.routes(signIn), signIn, CONTRACT);
        for (String target : List.of("/docs", "/docs/start.js", "/docs/openapi.json", "/docs/swagger-ui-bundle.js")) {
            assertThat(client.get(target).status()).as(target).isEqualTo(200);
        }
        assertThat(client.get("/docs/elsewhere.js").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1/", "/api/v1/datasets/", "/api/v1/datasets/a/b/c/d",
            "/api/v1/runs//documents"})
    void unknownPath_is404(String path) {
        Client.Got got = CLIENT.get(path);
        assertThat(got.status()).isEqualTo(404);
        assertThat(code(got)).isEqualTo("unknown-route");
        assertThat(got.json().path("instance").asText()).isEqualTo("urn:uuid:" + Client.REQUEST_ID);
    }

    @ParameterizedTest
    @CsvSource({"/datasets/nobody, there is no data set \"nobody\"", "/datasets/nobody/live, there is no data set",
            "/datasets/nobody/models, there is no data set", "/datasets/nobody/migrations, there is no data set",
            "/datasets/shop/migrations, no version of it is registered",
            "/datasets/loyalty-members/models/9, its newest is 2",
            "/datasets/loyalty-members/models/x, its newest is 2",
            "/datasets/loyalty-members/models/9/profile, its newest is 2",
            "/datasets/loyalty-members/models/9/evidence, its newest is 2",
            "/datasets/loyalty-members/models/9/approvals, its newest is 2",
            "/datasets/loyalty-members/models/1/profile, has no profile",
            "/datasets/loyalty-members/models/1/map, was trained before maps were drawn",
            "/datasets/loyalty-members/models/9/map, its newest is 2",
            "/datasets/loyalty-members/models/1/evidence, no evidence card",
            "/datasets/loyalty-members/migrations?to=1, compared with no registered version",
            "/datasets/loyalty-members/migrations?to=7, its newest is 2",
            "/datasets/loyalty-members/migrations?from=7, its newest is 2", "/runs/x, there is no run",
            "/runs/171e5b27-0000-3000-8000-000000000000, there is no run", "/runs/x/documents, there is no run",
            "/runs/x/documents/metrics.json, there is no run", "/runs?dataset=nobody, there is no data set"})
    void whatIsNotThere_is404AndSaysWhatIs(String target, String detail) {
        Client.Got got = CLIENT.get(API + target);
        assertThat(got.status()).as(got.body()).isEqualTo(404);
        assertThat(got.json().path("detail").asText()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource({"/datasets?limit=0, limit, out-of-range", "/datasets?limit=x, limit, malformed",
            "/datasets?limit=, limit, malformed", "/datasets?sort=size, sort, unknown",
            "/datasets?cursor=abc, cursor, malformed", "/runs?limit=201, limit, out-of-range",
            "/runs?status=succeded, status, unknown", "/runs?created_after=yesterday, created_after, malformed",
            "/runs?sort=-name, sort, unknown", "/datasets/loyalty-members/models?status=live, status, unknown",
            "/datasets/loyalty-members/models?sort=name, sort, unknown",
            "/datasets/loyalty-members/models/2/profile?segments=s-0, segments, unknown",
            "/datasets/loyalty-members/models/2/profile?columns=agge, columns, unknown",
            "/datasets/loyalty-members/migrations?from=0, from, out-of-range"})
    void wrongValue_isNamed(String target, String parameter, String code) {
        Client.Got got = CLIENT.get(API + target);
        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/parameter").asText()).isEqualTo(parameter);
        assertThat(got.json().at("/errors/0/code").asText()).isEqualTo(code);
    }

    @Test
    void wrongWord_isToldTheNearest() {
        assertThat(CLIENT.get(API + "/runs?status=running,succeded").json().path("detail").asText())
                .contains("got \"succeded\"; did you mean succeeded?");
    }

    // ---- lists

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 200})
    void runs_inPages_areEachSeenOnce(int limit) {
        assertThat(all(API + "/runs?limit=" + limit, "id")).containsExactly(World.run(5).toString(),
                World.run(4).toString(), World.run(3).toString(), World.run(2).toString(), World.run(1).toString());
        assertThat(all(API + "/runs?dataset=shop&limit=" + limit, "id")).containsExactly(World.run(5).toString());
        assertThat(all(API + "/runs?status=succeeded,failed&sort=created_at&limit=" + limit, "id")).containsExactly(
                World.run(1).toString(), World.run(2).toString(), World.run(4).toString());
        assertThat(all(API + "/runs?created_after=2026-11-28T18:20:00Z&limit=" + limit, "id"))
                .containsExactly(World.run(5).toString(), World.run(4).toString());
        assertThat(all(API + "/runs?sort=-silhouette&limit=" + limit, "id")).hasSize(5).startsWith(
                World.run(2).toString(), World.run(1).toString());
    }

    @Test
    void cursor_ofAnotherOrder_isRefused() {
        String next = CLIENT.get(API + "/runs?limit=1").json().path("next").asText();
        String cursor = next.replaceAll(".*cursor=([^&]+).*", "$1");
        assertThat(CLIENT.get(API + "/runs?sort=silhouette&cursor=" + cursor).status()).isEqualTo(400);
        assertThat(CLIENT.get(API + "/runs?cursor=" + cursor).status()).isEqualTo(200);
    }

    @Test
    void datasets_withoutPages_areABareArray() {
        JsonNode bare = CLIENT.get(API + "/datasets").json();
        assertThat(bare.isArray()).isTrue();
        assertThat(all(API + "/datasets?limit=1", "name")).containsExactly("loyalty-members", "shop");
        assertThat(bare).hasSize(2);
        assertThat(bare.path(0)).isEqualTo(CLIENT.get(API + "/datasets/loyalty-members").json());
        assertThat(bare.path(0)).isEqualTo(CLIENT.get(API + "/datasets/" + bare.path(0).path("id").asText()).json());
    }

    @Test
    void models_areListedByVersion() {
        String models = API + "/datasets/loyalty-members/models";
        assertThat(all(models + "?limit=1", "version")).containsExactly("2", "1");
        assertThat(all(models + "?limit=1&sort=version", "version")).containsExactly("1", "2");
        assertThat(all(models + "?status=approved", "version")).containsExactly("1");
        assertThat(CLIENT.get(models + "/v1").json().path("live").asBoolean()).isTrue();
    }

    @Test
    void profile_inPagesOfColumns_showsEachOnce() {
        List<String> columns = new ArrayList<>();
        String next = MODEL + "/profile?limit=1";
        while (!next.isEmpty()) {
            JsonNode page = CLIENT.get(next).json();
            assertThat(page.path("segments")).hasSize(2);
            page.at("/segments/1/columns").forEach(column -> columns.add(column.path("name").asText()));
            next = page.path("next").asText("");
        }
        assertThat(columns).containsExactly("age", "spend");
        assertThat(CLIENT.get(MODEL + "/profile?sort=-name").json().at("/segments/0/columns/0/name").asText())
                .isEqualTo("spend");
    }

    @Test
    void map_tellsWhereItsPointsAre_andOfAnOldRunThatThereIsNone() {
        Client.Got map = CLIENT.get(MODEL + "/map");
        assertThat(map.json().at("/points_file/url").asText()).isEqualTo("https://s3.example/people/loyalty-members/"
                + World.run(2) + "/map.bin?for=PT5M");
        assertThat(map.json().at("/points_file/expires_at").asText()).isEqualTo("2026-11-28T18:45:00Z");
        Client.Got none = CLIENT.get(API + "/datasets/loyalty-members/models/1/map");
        assertThat(code(none)).isEqualTo("no-map");
        assertThat(none.json().path("detail").asText()).contains("upload its file again");
    }

    @Test
    void map_whosePointsAreGone_isStillThere() {
        World erased = new World("erased");
        erased.store.delete(World.folder(2).key(io.segmenta.model.contract.RunFile.POINTS));
        JsonNode map = new Client(erased.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT)
                .get(MODEL + "/map").json();
        assertThat(map.has("points_file")).isFalse();
        assertThat(map.path("segments")).hasSize(2);
    }

    // ---- runs

    @Test
    void run_thatGoesOn_saysWhenToAskAgain() {
        assertThat(CLIENT.get(API + "/runs/" + World.run(5)).header("retry-after")).isEqualTo("1");
        assertThat(CLIENT.get(API + "/runs/" + World.run(3)).header("retry-after")).isEqualTo("3");
        assertThat(CLIENT.get(API + "/runs/" + World.run(4)).headers()).doesNotContainKey("retry-after");
    }

    @Test
    void documents_areThoseOfTheRun_neverRowsOfPeople() {
        List<String> names = new ArrayList<>();
        CLIENT.get(RUN + "/documents").json().path("items").forEach(item -> names.add(item.path("name").asText()));
        assertThat(names).contains("card.json", "plots/elbow.svg", "rules.mysql.sql", "model.tar.gz")
                .doesNotContain("assignments.csv.gz", "notes.bin");
        for (String name : List.of("assignments.csv.gz", "people/reference.json.gz", "notes.bin", "absent.json",
                "../x.json", "..%2Fx.json", "plots//elbow.svg")) {
            assertThat(CLIENT.get(RUN + "/documents/" + name).status()).as(name).isEqualTo(404);
        }
    }

    @Test
    void document_ofAFinishedRun_isKeptForEver() {
        Client.Got picture = CLIENT.get(RUN + "/documents/plots/elbow.svg");
        assertThat(picture.body()).startsWith("<svg");
        assertThat(picture.header("content-type")).isEqualTo("image/svg+xml");
        assertThat(picture.header("cache-control")).isEqualTo("private, immutable, max-age=31536000");
        assertThat(picture.header("content-security-policy")).contains("sandbox");
        assertThat(CLIENT.get(API + "/runs/" + World.run(3) + "/documents/start.json").header("cache-control"))
                .isEqualTo("private, no-cache");
    }

    @Test
    void document_thatIsLarge_isFetchedFromElsewhere() {
        Client.Got model = CLIENT.get(RUN + "/documents/model.tar.gz");
        assertThat(model.status()).isEqualTo(303);
        assertThat(model.header("location")).isEqualTo(
                "https://s3.example/" + World.folder(2).prefix() + "model.tar.gz?for=PT5M");
        assertThat(model.header("cache-control")).isEqualTo("no-store");
    }

    // ---- as SegmentIQ's clients ask

    @Test
    void clusteringRuns_areABareArrayWithNullsForWhatThereIsNot() {
        JsonNode runs = CLIENT.get(API + "/clustering/runs").json();
        assertThat(runs).hasSize(5);
        assertThat(runs.path(0).path("metrics").isNull()).isTrue();
        assertThat(runs.path(4)).isEqualTo(CLIENT.get(API + "/clustering/runs/" + World.run(1)).json());
        assertThat(all(API + "/clustering/runs?limit=2", "id")).hasSize(5);
        assertThat(CLIENT.get(API + "/clustering/runs?limit=0").status()).isEqualTo(400);
        assertThat(CLIENT.get(API + "/clustering/runs/x").status()).isEqualTo(404);
    }

    @Test
    void dendrogram_isThePictureThatIsAskedFor() {
        String dendrogram = API + "/clustering/runs/" + World.run(1) + "/dendrogram";
        assertThat(CLIENT.get(dendrogram).body()).contains("merges");
        assertThat(CLIENT.get(dendrogram, "Accept", "image/svg+xml, image/png").body()).contains("merges");
        assertThat(CLIENT.get(dendrogram, "Accept", "image/png").status()).isEqualTo(404);
        assertThat(CLIENT.get(API + "/clustering/runs/x/dendrogram").json().path("detail").asText())
                .contains("there is no run");
    }

    // ---- what is wrong inside

    @Test
    void fault_saysNothingOfItself() {
        World broken = new World("broken");
        broken.put(2, "profile.json", "no JSON: a secret");
        Client.Got got = new Client(broken.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT)
                .get(MODEL + "/profile");
        assertThat(got.status()).isEqualTo(500);
        assertThat(got.body()).doesNotContain("secret").contains(Client.REQUEST_ID);
    }

    @Test
    void answer_thatCannotBeCarried_isRefusedWithWhatToDo() {
        World large = new World("large");
        large.put(2, "card.json", "{\"run_id\": \"" + "\\\"".repeat(1_700_000) + "\"}");
        Client.Got got = new Client(large.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT)
                .get(MODEL + "/evidence");
        assertThat(got.status()).isEqualTo(413);
        assertThat(got.json().path("detail").asText()).contains("ask for less of it at once");
    }

    @Test
    void catalogueThatIsGone_isSaidWithATimeToAskAgain() {
        World lost = new World("lost");
        TestDatabase.drop("lost");
        Client.Got got = new Client(lost.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT)
                .get(API + "/health");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.header("retry-after")).isEqualTo("5");
    }

    // ---- signing in

    private static JsonNode me(SignIn signIn, Consumer<ObjectNode> signedIn) {
        return new Client(WORLD.routes(signIn), signIn, CONTRACT).send("GET", API + "/me", Map.of(), "", signedIn)
                .json();
    }

    private static Consumer<ObjectNode> iam(String arn) {
        return event -> ((ObjectNode) event.path("requestContext")).putObject("authorizer").putObject("iam")
                .put("userArn", arn).put("callerId", "AROA:x");
    }

    private static Consumer<ObjectNode> jwt(String claim, String value) {
        return event -> ((ObjectNode) event.path("requestContext")).putObject("authorizer").putObject("jwt")
                .putObject("claims").put("sub", "1234").put(claim, value);
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:sts::1:assumed-role/Marketing/m.weber, Marketing/m.weber, 2",
            "arn:aws:iam::1:user/staff/eve, eve, 4", "arn:aws:iam::1:user/staff/else, else, 1"})
    void iam_roleFollowsFromThePrincipal(String arn, String name, int roles) {
        SignIn signIn = new SignIn(SignIn.Kind.IAM, RoleMap.of("Marketing=analyst, eve=operator,*=viewer"), "");
        JsonNode me = me(signIn, iam(arn));
        assertThat(me.path("name").asText()).isEqualTo(name);
        assertThat(me.path("roles")).hasSize(roles);
    }

    @ParameterizedTest
    @CsvSource({"[leads others], 3", "leads, 3", "'[\"others\", \"leads\"]', 3", "others, 0", "'', 0"})
    void jwt_roleFollowsFromTheClaim(String groups, int roles) {
        SignIn signIn = new SignIn(SignIn.Kind.JWT, RoleMap.of("leads=approver"), "cognito:groups");
        JsonNode me = me(signIn, jwt("cognito:groups", groups));
        assertThat(me.path("name").asText()).isEqualTo("1234");
        assertThat(me.path("roles")).hasSize(roles);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void role_includesThoseBeforeIt(Role role) {
        assertThat(role.all()).startsWith(Role.VIEWER).endsWith(role).hasSize(List.of(Role.values()).indexOf(role) + 1);
    }

    @Test
    void routes_areAllDifferent() {
        assertThat(new HashSet<>(routes().stream().map(Route::toString).toList())).hasSize(routes().size());
    }

    static Stream<String> brokenRoleMaps() {
        return Stream.of("a=boss", "analyst", "=analyst", "a=analyst,b", "=");
    }

    @ParameterizedTest
    @MethodSource("brokenRoleMaps")
    void roleMap_withoutARole_isRefused(String text) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> RoleMap.of(text))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("NAME=ROLE");
    }
}

package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.access.RoleMap;
import io.segmenta.api.access.SignIn;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.sagemaker.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalsTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final Contract CONTRACT = Contract.read();
    private static final String APPROVALS = Routes.BASE + "/datasets/loyalty-members/models/2/approvals";
    private static final String JSON = "application/json";

    @AutoClose
    private final World world = new World("approvals_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), CONTRACT);

    private Client.Got decide(String body) {
        return client.post(APPROVALS, Map.of("If-Match", client.get(APPROVALS).header("etag"), "Content-Type", JSON),
                body);
    }

    private ModelVersion version() {
        return world.registry.version(world.arn(2));
    }

    @Test
    void approval_standsInTheRegistryWithWhatWasSaidAndByWhom() {
        Client.Got got = decide("{\"decision\": \"approve\", \"comment\": \" They stay together. \"}");
        assertThat(got.status()).isEqualTo(200);
        assertThat(version().status()).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(version().approvalDescription()).isEqualTo("They stay together. (local)");
        assertThat(got.header("etag")).isEqualTo(client.get(APPROVALS).header("etag"));
    }

    @Test
    void rejection_needsNoComment() {
        assertThat(decide("{\"decision\": \"reject\", \"comment\": null}").status()).isEqualTo(200);
        assertThat(version().status()).isEqualTo(ApprovalStatus.REJECTED);
        assertThat(version().approvalDescription()).isEqualTo("rejected by local with segmenta");
    }

    @Test
    void approval_withoutTheCommentThatTheCardAsksFor_isRefused() {
        Client.Got got = decide("{\"decision\": \"approve\"}");
        assertThat(got.status()).isEqualTo(409);
        assertThat(got.json().path("detail").asText()).contains("only with a comment").contains("Older members");
        assertThat(version().status()).isEqualTo(ApprovalStatus.PENDING);
    }

    @Test
    void twoDecisionsOnTheSameSight_secondIsToldWhatStandsNow() {
        Map<String, String> headers = Map.of("If-Match", client.get(APPROVALS).header("etag"), "Content-Type", JSON);
        assertThat(client.post(APPROVALS, headers, "{\"decision\": \"reject\"}").status()).isEqualTo(200);
        Client.Got second = client.post(APPROVALS, headers, "{\"decision\": \"approve\", \"comment\": \"good\"}");
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().at("/current/status").asText()).isEqualTo("rejected");
        assertThat(second.header("etag")).isEqualTo(client.get(APPROVALS).header("etag"));
        assertThat(version().status()).isEqualTo(ApprovalStatus.REJECTED);
    }

    @Test
    void decisionsOnTheSameSightAtOnce_areOneAndTheOthersAreTold() throws Exception {
        Map<String, String> headers = Map.of("If-Match", client.get(APPROVALS).header("etag"), "Content-Type", JSON);
        CyclicBarrier together = new CyclicBarrier(4);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int caller = 0; caller < 4; caller++) {
                Client one = client.as("8f2d1c66-0000-4000-8000-00000000010" + caller);
                String body = caller % 2 == 0 ? "{\"decision\": \"reject\"}"
                        : "{\"decision\": \"approve\", \"comment\": \"good\"}";
                answers.add(CompletableFuture.supplyAsync(() -> {
                    await(together);
                    return one.post(APPROVALS, headers, body).status();
                }, threads));
            }
        }
        assertThat(answers.stream().map(CompletableFuture::join).sorted()).containsExactly(200, 412, 412, 412);
        ApprovalStatus decided = version().status();
        assertThat(decided).isNotEqualTo(ApprovalStatus.PENDING);
        assertThat(client.get("/api/v1/audit?action=version-decided").json().path("items")).hasSize(1);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void decisionThatTheRegistryRefuses_leavesTheTurnFree() {
        String seen = client.get(APPROVALS).header("etag");
        world.registry.refuseNext();
        Map<String, String> headers = Map.of("If-Match", seen, "Content-Type", JSON);
        assertThat(client.post(APPROVALS, headers, "{\"decision\": \"reject\"}").status()).isEqualTo(500);
        assertThat(client.post(APPROVALS, headers, "{\"decision\": \"reject\"}").status()).isEqualTo(200);
    }

    @Test
    void decision_withoutSight_isRefused() {
        assertThat(client.post(APPROVALS, Map.of("Content-Type", JSON), "{\"decision\": \"reject\"}").status())
                .isEqualTo(428);
        assertThat(version().status()).isEqualTo(ApprovalStatus.PENDING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"decision": "aprove"} | /decision | unknown   | did you mean approve?
            {}                     | /decision | missing   | must be one of approve, reject
            {"decision": 1}        | /decision | malformed | must be a text
            {"decision": "reject", "coment": "x"} | /coment | unknown | did you mean comment?
            {"decision": "reject", "comment": 7} | /comment | malformed | must be a text, got number
            {"decision": "reject", "comment": "a\\nb"} | /comment | malformed | must be one line
            []                     | ''        | malformed | must be a JSON object
            {"decision             | ''        | malformed | not JSON
            """)
    void wrongBody_isNamed(String body, String pointer, String code, String detail) {
        Client.Got got = decide(body);
        assertThat(got.status()).as(got.body()).isEqualTo(400);
        assertThat(got.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(got.json().at("/errors/0/code").asText()).isEqualTo(code);
        assertThat(got.json().at("/errors/0/detail").asText()).contains(detail);
    }

    @Test
    void severalMistakes_areToldTogether() {
        Client.Got got = decide("{\"decision\": \"yes\", \"comment\": \"" + "x".repeat(801) + "\", \"by\": \"me\"}");
        assertThat(got.json().path("title").asText()).isEqualTo("The request has 3 mistakes");
        assertThat(got.json().path("errors")).hasSize(3);
    }

    @Test
    void body_ofAnotherType_isRefused() {
        Client.Got got = client.post(APPROVALS, Map.of("Content-Type", "text/csv"), "decision");
        assertThat(got.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({"AIDAUPLOADER, 409", "AIDASOMEBODY, 200", "'', 409"})
    void fourEyes_uploaderMayNotApprove(String caller, int status) {
        world.put(2, "config.json", "{\"registration\": {\"four_eyes\": true}}");
        SignIn signIn = new SignIn(SignIn.Kind.IAM, RoleMap.of("*=approver"), "");
        Client signed = new Client(world.routes(signIn), signIn, CONTRACT);
        Client.Got got = signed.send("POST", APPROVALS,
                Map.of("If-Match", client.get(APPROVALS).header("etag"), "Content-Type", JSON),
                "{\"decision\": \"approve\", \"comment\": \"good\"}",
                event -> {
                    ObjectNode iam = ((ObjectNode) event.path("requestContext")).putObject("authorizer")
                            .putObject("iam").put("userArn", "arn:aws:iam::1:user/eve");
                    iam.put("callerId", caller);
                });
        assertThat(got.status()).as(got.body()).isEqualTo(status);
        assertThat(version().status()).isEqualTo(status == 200 ? ApprovalStatus.APPROVED : ApprovalStatus.PENDING);
    }
}

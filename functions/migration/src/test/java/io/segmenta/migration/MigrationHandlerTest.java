package io.segmenta.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.platform.Events;
import io.segmenta.platform.Json;
import io.segmenta.platform.StubService;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.catalogue.Migrations;
import io.segmenta.platform.events.RuntimeJson;
import io.segmenta.platform.observe.Quiet;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MigrationHandlerTest {
    private static final TestContext CONTEXT = new TestContext("r-1", 180_000);
    private static final TestContext HURRIED = new TestContext("r-1", 59_999);

    private final List<List<String>> migrated = new ArrayList<>();
    private final AtomicInteger pauses = new AtomicInteger();

    private MigrationHandler handler(Migration migration) {
        return new MigrationHandler(migration, new Answers(), pauses::incrementAndGet,
                Quiet.log("migration", Clock.systemUTC()));
    }

    private int migrate(List<String> iamRoles) {
        migrated.add(iamRoles);
        return 3;
    }

    private static CloudFormationCustomResourceEvent event() {
        return RuntimeJson.read(Events.text("migration-create"), CloudFormationCustomResourceEvent.class);
    }

    @Test
    void create_migratesForTheRolesOfTheRequestAndAnswers() {
        Map<String, String> answer = handler(this::migrate).handleRequest(event(), CONTEXT);
        assertThat(migrated).hasSize(1);
        assertThat(migrated.getFirst()).hasSize(3).contains("arn:aws:iam::123456789012:role/segmenta-TrainingRole-1");
        assertThat(answer).containsEntry("Status", "SUCCESS").containsEntry("PhysicalResourceId", "segmenta-catalogue")
                .containsEntry("RequestId", "5e7a1b10-0000-4000-8000-000000000002")
                .containsEntry("LogicalResourceId", "CatalogueSchema").containsEntry("Reason",
                        "the catalogue's schema is at step " + Migrations.version() + ", 3 done now");
    }

    @Test
    void delete_leavesTheCatalogueAndSucceeds() {
        CloudFormationCustomResourceEvent event = event();
        event.setRequestType("Delete");
        assertThat(handler(this::migrate).handleRequest(event, CONTEXT)).containsEntry("Status", "SUCCESS")
                .containsEntry("Reason", "the catalogue stays as it is");
        assertThat(migrated).isEmpty();
    }

    @Test
    void rolesOfTheRequest_areAListOneOrNone() {
        CloudFormationCustomResourceEvent event = event();
        event.setResourceProperties(Map.of("IamRoles", "arn:aws:iam::123456789012:role/one"));
        handler(this::migrate).handleRequest(event, CONTEXT);
        event.setResourceProperties(Map.of());
        handler(this::migrate).handleRequest(event, CONTEXT);
        event.setResourceProperties(null);
        handler(this::migrate).handleRequest(event, CONTEXT);
        assertThat(migrated).containsExactly(List.of("arn:aws:iam::123456789012:role/one"), List.of(), List.of());
    }

    @Test
    void fieldThatTheRequestLacks_isNotInTheAnswer() {
        CloudFormationCustomResourceEvent event = event();
        event.setStackId(null);
        assertThat(handler(this::migrate).handleRequest(event, CONTEXT)).doesNotContainKey("StackId")
                .containsEntry("RequestId", event.getRequestId());
    }

    @Test
    void catalogueThatDoesNotAnswerYet_isTriedAgain() {
        AtomicInteger refusals = new AtomicInteger(2);
        Map<String, String> answer = handler(roles -> {
            if (refusals.getAndDecrement() > 0) {
                throw new CatalogueException("no such host");
            }
            return migrate(roles);
        }).handleRequest(event(), CONTEXT);
        assertThat(answer).containsEntry("Status", "SUCCESS");
        assertThat(pauses).hasValue(2);
    }

    @Test
    void catalogueThatDoesNotAnswer_isTriedAgainWhileAMinuteIsLeft() {
        AtomicInteger refusals = new AtomicInteger(1);
        Map<String, String> answer = handler(roles -> {
            if (refusals.getAndDecrement() > 0) {
                throw new CatalogueException("no such host");
            }
            return migrate(roles);
        }).handleRequest(event(), new TestContext("r-1", 60_000));
        assertThat(answer).containsEntry("Status", "SUCCESS");
        assertThat(pauses).hasValue(1);
    }

    @Test
    void failure_isAnsweredWithTheReason() {
        assertThat(handler(roles -> {
            throw new CatalogueException("permission denied");
        }).handleRequest(event(), HURRIED)).containsEntry("Status", "FAILED").containsEntry("Reason",
                "the catalogue could not be migrated: permission denied");
        assertThat(handler(roles -> {
            throw new IllegalStateException("x".repeat(5000));
        }).handleRequest(event(), CONTEXT).get("Reason")).hasSize(1000);
        assertThat(pauses).hasValue(0);
    }

    @Test
    void answer_isPutToTheAddressOfTheRequestWithoutAContentType() {
        List<String> heard = new ArrayList<>();
        try (StubService service = new StubService(exchange -> {
            JsonNode body = Json.parse(exchange.getRequestBody());
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body.path("Status").asText() + " "
                    + body.path("StackId").asText());
            StubService.reply(exchange, 200, new byte[0]);
        })) {
            CloudFormationCustomResourceEvent event = event();
            event.setResponseUrl(service.address() + "/answer?X-Amz-Signature=ab%2Fc");
            handler(this::migrate).handleRequest(event, CONTEXT);
            assertThat(heard)
                    .containsExactly("PUT /answer?X-Amz-Signature=ab%2Fc null SUCCESS " + event.getStackId());
        }
    }

    @Test
    void answerThatIsNotTaken_failsTheCallSoThatLambdaRepeatsIt() {
        try (StubService service = new StubService(exchange -> StubService.reply(exchange, 403, new byte[0]))) {
            CloudFormationCustomResourceEvent event = event();
            event.setResponseUrl(service.address() + "/answer");
            MigrationHandler handler = handler(this::migrate);
            assertThatThrownBy(() -> handler.handleRequest(event, CONTEXT)).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("403");
        }
    }

    @Test
    void interruptedWhileAnswering_failsTheCallAndKeepsTheInterrupt() {
        try (StubService service = new StubService(exchange -> StubService.reply(exchange, 200, new byte[0]))) {
            CloudFormationCustomResourceEvent event = event();
            event.setResponseUrl(service.address() + "/answer");
            MigrationHandler handler = handler(this::migrate);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> handler.handleRequest(event, CONTEXT)).isInstanceOf(IllegalStateException.class)
                    .hasMessage("interrupted while answering CloudFormation");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}

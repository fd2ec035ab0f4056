package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/**
 * A customer is told what is known, is looked up by the identifier alone, opts out, and is erased from three data sets
 * and from the features that they have of each other, all over HTTP.
 */
class PrivacyIT {

    private static final String VIEW = """
            {"view":"spend","entity":"customer_id","source":"shop","columns":{"spend":"total_spend",
             "per_visit":"total_spend / visit_frequency"},"description":"What a customer spends.","owner":"crm"}""";
    private static final String OTHER_VIEW = """
            {"view":"years","entity":"customer_id","source":"club","columns":{"years":"age"},
             "description":"How old a member is.","owner":"club"}""";

    @TempDir
    private Path folder;

    @Test
    void customer_whoIsToldAndOptsOutAndIsErased_isNowhereAnyMore() throws Exception {
        try (Machine machine = Machine.start(folder.resolve("state"))) {
            Asking.ask(machine, "POST", "/api/v1/features", VIEW);
            Asking.ask(machine, "POST", "/api/v1/features", OTHER_VIEW);
            Asking.ask(machine, "POST", "/api/v1/features",
                    OTHER_VIEW.replace("\"age\"", "\"age\",\"months\":\"age * 12\""));
            machine.upload("data/shop/customers.csv", Samples.customers(1));
            machine.decide(machine.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.APPROVED);
            machine.upload("data/club/members.csv", members(1), "features.view=spend%401&clustering.k=2");
            machine.decide(machine.awaitPackages("club", 1).getFirst(), ModelApprovalStatus.APPROVED);
            machine.upload("data/bonus/members.csv", members(2), "features.view=years%401&clustering.k=2");
            machine.decide(machine.awaitPackages("bonus", 1).getFirst(), ModelApprovalStatus.APPROVED);
            machine.awaitServing("shop", "v1", Samples.CUSTOMER);
            String id = firstId();
            Machine.await("the club to be served", () -> Asking.send(machine, "POST", "/predict?dataset=club",
                    "{\"customer_id\":\"" + id + "\"}").statusCode() == 200);
            JsonNode filled = Asking.ask(machine, "POST", "/predict?dataset=club", "{\"customer_id\":\"" + id + "\"}");
            assertThat(filled.path("features").path("from_store").toString()).isEqualTo(
                    "[\"per_visit\",\"spend\"]");
            assertThat(filled.path("features").path("stale").asBoolean(true)).isFalse();
            Machine.await("the bonus to be served", () -> Asking.send(machine, "POST", "/predict?dataset=bonus",
                    "{\"customer_id\":\"" + id + "\"}").statusCode() == 200);
            assertThat(Asking.ask(machine, "POST", "/predict?dataset=bonus", "{\"customer_id\":\"" + id + "\"}")
                    .path("features").path("from_store").toString()).isEqualTo("[\"years\"]");
            JsonNode view = Asking.ask(machine, "GET", "/api/v1/features/spend", "").path("versions").path(0);
            assertThat(view.path("tables").path(0).path("rows").asInt()).isEqualTo(300);
            assertThat(Asking.ask(machine, "GET", "/api/v1/features", "").path("items")).hasSize(2);

            JsonNode known = Asking.ask(machine, "POST", "/api/v1/privacy/subjects", "{\"id\":\"" + id + "\"}");
            assertThat(known.path("datasets")).hasSize(3);
            assertThat(known.toString()).contains("history").doesNotContain(id);
            assertThat(known.path("features").findValuesAsText("view")).contains("spend@1", "years@1");
            assertThat(known.path("features").path(0).path("values").path("spend").asDouble()).isPositive();

            Asking.ask(machine, "PUT", "/api/v1/privacy/opt-outs", "{\"id\":\"" + id + "\",\"opted_out\":true}");
            Machine.await("the opt-out to be honoured", () -> Asking.ask(machine, "POST", "/predict?dataset=shop",
                    record(id)).path("opted_out").asBoolean());

            String erasure = Asking.ask(machine, "POST", "/api/v1/privacy/erasures", "{\"id\":\"" + id + "\"}")
                    .path("erasure").asText();
            Machine.await("the receipt", () -> Asking.receipt(machine, erasure).path("state").asText().equals("done"));
            JsonNode receipt = Asking.receipt(machine, erasure);
            assertThat(receipt.path("left")).isEmpty();
            assertThat(receipt.toString()).contains("data/shop/customers.csv", "data/club/members.csv",
                    "assignments.csv.gz", "assignments-features.csv.gz", "people/shop/features/spend/v1/",
                    "people/club/features/years/v1/")
                    .doesNotContain(id);
            assertThat(machine.text("data/shop/customers.csv")).doesNotContain(id);
            // Who still knows the rows of before asks once more, as told.
            Machine.await("the rows to be known as they are now", () -> Asking.send(machine, "POST",
                    "/api/v1/privacy/subjects", "{\"id\":\"" + id + "\"}").statusCode() == 200);
            assertThat(
                    Asking.ask(machine, "POST", "/api/v1/privacy/subjects", "{\"id\":\"" + id + "\"}").path("datasets"))
                    .isEmpty();
            assertThat(
                    Asking.ask(machine, "POST", "/api/v1/privacy/subjects", "{\"id\":\"" + id + "\"}").path("features"))
                    .isEmpty();
            // What was written anew trains nobody.
            assertThat(machine.awaitRuns("shop", 1)).hasSize(1);
            Path key = folder.resolve("state").resolve("identifier-key.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        }
    }

    @Test
    void dataset_thatIsTakenOutOfServiceAndDeleted_leavesItsEvidenceAlone() throws Exception {
        try (Machine machine = Machine.start(folder.resolve("state"))) {
            machine.upload("data/shop/customers.csv", Samples.customers(1));
            machine.decide(machine.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.APPROVED);
            machine.awaitServing("shop", "v1", Samples.CUSTOMER);
            assertThat(Asking.send(machine, "DELETE", "/api/v1/datasets/shop", "").statusCode()).isEqualTo(409);

            machine.decide(machine.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.REJECTED);
            Machine.await("nothing to serve", () -> Asking.send(machine, "DELETE", "/api/v1/datasets/shop", "")
                    .statusCode() == 202);
            String erasure = Asking.ask(machine, "DELETE", "/api/v1/datasets/shop", "").path("erasure").asText();
            Machine.await("the receipt", () -> Asking.receipt(machine, erasure).path("state").asText().equals("done"));
            assertThat(Asking.receipt(machine, erasure).path("left")).isEmpty();
            assertThat(Asking.send(machine, "GET", "/api/v1/datasets/shop", "").statusCode()).isEqualTo(410);
            assertThat(Asking.ask(machine, "GET", "/api/v1/datasets", "")).isEmpty();
            JsonNode run = Asking.ask(machine, "GET", "/api/v1/runs", "").at("/items/0");
            assertThat(run.at("/usd/spent").asDouble()).isPositive();
            assertThat(Asking
                    .send(machine, "GET", "/api/v1/runs/" + run.path("id").asText() + "/documents/metrics.json", "")
                    .statusCode()).isEqualTo(200);

            machine.upload("data/shop/again.csv", Samples.customers(2));
            Machine.await("the file to be refused", () -> Asking.ask(machine, "GET", "/api/v1/runs?status=failed", "")
                    .at("/items/0/failure/type").asText().endsWith(":deleted"));
        }
    }

    private static String firstId() {
        List<String> lines = new String(Samples.customers(1), StandardCharsets.UTF_8).lines().toList();
        return lines.get(1).substring(0, lines.get(1).indexOf(','));
    }

    /** The same customers, of whom another data set knows one thing alone. */
    private static byte[] members(int column) {
        StringBuilder members = new StringBuilder();
        new String(Samples.customers(1), StandardCharsets.UTF_8).lines().forEach(line -> {
            String[] cells = line.split(",", -1);
            members.append(cells[0]).append(',').append(cells[column]).append('\n');
        });
        return members.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String record(String id) {
        return Samples.CUSTOMER.replace("C20001", id);
    }
}

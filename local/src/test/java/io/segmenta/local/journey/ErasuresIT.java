package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.local.sample.SupermarketSample;
import io.segmenta.platform.catalogue.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/**
 * A hundred of a thousand customers are erased from every place where rows of people may lie, and are in no byte that
 * the stack keeps: bucket, models, catalogue, logs and events.
 */
class ErasuresIT {
    private static final int CUSTOMERS = 1_000;
    private static final int ERASED = 100;
    private static final int ATTEMPTS = 5;
    private static final String EARLIER = "00000000-0000-4000-8000-000000000009";
    private static final String BEFORE_THAT = "00000000-0000-4000-8000-000000000008";

    @TempDir
    private Path folder;

    @Test
    void aHundredOfAThousand_whoAreToldAndOptOutAndAreErased_areInNoByteAnyMore() throws Exception {
        // Identifiers that stand nowhere by chance.
        byte[] customers = new String(SupermarketSample.draw(CUSTOMERS, 1).csv(), StandardCharsets.UTF_8)
                .replaceAll("(?m)^C([0-9]{5}),", "QX$1,").getBytes(StandardCharsets.UTF_8);
        List<String> ids = ids(customers);
        List<String> gone = IntStream.range(0, ERASED).mapToObj(i -> ids.get(i * CUSTOMERS / ERASED)).toList();
        Path state = folder.resolve("state");
        try (Machine machine = Machine.start(state)) {
            machine.upload("data/shop/customers.csv", customers);
            machine.upload("data/club/members.csv", customers);
            machine.decide(machine.awaitPackages("shop", 1).getFirst(), ModelApprovalStatus.APPROVED);
            machine.awaitPackages("club", 1);
            machine.awaitServing("shop", "v1", Samples.CUSTOMER);
            String id = gone.getFirst();
            toldAndLeftOut(machine, id, customers);
            lay(machine, gone);
            assertThat(whoIsIn(state, gone)).as("the search finds whom it should").containsAll(gone);

            erase(machine, gone);

            // Who still knows the rows of before asks once more, as told.
            Machine.await("the rows to be known as they are now", () -> Asking.send(machine, "POST",
                    "/api/v1/privacy/subjects", of(id)).statusCode() == 200);
            assertThat(ask(machine, "POST", "/api/v1/privacy/subjects", of(id)).path("datasets")).isEmpty();
            assertThat(ask(machine, "POST", "/api/v1/privacy/subjects", of(ids.get(1))).path("datasets")).hasSize(2);
            // What was written anew trains nobody.
            assertThat(machine.awaitRuns("shop", 1)).hasSize(1);
        }
        // Bucket, models, catalogue, logs and events: all that the stack keeps, when it has ended.
        assertThat(whoIsIn(state, gone)).isEmpty();
        assertThat(whoIsIn(state, ids)).hasSize(CUSTOMERS - ERASED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("identifier-key.json"))))
                .isEqualTo("rw-------");
    }

    private static void toldAndLeftOut(Machine machine, String id, byte[] customers) {
        JsonNode known = ask(machine, "POST", "/api/v1/privacy/subjects", of(id));
        assertThat(known.path("datasets")).hasSize(2);
        assertThat(known.toString()).contains("history").doesNotContain(id);
        String rows = "/api/v1/runs/" + machine.awaitRuns("shop", 1).getFirst().id() + "/assignments";
        assertThat(ask(machine, "GET", rows, "").toString()).contains(id);

        ask(machine, "PUT", "/api/v1/privacy/opt-outs", "{\"id\":\"" + id + "\",\"opted_out\":true}");
        Machine.await("the opt-out to be honoured", () -> ask(machine, "POST", "/predict?dataset=shop",
                Samples.CUSTOMER.replace("C20001", id)).path("opted_out").asBoolean());
        assertThat(ask(machine, "GET", rows, "").toString()).doesNotContain(id);
        machine.upload("data/club/again.csv", customers);
        assertThat(machine.awaitRuns("club", 2).getFirst().status()).isEqualTo(Run.Status.SUCCEEDED);
        machine.upload("score/shop/ask.csv", customers);
        Machine.await("the file to be answered", () -> machine.keys("people/shop/scores/").stream()
                .anyMatch(key -> key.endsWith(".csv.gz")));
    }

    /** Everything else that may lie in the bucket of customers, some of which only earlier releases wrote. */
    private static void lay(Machine machine, List<String> ids) {
        String table = ids.stream().map(id -> id + ",1\n").collect(Collectors.joining("", "customer_id,bought\n", ""));
        byte[] rows = table.getBytes(StandardCharsets.UTF_8);
        // Rows of which nothing is left are not written anew: the file goes whole.
        byte[] binary = ("PAR1" + table).getBytes(StandardCharsets.UTF_8);
        for (String dataset : List.of("shop", "club")) {
            String earlier = dataset.equals("shop") ? EARLIER : BEFORE_THAT;
            machine.upload("uploads/" + dataset + '/' + EARLIER + "/july.csv", rows);
            machine.upload("uploads/" + dataset + '/' + BEFORE_THAT + "/june.bin", binary);
            machine.upload("previews/" + dataset + '/' + earlier + "0.json", rows);
            machine.upload("outcomes/" + dataset + '/' + EARLIER + "/results.csv", rows);
            machine.upload("outcomes/" + dataset + '/' + EARLIER + "/results.bin", binary);
            machine.upload("exports/" + dataset + '/' + earlier + ".csv", rows);
            machine.upload("score/" + dataset + "/ask.bin", binary);
            String run = "runs/" + dataset + '/' + earlier + '/';
            machine.create(run + "assignments.csv.gz", rows);
            machine.create(run + "failure.json", rows);
            machine.create(run + "validation.json", rows);
            machine.create(run + "profile.json",
                    ("{\"segments\":[{\"name\":\"Spenders\",\"representatives\":[{\"id\":\""
                            + String.join("\"},{\"id\":\"", ids) + "\"}]}]}").getBytes(StandardCharsets.UTF_8));
        }
        for (String dataset : List.of("other", "another")) {
            machine.upload("data/" + dataset + "/table.bin", binary);
            machine.awaitRuns(dataset, 1);
        }
    }

    /** All at once; the receipts are waited for when all are asked for. */
    private static void erase(Machine machine, List<String> ids) {
        List<String> erasures = ids.parallelStream().map(id -> ask(machine, "POST", "/api/v1/privacy/erasures", of(id))
                .path("erasure").asText()).toList();
        for (int i = 0; i < ids.size(); i++) {
            String erasure = erasures.get(i);
            Machine.await("the receipt", () -> receipt(machine, erasure).path("state").asText().equals("done"));
            JsonNode receipt = receipt(machine, erasure);
            assertThat(receipt.path("left")).isEmpty();
            assertThat(receipt.path("unread")).isEmpty();
            assertThat(receipt.toString()).contains("data/shop/customers.csv", "data/club/members.csv",
                    "assignments.csv.gz").doesNotContain(ids.get(i));
        }
    }

    private static List<String> ids(byte[] customers) {
        return new String(customers, StandardCharsets.UTF_8).lines().skip(1)
                .map(line -> line.substring(0, line.indexOf(','))).toList();
    }

    private static String of(String id) {
        return "{\"id\":\"" + id + "\"}";
    }

    /** Whoever stands in any byte that the stack keeps, unpacked where it is packed. */
    private static Set<String> whoIsIn(Path state, List<String> ids) throws IOException {
        Set<String> wanted = new HashSet<>(ids);
        Pattern id = Pattern.compile("QX[0-9]{5}");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = id.matcher(new String(unpacked(read(file)), StandardCharsets.ISO_8859_1));
                while (matcher.find()) {
                    if (wanted.contains(matcher.group())) {
                        found.add(matcher.group());
                    }
                }
            }
        }
        return found;
    }

    /** Nothing, of a file that the stack has deleted meanwhile. */
    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException gone) {
            return new byte[0];
        }
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static JsonNode receipt(Machine machine, String erasure) {
        return ask(machine, "GET", "/api/v1/privacy/erasures/" + erasure, "");
    }

    private static JsonNode ask(Machine machine, String method, String path, String body) {
        HttpResponse<String> answer = Asking.send(machine, method, path, body);
        for (int again = 0; answer.statusCode() == 503 && again < ATTEMPTS; again++) {
            // A function that begins on a machine with much else to do answers too late.
            answer = Asking.send(machine, method, path, body);
        }
        return Asking.good(answer);
    }
}

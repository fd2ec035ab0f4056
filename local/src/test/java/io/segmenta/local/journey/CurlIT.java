package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script of {@code examples/api-curl}, by curl alone from a file to its segments in another file: over a gateway
 * that demands a signature of each request as a deployment with {@code SignIn=IAM} does, and over the packaged
 * functions without it. Who signs and who checks have nothing in common: curl there, the AWS SDK here. And the page
 * that describes the API, in a browser that is installed.
 */
class CurlIT {
    @TempDir
    private Path folder;

    @Test
    void script_signedByCurl_andOverThePackagedFunctions_goesFromAFileToItsSegments(TestReporter report)
            throws Exception {
        Path file = Files.write(folder.resolve("customers.csv"), Samples.customers(1));
        try (Machine machine = Machine.start(folder.resolve(".segmenta"), options -> options.withSignIn("IAM"));
                FunctionDoor door = new FunctionDoor(machine.state())) {
            String gateway = machine.state().httpApi();
            Map<String, String> key = Map.of("SEGMENTA_SIGN", machine.state().region(), "AWS_ACCESS_KEY_ID",
                    machine.state().accessKey(), "AWS_SECRET_ACCESS_KEY", machine.state().secretKey());
            assertThat(machine.get("/api/v1/me").statusCode()).as("unsigned").isEqualTo(403);
            Machine.await("the description, which holds no data", () -> machine.get("/docs").statusCode() == 200);
            assertThat(machine.predict("walked", Samples.CUSTOMER).statusCode()).isEqualTo(403);
            assertThat(walk(gateway, file, "walked", Map.of("SEGMENTA_SIGN", machine.state().region(),
                    "AWS_ACCESS_KEY_ID", machine.state().accessKey(), "AWS_SECRET_ACCESS_KEY", "guessed"))).isOne();
            assertThat(told()).contains("403", "GET /api/v1/me was refused");

            assertThat(walk(gateway, file, "walked", key)).as(told()).isZero();
            assertThat(told()).contains("signed in as root");
            assertWalked(file);
            assertThat(walk(door.url(), file, "walked-in", Map.of())).as(told()).isZero();
            assertThat(told()).contains("signed in as Door/walker");
            assertWalked(file);
            assertDescribed(gateway, report);

            // The commands sign by the key of the stack they find.
            Cli cli = new Cli(folder, folder);
            assertThat(cli.run("models").out()).contains("walked", "walked-in", "live");
            assertThat(cli.run("segments", "walked").out()).contains("Regulars", "root");
            assertThat(cli.run("--endpoint", gateway, "status").out()).contains("it knows you as root.", "walked");
            // Or by the key that they are given, from elsewhere on the machine; without it they are refused.
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            assertThat(new Cli(elsewhere, folder).run("--endpoint", gateway, "status").err()).contains("403");
            Cli signing = new Cli(elsewhere, folder).with("AWS_REGION", machine.state().region());
            key.forEach(signing::with);
            assertThat(signing.run("--endpoint", gateway, "train", "customers.csv", "--dataset", "sent", "--set",
                    "clustering.k=4").out()).contains("Registered as sent v1, pending.");
            assertThat(signing.run("--endpoint", gateway, "explain", "sent").out()).contains("with k = 4");
        }
    }

    /** Swagger UI shows each operation, loads its own files alone, and its policy refuses none of them. */
    private void assertDescribed(String gateway, TestReporter report) throws IOException, InterruptedException {
        Optional<Path> browser = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", 0))
                .flatMap(at -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(at, name)))
                .filter(Files::isExecutable).findFirst();
        if (browser.isEmpty()) {
            report.publishEntry("left out", "no browser is installed: the page of the API is not looked at");
            return;
        }
        List<String> command = new ArrayList<>(List.of(browser.get().toString(), "--headless=new", "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"), "--no-first-run", "--disable-background-networking",
                "--enable-logging=stderr", "--virtual-time-budget=60000", "--timeout=60000", "--dump-dom"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--no-sandbox");
        }
        command.add(gateway + "/docs");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(folder.resolve("page.html").toFile())
                .redirectError(folder.resolve("console.txt").toFile());
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError("the page was not shown: " + Files.readString(folder.resolve("console.txt")));
        }
        String page = Files.readString(folder.resolve("page.html"));
        assertThat(page.split("class=\"opblock ", -1)).hasSizeGreaterThan(50);
        assertThat(page).contains("listDatasets");
        assertThat(Files.readString(folder.resolve("console.txt"))).doesNotContain(":CONSOLE");
    }

    private void assertWalked(Path file) throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("segments.csv"), StandardCharsets.UTF_8);
        assertThat(rows).hasSameSizeAs(Files.readAllLines(file));
        assertThat(rows.getFirst()).endsWith("row,segment_id,segment_name,confidence");
        assertThat(rows.get(1)).matches("1,s-[0-9a-f]{10},[^,]+,[01](\\.[0-9]+)?");
        assertThat(told()).contains("looked at 300 rows", "succeeded and cost ", "documents; its silhouette is 0.",
                "on its card and is approved", "version 1 is live", "one record is in s-",
                "three records sent at once as CSV 3", "is called \"Regulars\" now", "its rule has",
                "the first customer is in s-", "a list of 300 rows is on the standard output")
                .containsPattern("the audit has [1-9][0-9]* entries");
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("told.txt"));
    }

    /** Its exit code; what it told lies in a file, as do the segments. */
    private int walk(String address, Path file, String dataset, Map<String, String> variables)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Project.root().resolve("examples/api-curl/walk").toString(),
                address, file.toString(), dataset).redirectOutput(folder.resolve("segments.csv").toFile())
                .redirectError(folder.resolve("told.txt").toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        if (!process.waitFor(8, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("not ended: " + told());
        }
        return process.exitValue();
    }
}

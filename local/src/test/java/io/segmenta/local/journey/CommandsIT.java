package io.segmenta.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.cli.Cli;
import io.segmenta.platform.catalogue.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;

/** The commands against a running stack, as a user types them one after the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsIT {
    @TempDir
    private static Path folder;
    private static Machine machine;

    @BeforeAll
    static void startMachine() throws IOException {
        machine = Machine.start(folder.resolve(".segmenta"));
    }

    @AfterAll
    static void stopMachine() {
        machine.close();
    }

    /** The first, for it tells what a stack says that has no other data set. */
    @Test
    @Order(1)
    void trainApprovePredictReject_oneAfterTheOther_tellWhatHappened() throws IOException {
        Files.write(folder.resolve("Shop Customers.csv"), Samples.customers(21));

        assertThat(run("predict", "age=30")).contains("(503)").startsWith("1");
        assertThat(run("train", "Shop Customers.csv", "--set", "clustering.k=4")).startsWith("0")
                .contains("with k = 4", "Registered as shop-customers v1, pending");
        assertThat(run("runs")).startsWith("0").contains("shop-customers", "succeeded", "Shop Customers.csv");
        assertThat(run("cost", "shop-customers")).startsWith("0").contains("EXPECTED", "$0.00", "succeeded",
                "AWS's prices in us-east-1");
        assertThat(run("status")).startsWith("0").contains("The stack runs on", "shop-customers", "succeeded",
                "segmenta approve shop-customers");
        assertThat(run("explain", "shop-customers")).startsWith("0").contains("4 segments as configured: silhouette",
                "- The number of segments was given (clustering.k), so no other was tried.", "total_spend");
        assertThat(run("models")).startsWith("0").contains("shop-customers", "v1", "pending").doesNotContain("live");
        assertThat(run("card", "shop-customers")).startsWith("0").contains("Evidence card of shop-customers v1",
                "4 segments of 300 customers", "No model of this data set came before this one.",
                "first model of the data set");
        assertThat(run("approve", "shop-customers")).startsWith("0").contains("Evidence card of shop-customers v1")
                .contains("Approved shop-customers v1; it serves now (endpoint segmenta-shop-customers)");
        assertThat(run("models")).contains("approved", "live");
        assertThat(run("predict", "age=23", "total_spend=1830", "visit_frequency=17", "avg_basket_size=6",
                "preferred_category=Ready meals")).startsWith("0").contains("model v1", "confidence");
        assertThat(run("predict", "age=old")).startsWith("1").contains("expected a number, got \"old\"");
        assertThat(run("predict", "--file", "Shop Customers.csv", "--out", "asked.csv")).startsWith("0");
        assertThat(run("score", "Shop Customers.csv", "--out", "scored.csv")).startsWith("0")
                .contains("300 records answered by v1, 0 refused.", "Answers in scored.csv");
        assertThat(folder.resolve("scored.csv")).hasSameTextualContentAs(folder.resolve("asked.csv"));
        assertThat(run("score", "Shop Customers.csv", "--dataset", "other")).startsWith("1")
                .contains("The data set is not live: no model of data set \"other\" is live");
        assertThat(json("score", "Shop Customers.csv", "--json").path("answer_key").asText())
                .isEqualTo("people/shop-customers/scores/Shop Customers.csv.csv.gz");
        assertThat(run("approve", "shop-customers")).startsWith("1")
                .contains("no version of shop-customers is pending");
        assertThat(run("approve", "other")).startsWith("1").contains("registered data sets: shop-customers");
        assertThat(run("logs", "deployment")).startsWith("0").contains("DeploymentFunction");
        assertThat(run("clean")).startsWith("1").contains("a stack is running on .segmenta");
        assertThat(run("reject", "shop-customers/v1", "--reason", "too coarse")).startsWith("0")
                .contains("Rejected shop-customers v1.");
        Machine.await("nothing to serve", () -> machine.keys("live/").isEmpty());
        JsonNode model = json("models", "--json").path(0);
        assertThat(model.path("status").asText()).isEqualTo("rejected");
        assertThat(model.at("/metrics/silhouette_score").isNumber()).isTrue();
        // The same over the address of an API, as of one that is deployed.
        assertThat(run("--endpoint", machine.state().httpApi() + '/', "models")).contains("v1", "rejected");
        assertThat(run("--endpoint", machine.state().httpApi(), "explain", "shop-customers"))
                .isEqualTo(run("explain", "shop-customers"));
        List<String> status = run("status").lines().toList();
        assertThat(run("--endpoint", machine.state().httpApi(), "status").lines()).first(STRING)
                .contains("it knows you as local.");
        assertThat(run("--endpoint", machine.state().httpApi(), "status").lines().skip(1))
                .containsExactlyElementsOf(status.subList(1, status.size()));
        assertThat(run("--endpoint", "ftp://example.org", "models")).startsWith("1")
                .contains("must begin with https://");
    }

    /** A run that was compared with the one before it, made again over the wire and from an archive. */
    @Test
    void verifyAndExport_ofALaterRun_makeEveryFileAgain() throws IOException {
        Files.write(folder.resolve("again.csv"), Samples.customers(5));
        Files.write(folder.resolve("later.csv"), Samples.customers(6));
        assertThat(run("train", "again.csv", "--set", "clustering.k=3")).startsWith("0");
        assertThat(run("train", "later.csv", "--dataset", "again", "--set", "clustering.k=3")).startsWith("0");

        assertThat(run("verify", "again")).startsWith("0Equal: ").contains("byte for byte",
                "manifest.json, start.json", "from data/again/later.csv (version ");
        JsonNode told = new ObjectMapper().readTree(new Cli(folder, folder).run("verify", "again", "--json").out());
        assertThat(told.path("equal_files").valueStream().map(JsonNode::textValue)).contains("model.tar.gz",
                "transitions.json", "people/reference.json.gz", "lineage.json");
        assertThat(run("verify", "again", "--on-server")).startsWith("0Equal: ").contains("byte for byte",
                "manifest.json, start.json", "where it was made");
        assertThat(run("export", "again", "--out", "run.tar.gz")).startsWith("0Wrote run ");
        assertThat(run("export", "again", "--out", "run.tar.gz")).startsWith("1")
                .contains("run.tar.gz is there already");
        assertThat(run("export", "again", "--out", "copy.tar.gz")).startsWith("0Wrote run ");
        assertThat(folder.resolve("copy.tar.gz")).hasSameBinaryContentAs(folder.resolve("run.tar.gz"));
        assertThat(new Cli(folder, folder.resolve("nowhere")).run("verify", folder.resolve("run.tar.gz").toString())
                .out()).startsWith("Equal: ");
        machine.delete("data/again/later.csv");
        assertThat(run("verify", "again")).startsWith("1").contains("data/again/later.csv (version ", "is gone");
    }

    /** What is approved blindly would serve segments that nobody has compared with those that people know. */
    @Test
    void laterVersions_areComparedAndApprovedWithWhatTheyNeed() throws IOException {
        Files.write(folder.resolve("lasting.csv"), Samples.customers(31));
        assertThat(run("train", "lasting.csv", "--set", "clustering.k=4")).startsWith("0");
        assertThat(run("train", "lasting.csv", "--set", "clustering.k=5")).startsWith("0").contains("What changed: ");
        assertThat(run("cancel", "lasting")).startsWith("1").contains("has ended: it is succeeded");
        assertThat(run("approve", "lasting/v1")).startsWith("0");
        String renamed = renameOne();
        assertThat(run("approve", "lasting/v2")).startsWith("0").contains("What changed: ", "splits, merges");
        assertThat(json("segments", "lasting", "--all", "--json").valueStream()
                .filter(segment -> segment.path("id").asText().equals(renamed)).map(segment -> segment.path("name")
                        .asText()))
                .containsExactly("Our regulars");
        assertThat(run("compare", "lasting/v1", "v2")).startsWith("0").contains("not in v1",
                "Of 300 customers in both files");
        JsonNode compared = json("compare", "lasting/v1", "v2", "--json");
        assertThat(compared.path("n_clusters")).hasToString("[4,5]");
        assertThat(compared.path("customers_in_both").asInt()).isEqualTo(300);
        assertThat(compared.path("flows").findValues("customers").stream().mapToInt(JsonNode::asInt).sum())
                .isEqualTo(300);

        assertThat(run("--endpoint", machine.state().httpApi(), "compare", "lasting/v1", "v2"))
                .isEqualTo(run("compare", "lasting/v1", "v2"));

        assertThat(run("approve", "lasting/v1")).startsWith("1")
                .contains("approved only with a comment", "not compared with those of v2, which is live");
        assertThat(json("card", "lasting/v1", "--json").path("stale").asBoolean()).isTrue();
        // Elsewhere nobody shows the card first.
        ModelPackageSummary first = machine.packages("lasting").getLast();
        machine.sageMaker().updateModelPackage(request -> request.modelPackageArn(first.modelPackageArn())
                .modelApprovalStatus(ModelApprovalStatus.APPROVED).approvalDescription(""));
        Machine.await("the refusal of v1", () -> machine.catalogue().deployments("lasting").stream()
                .anyMatch(deployment -> deployment.state() == Deployment.State.ROLLED_BACK
                        && deployment.detail().startsWith("Another model was live")));
        assertThat(run("models", "lasting")).containsPattern("v2 +approved +live");
        assertThat(run("approve", "lasting/v1", "--reason", "four segments are what the campaign was planned for"))
                .startsWith("0").contains("it serves now");
    }

    /** Calls a segment of what serves otherwise, by the command, and waits until answers say so. */
    private String renameOne() throws IOException {
        JsonNode one = json("segments", "lasting", "--json").path(0);
        String id = one.path("id").asText();
        String proposed = one.path("name").asText();
        assertThat(one.path("state").asText()).isEqualTo("live");
        assertThat(run("rename", id, "Our regulars", "--dataset", "lasting")).startsWith("0")
                .contains("\"" + proposed + "\" (" + id + ") is called \"Our regulars\" now");
        assertThat(run("action", "our regulars", "=Send letters", "--dataset", "lasting")).startsWith("0");
        // The endpoint answers, whose container has looked for names by then.
        Machine.await("the new name in answers",
                () -> run("predict", "--file", "lasting.csv", "--dataset", "lasting").contains(id + ",")
                        && run("predict", "--file", "lasting.csv", "--dataset", "lasting")
                                .contains("Our regulars,'=Send letters"));
        assertThat(run("rename", id, "Friends", "--dataset", "lasting")).startsWith("0");
        assertThat(run("rename", "friends", "--undo", "--dataset", "lasting")).startsWith("0")
                .contains("is called \"Our regulars\" now");
        assertThat(run("segments", "lasting")).startsWith("0").contains("Our regulars", "local", "the model");
        assertThat(run("rename", id, "--dataset", "lasting")).startsWith("2").contains("or --undo, or --reset");
        assertThat(run("rename", "s-none", "x", "--dataset", "lasting")).startsWith("1").contains("it has: ", id);
        return id;
    }

    /** As of a deployment whose bucket the caller does not see; typical rows are people's, and told nobody here. */
    @Test
    void train_overTheApi_tellsWhatTrainingOnThisMachineDoes() throws IOException {
        Files.write(folder.resolve("near.csv"), Samples.customers(8));
        String api = machine.state().httpApi();
        List<String> here = run("train", "near.csv", "--set", "clustering.k=4").lines().toList();
        List<String> there = run("--endpoint", api, "train", "near.csv", "--dataset", "far", "--set",
                "clustering.k=4").lines().toList();

        assertThat(there).first(STRING).startsWith("0");
        assertThat(there).contains("Registered as far v1, pending. Let it serve with:  segmenta approve far");
        List<String> ofTheRun = List.of("Uploaded ", "Run ", "On AWS this run costs", "Registered as ");
        assertThat(there).filteredOn(line -> ofTheRun.stream().noneMatch(line::startsWith))
                .containsAll(here.stream().filter(line -> ofTheRun.stream().noneMatch(line::startsWith))
                        .filter(line -> !line.startsWith("  typical: ")).limit(10).toList());
        assertThat(run("--endpoint", api, "train", "near.csv", "--dataset", "far", "--set", "clusterin.k=4"))
                .startsWith("1").contains("clusterin.k");
        assertThat(run("--endpoint", api, "explain", "far")).startsWith("0").contains("with k = 4");
    }

    @Test
    void train_unusableFile_endsWithTheReason() throws IOException {
        Files.writeString(folder.resolve("nothing.csv"), "");

        assertThat(run("train", "nothing.csv")).startsWith("1").containsPattern("run [0-9a-f]{8} failed: .*empty-file");
        assertThat(run("explain", "nothing")).startsWith("1").contains("failed", "empty-file");
    }

    /** What no file could make right is told before the file is sent. */
    @Test
    void train_wrongSettings_uploadsNothing() throws IOException {
        Files.write(folder.resolve("early.csv"), Samples.customers(3));

        assertThat(run("train", "early.csv", "--set", "clusterin.k=3")).startsWith("1")
                .contains("nothing was uploaded (configuration)", "clusterin.k");
        assertThat(run("train", "early.csv", "--set", "registration.approval=automatic")).startsWith("1")
                .contains("nothing was uploaded", "registration.approval");
        assertThat(run("train", "early.csv", "--set", "derive.ratio=total_spend /")).startsWith("1")
                .contains("nothing was uploaded", "derive.ratio", "ends too early");
        assertThat(machine.keys("data/early/")).isEmpty();
    }

    @Test
    void errors_asJson_areJson() throws IOException {
        JsonNode refused = json("explain", "no-such-run", "--json").path("error");
        assertThat(refused.path("message").asText()).startsWith("no run begins with \"no-such-run\"");
        assertThat(refused.path("exit_code").asInt()).isEqualTo(1);
        assertThat(json("train", "--json").path("error").path("exit_code").asInt()).isEqualTo(2);
    }

    private static JsonNode json(String... args) throws IOException {
        return new ObjectMapper().readTree(run(args).substring(1));
    }

    /** The exit code and everything printed. */
    private static String run(String... args) {
        Cli.Outcome outcome = new Cli(folder, folder).run(args);
        return outcome.exitCode() + outcome.out() + outcome.err();
    }
}

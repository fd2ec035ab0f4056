package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of data sets, keys of objects, names in SageMaker. */
class KeysTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:20:03Z");
    private static final UUID RUN = UUID.fromString("3b57bd5a-5485-305c-9282-9c4914e592c9");

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "mall-customers", "a-1-b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void datasetName_withinTheRule_isValid(String name) {
        assertThat(DatasetName.isValid(name)).isTrue();
        assertThat(DatasetName.check(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a--b", "-a", "a-", "a b", "a/b", "..", "\u00e4", "a\n",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void datasetName_outsideTheRule_isRefusedWithTheRule(String name) {
        assertThat(DatasetName.isValid(name)).isFalse();
        assertThatThrownBy(() -> DatasetName.check(name)).isInstanceOf(ContractException.class)
                .hasMessage('"' + name + "\" cannot name a data set (lower-case letters, digits and single hyphens,"
                        + " at most 41 characters)");
    }

    @Test
    void uploadKey_isDatasetAndFile() {
        String key = "data/customers/Kunden M\u00fcnchen (Mai).csv";
        UploadKey upload = new UploadKey("customers", "Kunden M\u00fcnchen (Mai).csv");
        assertThat(UploadKey.parse(key)).contains(upload);
        assertThat(upload.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"data/Mall_Customers.csv,mall-customers", "data/Kunden München.csv.gz,kunden-munchen",
            "data/customers,customers"})
    void uploadKey_ofNoDataset_isThatOfTheFilesName(String key, String dataset) {
        UploadKey upload = UploadKey.parse(key).orElseThrow();
        assertThat(upload.dataset()).isEqualTo(dataset);
        assertThat(upload.key()).isEqualTo(key);
        assertThat(UploadKey.misplaced(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/customers/", "data/customers/pipeline.yaml", "data/customers/schema.json",
            "data/pipeline.yaml", "data/schema.json", "data/.keep", "data/", "data/Customers/a.csv", "data/a--b/x.csv",
            "data/-a/x.csv", "data/a-/x.csv", "data//x.csv",
            "data/../x.csv", "runs/a/x.csv", "data/a/sub/x.csv", "data/a/sub/", "",
            "data/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x.csv"})
    void uploadKey_outsideTheLayout_isNone(String key) {
        assertThat(UploadKey.parse(key)).isEmpty();
    }

    @Test
    void misplaced_tellsWhatIsWrongWithTheKeyAndWhereTheFileBelongs() {
        assertThat(UploadKey.misplaced("data/Customers 1/a.csv")).hasValue("\"Customers 1\" cannot name a data set"
                + " (lower-case letters, digits and single hyphens, at most 41 characters);"
                + " put it at data/<dataset>/<file>");
        assertThat(UploadKey.misplaced("data/pipeline.yaml"))
                .hasValue("the file is in no data set; put it at data/<dataset>/<file>");
        assertThat(UploadKey.misplaced("data/customers/2026/a.csv"))
                .hasValue("the file is in a folder below its data set; put it at data/<dataset>/<file>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/customers/a.csv", "data/a.csv", "data/customers/pipeline.yaml",
            "data/customers/schema.json",
            "data/customers/", "data/Customers/", "data/", "runs/a/x.csv", "live/a.json", ""})
    void misplaced_uploadsOwnFilesAndFolders_areNot(String key) {
        assertThat(UploadKey.misplaced(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"march.csv", "Kunden M\u00fcnchen (Mai).csv.gz", "..", ".hidden", "a\nb", "pipeline.yaml"})
    void scoreKey_isDatasetAndFile(String file) {
        ScoreKey key = ScoreKey.parse("score/customers/" + file).orElseThrow();
        assertThat(key).isEqualTo(new ScoreKey("customers", file));
        assertThat(key.key()).isEqualTo("score/customers/" + file);
        assertThat(key.answer()).isEqualTo("people/customers/scores/" + file + ".csv.gz");
        assertThat(key.outcome()).isEqualTo("people/customers/scores/" + file + ".json");
        assertThat(ScoreKey.misplaced(key.key())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"score/customers/", "score/", "score/march.csv", "score/Customers/a.csv",
            "score/a--b/x.csv", "score//x.csv", "score/../x.csv", "score/a/sub/x.csv", "score/a/sub/", "",
            "data/customers/march.csv", "score", "xscore/a/b.csv"})
    void scoreKey_outsideTheLayout_isNone(String key) {
        assertThat(ScoreKey.parse(key)).isEmpty();
    }

    @Test
    void scoreKey_whoseAnswersWouldHaveTooLongAKey_isMisplaced() {
        String longest = "\u00fc".repeat(497) + "x";
        assertThat(ScoreKey.parse("score/a/" + longest)).isPresent();
        assertThat(new ScoreKey("a", longest).answer().getBytes(StandardCharsets.UTF_8)).hasSize(1018);
        assertThat(ScoreKey.parse("score/a/" + longest + "1234567")).isEmpty();
        assertThat(ScoreKey.misplaced("score/a/" + longest + "1234567")).hasValue("the name is too long for the "
                + "answer's key, which may have 1024 bytes; put it at score/<dataset>/<file>");
    }

    @Test
    void scoreKey_misplaced_tellsWhereTheFileBelongs() {
        assertThat(ScoreKey.misplaced("score/march.csv"))
                .hasValue("the file is in no data set; put it at score/<dataset>/<file>");
        assertThat(ScoreKey.misplaced("score/Customers/a.csv")).get().asString()
                .startsWith("\"Customers\" cannot name a data set");
        assertThat(ScoreKey.misplaced("score/customers/2026/a.csv"))
                .hasValue("the file is in a folder below its data set; put it at score/<dataset>/<file>");
        assertThat(ScoreKey.misplaced("score/customers/")).isEmpty();
        assertThat(ScoreKey.misplaced("data/a.csv")).isEmpty();
    }

    @Test
    void settingsKeys_areTheLayoutsOwn() {
        assertThat(SettingsKeys.BASE).isEqualTo("config/pipeline.yaml");
        assertThat(SettingsKeys.settings("customers")).isEqualTo("data/customers/pipeline.yaml");
        assertThat(SettingsKeys.schema("customers")).isEqualTo("data/customers/schema.json");
    }

    @Test
    void runFolder_itsKeysLeadBackToIt() {
        RunFolder folder = new RunFolder("customers", RUN);
        assertThat(folder.prefix()).isEqualTo("runs/customers/3b57bd5a-5485-305c-9282-9c4914e592c9/");
        assertThat(folder.prefix()).startsWith(RunFolder.prefix("customers"));
        assertThat(RunFolder.containing(folder.key(RunFile.picture("scatter")))).contains(folder);
        assertThat(RunFolder.containing(folder.key(RunFile.MODEL))).contains(folder);
        assertThat(folder.key(RunFile.MOVED))
                .isEqualTo("people/customers/3b57bd5a-5485-305c-9282-9c4914e592c9/assignments-moved.csv.gz");
        assertThat(RunFolder.containing(folder.prefix())).isEmpty();
        assertThat(RunFolder.containing("runs/customers/3b57bd5a/model.tar.gz")).isEmpty();
        assertThat(RunFolder.containing("data/" + RUN + "/" + RUN + "/x")).isEmpty();
    }

    @Test
    void runFiles_areCalledAsTheirReadersExpect() {
        assertThat(Arrays.stream(RunFile.values()).map(RunFile::path)).containsExactly("model.tar.gz", "metrics.json",
                "profile.json", "schema.json", "report.json", "validation.json", "features.json", "config.json",
                "people/assignments.csv.gz", "people/assignments.blocks", "people/assignments-values.csv.gz",
                "people/assignments-values.blocks", "people/assignments-features.csv.gz",
                "people/assignments-representatives.json", "map.json",
                "people/map.bin", "pictures.json",
                "rules.json", "fairness.json",
                "transitions.json", "migration.json",
                "people/assignments-moved.csv.gz", "people/reference.json.gz", "start.json", "changes.json",
                "card.json", "manifest.json", "lineage.json", "failure.json");
        assertThat(RunFile.picture("scatter")).isEqualTo("plots/scatter.svg");
        assertThat(RunFile.FAILURE.isAt("runs/a/b/failure.json")).isTrue();
        assertThat(RunFile.FAILURE.isAt("runs/a/b/no-failure.json")).isFalse();
        assertThat(RunFile.CONFIG.beside("runs/a/b/model.tar.gz")).isEqualTo("runs/a/b/config.json");
        assertThat(RunFile.folder("runs/a/b/model.tar.gz")).isEqualTo("runs/a/b/");
    }

    @Test
    void resource_isTimedVersionedAndFitsSageMaker() {
        assertThat(SageMakerNames.STANDARD.resource("customers", AT, 3))
                .isEqualTo("segmenta-customers-20261121102003-v3");
        String longest = SageMakerNames.STANDARD.resource("a".repeat(41), AT, 999_999);
        assertThat(longest).hasSizeLessThanOrEqualTo(63).matches("[a-zA-Z0-9](-*[a-zA-Z0-9])*");
        // The first digits of: printf %s aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | sha256sum
        assertThat(SageMakerNames.STANDARD.resource("a".repeat(40) + "b", AT, 1))
                .isEqualTo("segmenta-aaaaaaaaaaaaaaaaaaaaa-e2088575-20261121102003-v1");
        assertThat(SageMakerNames.STANDARD.resource("a".repeat(40) + "b", AT, 1))
                .isNotEqualTo(SageMakerNames.STANDARD.resource("a".repeat(40) + "c", AT, 1));
        assertThat(SageMakerNames.versionOf(longest)).contains(999_999);
        assertThat(SageMakerNames.versionOf("segmenta-customers")).isEmpty();
        assertThat(SageMakerNames.version(3)).isEqualTo("v3");
    }

    @Test
    void dataset_ofAGroupOrEndpoint_knowsItsOwnNamesOnly() {
        assertThat(SageMakerNames.STANDARD.group("mall-customers")).isEqualTo("segmenta-mall-customers");
        assertThat(SageMakerNames.STANDARD.dataset("segmenta-mall-customers")).contains("mall-customers");
        assertThat(SageMakerNames.STANDARD.dataset("fraud-detector")).isEmpty();
        assertThat(SageMakerNames.STANDARD.dataset("segmenta-")).isEmpty();
        assertThat(SageMakerNames.STANDARD.dataset("segmenta-Fraud")).isEmpty();
    }

    @Test
    void names_ofAnotherPrefix_beginWithItAndFit() {
        SageMakerNames names = new SageMakerNames("staging");
        assertThat(names.group("mall-customers")).isEqualTo("staging-mall-customers");
        assertThat(names.dataset("staging-mall-customers")).contains("mall-customers");
        assertThat(names.dataset("segmenta-mall-customers")).isEmpty();
        assertThat(names.dataset("stagingx-mall-customers")).isEmpty();
        assertThat(new SageMakerNames("a2345678").resource("a".repeat(41), AT, 999_999)).startsWith("a2345678-")
                .hasSizeLessThanOrEqualTo(63);
        assertThat(SageMakerNames.ofBucket("staging-000000000000-eu-west-1")).isEqualTo(names);
        assertThat(SageMakerNames.ofBucket("My.Bucket")).isEqualTo(SageMakerNames.STANDARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a23456789", "2a", "Seg", "seg-a", "seg_a", "ségmenta"})
    void names_ofAPrefixThatIsNone_areRefusedWithIt(String prefix) {
        assertThatThrownBy(() -> new SageMakerNames(prefix)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a prefix of names must have 1 to 8 lower-case letters and digits, a letter first, got \""
                        + prefix + '"');
    }
}

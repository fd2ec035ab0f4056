package io.segmenta.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:20:03Z");

    @Test
    void upload_isDatasetAndFile() {
        assertThat(Names.upload("data/customers/Kunden M\u00fcnchen (Mai).csv"))
                .contains(new Names.Upload("customers", "Kunden M\u00fcnchen (Mai).csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/customers/", "data/customers/pipeline.yaml", "data/customers/schema.json",
            "data/file.csv", "data/Customers/a.csv", "data/a--b/x.csv", "data/-a/x.csv", "data/a-/x.csv", "data//x.csv",
            "data/../x.csv", "runs/a/x.csv", "data/a/sub/x.csv", "data/a/sub/", "",
            "data/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x.csv"})
    void upload_outsideTheLayout_isNone(String key) {
        assertThat(Names.upload(key)).isEmpty();
    }

    @Test
    void misplaced_tellsWhatIsWrongWithTheKeyAndWhereTheFileBelongs() {
        assertThat(Names.misplaced("data/Customers 1/a.csv")).hasValue("\"Customers 1\" cannot name a data set"
                + " (lower-case letters, digits and single hyphens, at most 41 characters);"
                + " put it at data/<dataset>/<file>");
        assertThat(Names.misplaced("data/a.csv"))
                .hasValue("the file is in no data set; put it at data/<dataset>/<file>");
        assertThat(Names.misplaced("data/customers/2026/a.csv"))
                .hasValue("the file is in a folder below its data set; put it at data/<dataset>/<file>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/customers/a.csv", "data/customers/pipeline.yaml", "data/customers/schema.json",
            "data/customers/", "data/Customers/", "data/", "runs/a/x.csv", "live/a.json", ""})
    void misplaced_uploadsOwnFilesAndFolders_areNot(String key) {
        assertThat(Names.misplaced(key)).isEmpty();
    }

    @Test
    void resource_isTimedVersionedAndFitsSageMaker() {
        assertThat(Names.resource("customers", AT, 3)).isEqualTo("segmenta-customers-20261121102003-v3");
        String longest = Names.resource("a".repeat(41), AT, 999_999);
        assertThat(longest).hasSizeLessThanOrEqualTo(63).matches("[a-zA-Z0-9](-*[a-zA-Z0-9])*");
        assertThat(Names.resource("a".repeat(40) + "b", AT, 1))
                .isNotEqualTo(Names.resource("a".repeat(40) + "c", AT, 1));
        assertThat(Names.versionOf(longest)).contains(999_999);
        assertThat(Names.versionOf("segmenta-customers")).isEmpty();
    }

    @Test
    void runOf_isTheRunOfTheFolder() {
        UUID run = UUID.fromString("3b57bd5a-5485-305c-9282-9c4914e592c9");
        assertThat(Names.runOf(Names.run("customers", run) + "plots/scatter.svg")).contains(run);
        assertThat(Names.runOf(Names.run("customers", run))).isEmpty();
        assertThat(Names.runOf("runs/customers/3b57bd5a/model.tar.gz")).isEmpty();
    }

    @Test
    void datasetOf_knowsItsOwnNamesOnly() {
        assertThat(Names.datasetOf("segmenta-mall-customers")).contains("mall-customers");
        assertThat(Names.datasetOf("fraud-detector")).isEmpty();
        assertThat(Names.datasetOf("segmenta-")).isEmpty();
        assertThat(Names.datasetOf("segmenta-Fraud")).isEmpty();
    }
}

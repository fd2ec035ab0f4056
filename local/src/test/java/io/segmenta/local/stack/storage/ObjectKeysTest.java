package io.segmenta.local.stack.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/bucket", "/bucket/", "/bucket/data/a.csv", "/bucket/a..b/...", "/bucket//a/",
            "/bucket/data/\u00e4 b+c.csv"})
    void refusal_usualKey_isNone(String path) {
        assertThat(ObjectKeys.refusal(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/bucket/..,InvalidURI", "/bucket/data/../config/pipeline.yaml,InvalidURI",
            "/bucket/./a,InvalidURI", "/../a,InvalidBucketName", "/..,InvalidBucketName",
            "/bucket/../../etc/passwd,InvalidURI"})
    void refusal_dots_areNotFollowed(String path, String code) {
        assertThat(ObjectKeys.refusal(path)).hasValueSatisfying(
                refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void refusal_longNames_asAwsOrAsDocumented() {
        String longest = "x".repeat(218);
        assertThat(ObjectKeys.refusal("/b/" + longest + "/" + longest)).isEmpty();
        assertThat(ObjectKeys.refusal("/b/" + longest + "x")).hasValueSatisfying(
                refusal -> assertThat(refusal.message()).isEqualTo(
                        "On one machine each part of a key between slashes has at most 218 bytes, got 219"));
        assertThat(ObjectKeys.refusal("/b/" + "abc/".repeat(256) + "x")).hasValueSatisfying(
                refusal -> assertThat(refusal.message()).isEqualTo("Your key is too long"));
    }
}

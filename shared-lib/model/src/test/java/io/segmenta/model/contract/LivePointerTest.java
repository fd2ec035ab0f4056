package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LivePointerTest {
    private static final String AT_ENDPOINT = "{\"dataset\":\"customers\",\"target\":\"endpoint\","
            + "\"endpoint\":\"segmenta-customers\",\"model_key\":\"runs/customers/r/model.tar.gz\","
            + "\"model_sha256\":\"cafe\",\"model_version\":\"v3\",\"model_package_arn\":\"arn:aws:3\","
            + "\"updated_at\":\"2026-11-21T10:20:03.5Z\"}";
    private static final String HERE = "{\"dataset\":\"customers\",\"target\":\"lambda\","
            + "\"model_key\":\"runs/customers/r/model.tar.gz\",\"model_sha256\":\"\",\"model_version\":\"v3\","
            + "\"model_package_arn\":\"arn:aws:3\",\"updated_at\":\"2026-11-21T10:20:03Z\"}";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void write_bothTargets_giveTheBytesOfTheFormat() {
        assertThat(new LivePointer("customers", new LivePointer.Endpoint("segmenta-customers"),
                "runs/customers/r/model.tar.gz", "cafe", "v3", "arn:aws:3", Instant.parse("2026-11-21T10:20:03.500Z"))
                .write()).asString().isEqualTo(AT_ENDPOINT.replace("03.5Z", "03.500Z"));
        assertThat(new LivePointer("customers", new LivePointer.Lambda(), "runs/customers/r/model.tar.gz", "", "v3",
                "arn:aws:3", Instant.parse("2026-11-21T10:20:03Z")).write()).asString().isEqualTo(HERE);
    }

    @Test
    void parse_bothTargets_isWhatWasWritten() {
        LivePointer there = LivePointer.parse("customers", bytes(AT_ENDPOINT));
        assertThat(there.target()).isEqualTo(new LivePointer.Endpoint("segmenta-customers"));
        assertThat(there.modelKey()).isEqualTo("runs/customers/r/model.tar.gz");
        assertThat(LivePointer.parse("customers", there.write())).isEqualTo(there);
        LivePointer here = LivePointer.parse("customers", bytes(HERE));
        assertThat(here.target()).isEqualTo(new LivePointer.Lambda());
        assertThat(LivePointer.parse("customers", here.write())).isEqualTo(here);
    }

    @Test
    void parse_fieldOfALaterVersion_isIgnored() {
        assertThat(LivePointer.parse("customers", bytes(HERE.replaceFirst("\\{", "{\"canary\":{\"share\":0.1},"))))
                .isEqualTo(LivePointer.parse("customers", bytes(HERE)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0',
            textBlock = """
                    "target":"lambda" | "target":"moon" | live/customers.json.target: expected "endpoint" or "lambda", found "moon"
                    "target":"lambda" | "target":"endpoint" | live/customers.json.endpoint: expected a string, found nothing
                    "model_version":"v3" | "model_version":3 | live/customers.json.model_version: expected a string, found "3"
                    "model_version":"v3" | "model_version":"" | live/customers.json.model_version: expected a string that is not blank, found ""
                    "model_key" | "other_key" | live/customers.json.model_key: expected a string, found nothing
                    2026-11-21T10:20:03Z | yesterday | live/customers.json.updated_at: expected an ISO 8601 time, found "yesterday"
                    """)
    void parse_fieldThatIsNotAsWritten_isNamed(String written, String found, String message) {
        assertThatThrownBy(() -> LivePointer.parse("customers", bytes(HERE.replace(written, found))))
                .isInstanceOf(ContractException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}x", "{\"target\":1,\"target\":2}"})
    void parse_noObject_isRefusedByTheKey(String document) {
        assertThatThrownBy(() -> LivePointer.parse("customers", bytes(document)))
                .isInstanceOf(ContractException.class).hasMessageStartingWith("live/customers.json: ");
    }

    @Test
    void saysTheSameAs_onlyTheTimeDiffers_does() {
        LivePointer one = LivePointer.parse("customers", bytes(HERE));
        LivePointer later = LivePointer.parse("customers", bytes(HERE.replace("10:20", "11:20")));
        assertThat(one.saysTheSameAs(later)).isTrue();
        assertThat(one).isNotEqualTo(later);
        assertThat(one.saysTheSameAs(LivePointer.parse("customers", bytes(HERE.replace("v3", "v4"))))).isFalse();
    }

    @Test
    void key_isOfItsDatasetAndOfNoOther() {
        assertThat(LivePointer.key("mall-1")).isEqualTo("live/mall-1.json");
        assertThat(LivePointer.dataset("live/mall-1.json")).contains("mall-1");
        assertThat(LivePointer.dataset("live/Not-A-Dataset.json")).isEmpty();
        assertThat(LivePointer.dataset("live/readme.txt")).isEmpty();
        assertThat(LivePointer.dataset("runs/mall-1.json")).isEmpty();
        assertThat(LivePointer.dataset("live/.json")).isEmpty();
    }
}

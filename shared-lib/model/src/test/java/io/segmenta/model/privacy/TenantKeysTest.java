package io.segmenta.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.DataException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantKeysTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String NEXT = "fedcba9876543210fedcba9876543210";

    /** Python 3.11: hmac.new(KEY, id, 'sha256').hexdigest()[:32], of the UTF-8 of both. */
    @Test
    void hash_isTheVersionAndTheFirstSixteenBytesOfTheMac() {
        TenantKeys keys = TenantKeys.of(KEY);
        assertThat(keys.hash("C-0001").hex()).isEqualTo("01" + "af88ca8920b6f4d5c11b0f6fb82af6d1");
        assertThat(keys.hash("Zoë").hex()).isEqualTo("01" + "64bd0b89f9500306e666f1a29148521b");
    }

    @Test
    void hash_underANewKey_isAnother_andTheOldOneIsStillFound() {
        TenantKeys before = TenantKeys.of(KEY);
        TenantKeys after = keys("{\"version\":2,\"key\":\"" + NEXT + "\",\"earlier\":{\"1\":\"" + KEY + "\"}}");
        assertThat(after.hash("a").version()).isEqualTo(2);
        assertThat(after.hashes("a")).isEqualTo(List.of(TenantKeys.of(NEXT).hash("a").hex().replaceFirst("^01", "02"),
                before.hash("a").hex()).stream().map(KeyedHash::parse).toList());
    }

    @Test
    void parse_whatIsNoKey_isRefusedWithoutTellingIt() {
        assertThatThrownBy(() -> keys("{\"version\":1,\"key\":\"shortsecret\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key 1 must have at least 32 characters, got 11");
        assertThatThrownBy(() -> keys("{\"version\":300,\"key\":\"" + KEY + "\"}"))
                .isInstanceOf(DataException.class).message().contains("version").doesNotContain(KEY);
        assertThatThrownBy(
                () -> keys("{\"version\":2,\"key\":\"" + KEY + "\",\"earlier\":{\"2\":\"" + NEXT + "\"}}"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("from 1 to 1, got \"2\"");
    }

    @Test
    void keyedHash_isReadBackFromItsDigitsAndFromAmongOthers() {
        KeyedHash hash = TenantKeys.of(KEY).hash("a");
        assertThat(KeyedHash.parse(hash.hex())).isEqualTo(hash);
        byte[] two = new byte[2 * KeyedHash.LENGTH];
        System.arraycopy(hash.bytes(), 0, two, KeyedHash.LENGTH, KeyedHash.LENGTH);
        assertThat(KeyedHash.at(two, KeyedHash.LENGTH)).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThatThrownBy(() -> KeyedHash.parse("0g")).isInstanceOf(IllegalArgumentException.class);
    }

    private static TenantKeys keys(String secret) {
        return TenantKeys.parse(secret.getBytes(StandardCharsets.UTF_8));
    }
}

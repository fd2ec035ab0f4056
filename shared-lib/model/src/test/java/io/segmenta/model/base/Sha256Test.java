package io.segmenta.model.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** FIPS 180-4's example "abc", as NIST publishes it with its intermediate values. */
    @Test
    void of_theStandardsExample_isItsDigest() {
        String digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(Sha256.of("abc")).isEqualTo(digest);
        assertThat(Sha256.of("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(digest);
        assertThat(Sha256.digest().getDigestLength()).isEqualTo(32);
    }
}

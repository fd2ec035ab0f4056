package io.segmenta.model.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.segmenta.model.base.DataException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GzippedTest {
    private static final byte[] CONTENT = "counts of a day".getBytes(StandardCharsets.UTF_8);

    @Test
    void pack_equalContent_givesEqualBytesThatUnpackToIt() {
        byte[] packed = Gzipped.pack(CONTENT);

        assertThat(packed).isEqualTo(Gzipped.pack(CONTENT.clone()));
        assertThat(Gzipped.unpack(packed, CONTENT.length, "a file")).isEqualTo(CONTENT);
    }

    @Test
    void unpack_moreThanMayBe_isTooLarge() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Gzipped.unpack(Gzipped.pack(CONTENT), CONTENT.length - 1, "a file"))
                .withMessage("a file: unpacks to more than 14 bytes")
                .matches(fault -> fault.reason() == Reason.TOO_LARGE);
    }

    @Test
    void unpack_cutShortOrNoGzip_isMalformed() {
        byte[] packed = Gzipped.pack(CONTENT);
        for (byte[] broken : new byte[][] {Arrays.copyOf(packed, packed.length - 9), CONTENT, new byte[0]}) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> Gzipped.unpack(broken, 100, "a file"))
                    .withMessageStartingWith("a file: not gzip, or cut short")
                    .matches(fault -> fault.reason() == Reason.MALFORMED);
        }
    }
}

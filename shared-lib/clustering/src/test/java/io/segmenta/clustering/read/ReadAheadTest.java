package io.segmenta.clustering.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {
    private static final int MB = 1 << 20;

    @Test
    void read_anyLength_givesTheSameBytes() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (int length : new int[] {0, 1, 1021, MB / 4 - 1, MB / 4, MB / 4 + 1, 2 * MB, 5 * MB + 17}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            try (ReadAhead in = new ReadAhead(new ByteArrayInputStream(content))) {
                assertThat(in.readAllBytes()).isEqualTo(content);
                assertThat(in.read()).isEqualTo(-1);
                assertThat(in.read(new byte[3], 0, 3)).isEqualTo(-1);
            }
            try (ReadAhead in = new ReadAhead(new ByteArrayInputStream(content))) {
                byte[] read = new byte[length];
                for (int at = 0; at < length;) {
                    int count = Math.min(length - at, 1 + random.nextInt(70_001));
                    if (count == 1) {
                        read[at] = (byte) in.read();
                    } else {
                        count = in.read(read, at, count);
                    }
                    at += count;
                }
                assertThat(read).isEqualTo(content);
            }
        }
    }

    @Test
    void read_streamThatFails_givesWhatCameBeforeAndTheSameException() throws IOException {
        for (Exception failure : new Exception[] {new IOException("cut"),
                DataException.of(DataException.Reason.TOO_LARGE, "too large")}) {
            InputStream failing = new InputStream() {
                @Override
                public int read() throws IOException {
                    if (failure instanceof IOException cut) {
                        throw cut;
                    }
                    throw (RuntimeException) failure;
                }
            };
            byte[] content = new byte[MB / 4 + 300];
            Arrays.fill(content, (byte) 'x');
            try (ReadAhead in = new ReadAhead(
                    new SequenceInputStream(new ByteArrayInputStream(content), failing))) {
                assertThat(in.readNBytes(content.length)).isEqualTo(content);
                assertThatThrownBy(in::read).isSameAs(failure);
                assertThatThrownBy(() -> in.read(new byte[10])).isSameAs(failure);
            }
        }
    }

    @Test
    void read_slowReader_isAheadByTwoMegabytesAtMost() throws Exception {
        CountDownLatch ahead = new CountDownLatch(1);
        long[] taken = new long[1];
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                synchronized (taken) {
                    taken[0] += length;
                    if (taken[0] >= 2 * MB) {
                        ahead.countDown();
                    }
                }
                return length;
            }
        };
        try (ReadAhead in = new ReadAhead(endless)) {
            // Nothing was asked for yet.
            assertThat(ahead.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(in.readNBytes(100)).hasSize(100);
            synchronized (taken) {
                assertThat(taken[0]).isLessThanOrEqualTo(2 * MB + MB / 4);
            }
        }
    }

    @Test
    void close_halfRead_endsTheThreadAndClosesTheStream() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream content = new ByteArrayInputStream(new byte[8 * MB]) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        ReadAhead in = new ReadAhead(content);
        assertThat(in.readNBytes(10)).hasSize(10);

        in.close();

        assertThat(closed[0]).isTrue();
        assertThat(in.isReading()).isFalse();
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        in.close();
    }
}

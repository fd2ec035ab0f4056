package io.segmenta.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.serving.BoundedBody.End;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {

    private static ByteArrayInputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    @Test
    void read_withinBounds_isWhole_andGivesTheMemoryBack() throws IOException {
        Semaphore memory = new Semaphore(3);
        try (BoundedBody body = new BoundedBody(memory, 10)) {
            assertThat(body.read(bytes(25), 25)).isEqualTo(End.WHOLE);
            assertThat(body.bytes()).hasSize(25);
            assertThat(memory.availablePermits()).isZero();
        }
        assertThat(memory.availablePermits()).isEqualTo(3);
    }

    @Test
    void read_partsThatAreFull_takeNoFurtherMemory() throws IOException {
        Semaphore memory = new Semaphore(2);
        try (BoundedBody body = new BoundedBody(memory, 10)) {
            assertThat(body.read(bytes(20), 25)).isEqualTo(End.WHOLE);
            assertThat(memory.availablePermits()).isZero();
        }
    }

    @Test
    void read_moreThanTheLimit_isTooLong() throws IOException {
        try (BoundedBody body = new BoundedBody(new Semaphore(9), 10)) {
            assertThat(body.read(bytes(26), 25)).isEqualTo(End.TOO_LONG);
        }
    }

    @Test
    void read_othersHaveTheMemory_hasNoRoom() throws IOException {
        Semaphore memory = new Semaphore(2);
        try (BoundedBody one = new BoundedBody(memory, 10); BoundedBody other = new BoundedBody(memory, 10)) {
            assertThat(one.read(bytes(15), 25)).isEqualTo(End.WHOLE);
            assertThat(other.read(bytes(5), 25)).isEqualTo(End.NO_ROOM);
        }
        assertThat(memory.availablePermits()).isEqualTo(2);
    }
}

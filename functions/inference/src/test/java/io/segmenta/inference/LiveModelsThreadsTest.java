package io.segmenta.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several callers at once; the store stands still for the first of them as long as the test wants. */
@Timeout(60)
class LiveModelsThreadsTest {

    private final FakeStore store = new FakeStore();
    private final AtomicLong seconds = new AtomicLong();
    private final Gate gate = new Gate(store);
    private final LiveModels models = new LiveModels(gate, Duration.ofSeconds(5), () -> seconds.get() * 1_000_000_000L,
            Log.of("inference", InstantSource.system(),
                    new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));

    /** A store whose next read waits at a gate. */
    private static final class Gate implements ObjectReader {
        private final ObjectReader store;
        private volatile CountDownLatch arrived = new CountDownLatch(0);
        private volatile CountDownLatch open = new CountDownLatch(0);

        Gate(ObjectReader store) {
            this.store = store;
        }

        void close() {
            arrived = new CountDownLatch(1);
            open = new CountDownLatch(1);
        }

        @Override
        public Found find(String key, Optional<String> knownEtag) throws IOException {
            arrived.countDown();
            try {
                open.await();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
            return store.find(key, knownEtag);
        }

        @Override
        public List<String> list(String prefix) throws IOException {
            return store.list(prefix);
        }
    }

    private String version() throws IOException {
        return models.live("customers").map(Live::modelVersion).orElse("nothing");
    }

    private static FutureTask<String> started(FutureTask<String> task) {
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    @Test
    void live_whileAnotherCallerChecks_goesOnWithWhatItHas() throws Exception {
        store.withModelHere("customers", "v1");
        assertThat(version()).isEqualTo("v1");
        store.withModelHere("customers", "v2");
        seconds.set(5);
        gate.close();
        FutureTask<String> first = started(new FutureTask<>(this::version));
        gate.arrived.await();

        assertThat(version()).as("nobody waits but the one that checks").isEqualTo("v1");
        gate.open.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("v2");
        assertThat(version()).isEqualTo("v2");

        store.withModelHere("customers", "v3");
        seconds.set(10);
        assertThat(version()).as("the next one may check").isEqualTo("v3");
    }

    @Test
    void live_checkTakesLongerThanTheGrace_isWaitedForByAll() throws Exception {
        store.withModelHere("customers", "v1");
        assertThat(version()).isEqualTo("v1");
        store.withModelHere("customers", "v2");
        seconds.set(5);
        gate.close();
        FutureTask<String> first = started(new FutureTask<>(this::version));
        gate.arrived.await();
        seconds.set(6);
        FutureTask<String> second = new FutureTask<>(this::version);
        Thread waiting = Thread.ofPlatform().daemon().start(second);
        while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        gate.open.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("v2");
        assertThat(second.get(30, TimeUnit.SECONDS)).as("what answered before may be gone").isEqualTo("v2");
    }

    @Test
    void live_twoFirstCallersAtOnce_readTheModelOnce() throws Exception {
        store.withModelHere("customers", "v1");
        gate.close();
        FutureTask<String> first = started(new FutureTask<>(this::version));
        gate.arrived.await();
        FutureTask<String> second = new FutureTask<>(this::version);
        Thread waiting = Thread.ofPlatform().daemon().start(second);
        while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        gate.open.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("v1");
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("v1");
        assertThat(store.bodies()).as("the pointer and the model").isEqualTo(2);
    }
}

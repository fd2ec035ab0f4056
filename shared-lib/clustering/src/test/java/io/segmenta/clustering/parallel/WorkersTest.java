package io.segmenta.clustering.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void forEachBlock_anyThreads_callsEveryBlockOnce() {
        for (int threads : new int[] {1, 2, 8}) {
            try (Workers workers = new Workers(threads)) {
                AtomicIntegerArray calls = new AtomicIntegerArray(1009);
                workers.forEachBlock(1009, calls::incrementAndGet);
                for (int i = 0; i < 1009; i++) {
                    assertThat(calls.get(i)).isEqualTo(1);
                }
                workers.forEachBlock(0, _ -> {
                    throw new AssertionError("no block to call");
                });
            }
        }
    }

    @Test
    void forEachBlock_ofClosedWorkers_isDoneByTheCaller() {
        Workers workers = new Workers(3);
        workers.close();
        AtomicIntegerArray calls = new AtomicIntegerArray(5);
        Thread caller = Thread.currentThread();
        workers.forEachBlock(5, block -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            calls.incrementAndGet(block);
        });
        for (int i = 0; i < 5; i++) {
            assertThat(calls.get(i)).isEqualTo(1);
        }
    }

    @Test
    void forEachBlock_withinABlock_ends() {
        try (Workers workers = new Workers(2)) {
            AtomicIntegerArray calls = new AtomicIntegerArray(64);
            workers.forEachBlock(8,
                    outer -> workers.forEachBlock(8, inner -> calls.incrementAndGet(outer * 8 + inner)));
            for (int i = 0; i < 64; i++) {
                assertThat(calls.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void forEachBlock_withinABlockWhileOthersAreBusy_keepsNothingAlive() throws Exception {
        CyclicBarrier bothBusy = new CyclicBarrier(2);
        CountDownLatch looked = new CountDownLatch(1);
        AtomicReference<WeakReference<int[]>> worked = new AtomicReference<>();
        AtomicBoolean gone = new AtomicBoolean();
        try (Workers workers = new Workers(2)) {
            workers.forEachBlock(2, block -> {
                try {
                    // The helper is held in its block, so what the other shares out waits in vain for it.
                    if (bothBusy.await() == 0) {
                        worked.set(new WeakReference<>(shareOut(workers)));
                        for (int i = 0; i < 20 && worked.get().get() != null; i++) {
                            System.gc();
                        }
                        gone.set(worked.get().get() == null);
                        looked.countDown();
                    } else {
                        looked.await();
                    }
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        assertThat(gone).isTrue();
    }

    private static int[] shareOut(Workers workers) {
        int[] values = new int[1_000];
        workers.forEachBlock(1_000, i -> values[i] = i);
        return values;
    }

    @Test
    void forEachBlock_blockFails_throwsWhatTheBlockThrew() {
        try (Workers workers = new Workers(3)) {
            assertThatThrownBy(() -> workers.forEachBlock(100, block -> {
                if (block == 17) {
                    throw new IllegalStateException("block 17");
                }
            })).isInstanceOf(IllegalStateException.class).hasMessage("block 17");
        }
    }

    @Test
    void constructor_noThreads_refuses() {
        assertThatThrownBy(() -> new Workers(0)).hasMessage("threads must be in [1, 1024], got 0");
    }
}

package io.segmenta.model.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Inputs broken at random, for whatever reads what others wrote: each ends in an answer or in the refusal that the
 * reader promises, never in another exception, and none hangs. Input number n of a seed is the same whatever was drawn
 * before. What fails is shortened while it fails in the same way, and told with seed, number and bytes.
 *
 * <p>
 * {@code -Dsegmenta.hostile=10000000} asks for so many in all, of which each corpus takes its share of the 200,000 that
 * every build runs; {@code -Dsegmenta.hostile.seed} for others. Each corpus leaves a line in
 * {@code target/hostile-inputs.md}.
 */
public final class Hostile {

    /** How many inputs all corpora have in a build, of which each names its share. */
    private static final long ALL = 200_000;
    private static final int BATCH = 200;
    private static final int THREADS = 2;
    /** Far above what a batch takes: one that needs as long hangs. */
    private static final long HANGS_SECONDS = 120;
    private static final int MOST_CHANGES = 6;
    private static final int MOST_REPEATED = 300;
    private static final int SHORTENINGS = 3000;
    private static final int SHOWN = 3000;
    private static final Path REPORT = Path.of("target", "hostile-inputs.md");

    private final String name;
    private final List<byte[]> seeds;
    private final List<byte[]> pieces;
    private final Reader reader;

    /** What is asked to read. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads an input.
         *
         * @return false when it was refused as promised
         * @throws Exception when anything else happened
         */
        boolean read(byte[] input) throws Exception;
    }

    /**
     * A corpus.
     *
     * @param name in the report
     * @param seeds valid inputs, which are changed
     * @param pieces parts that are put in, besides bytes at random
     */
    public Hostile(String name, List<byte[]> seeds, List<String> pieces, Reader reader) {
        this.name = name;
        this.seeds = List.copyOf(seeds);
        this.pieces = pieces.stream().map(piece -> piece.getBytes(StandardCharsets.UTF_8)).toList();
        this.reader = reader;
    }

    /** The bytes of texts, for a corpus. */
    public static List<byte[]> texts(String... texts) {
        return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /**
     * Reads all inputs.
     *
     * @param inBuild how many of the 200,000 of a build
     * @throws AssertionError with the shortest input that still fails as the first one did
     */
    public void run(int inBuild) throws InterruptedException, IOException {
        long count = inBuild * Long.getLong("segmenta.hostile", ALL) / ALL;
        long seed = Long.getLong("segmenta.hostile.seed", 20261128L);
        long begun = System.nanoTime();
        AtomicLong slowest = new AtomicLong();
        long answered = 0;
        // What hangs is told by this thread, and dies with the process.
        ExecutorService readers = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "hostile");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (long from = 0; from < count; from += (long) BATCH * THREADS) {
                List<Batch> batches = new ArrayList<>();
                for (long start = from; start < Math.min(count, from + (long) BATCH * THREADS); start += BATCH) {
                    batches.add(new Batch(seed, start, Math.min(count, start + BATCH), slowest));
                }
                List<Future<Long>> running = batches.stream().map(readers::submit).toList();
                for (int i = 0; i < batches.size(); i++) {
                    answered += await(running.get(i), batches.get(i));
                }
            }
        } finally {
            readers.shutdownNow();
        }
        report(String.format(Locale.ROOT, "| %s | %,d | %,d | %,d | %,d | %.1f | %d |%n", name, count, answered,
                count - answered, slowest.get() / 1_000_000, (System.nanoTime() - begun) / 1e9, seed));
    }

    private static synchronized void report(String line) throws IOException {
        boolean fresh = Files.notExists(REPORT);
        Files.createDirectories(REPORT.getParent());
        String head = "| corpus | inputs | answered | refused | slowest, ms | seconds | seed |\n"
                + "|---|---|---|---|---|---|---|\n";
        Files.writeString(REPORT, (fresh ? head : Files.readString(REPORT)) + line);
    }

    private long await(Future<Long> running, Batch batch) throws InterruptedException {
        try {
            return running.get(HANGS_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failure(batch, failed.getCause());
        } catch (TimeoutException hangs) {
            throw new AssertionError(told(batch, input(batch.seed, batch.at)), hangs);
        }
    }

    private AssertionError failure(Batch batch, Throwable cause) {
        byte[] shortest = shortened(input(batch.seed, batch.at), kind(cause));
        return new AssertionError(told(batch, shortest), cause);
    }

    private String told(Batch batch, byte[] input) {
        byte[] shown = Arrays.copyOf(input, Math.min(input.length, SHOWN));
        return name + ", number " + batch.at + " of seed " + batch.seed + ", " + input.length + " bytes: "
                + new String(shown, StandardCharsets.ISO_8859_1) + "\nbase64: "
                + Base64.getEncoder().encodeToString(shown);
    }

    /** Leaves out parts, large ones first, as long as what is left fails in the same way. */
    private byte[] shortened(byte[] input, String kind) {
        byte[] shortest = input;
        int tries = 0;
        for (int part = Math.max(1, input.length / 2); part > 0 && tries < SHORTENINGS; part /= 2) {
            for (int at = 0; at < shortest.length && tries < SHORTENINGS; tries++) {
                byte[] shorter = without(shortest, at, part);
                if (kind.equals(kindOf(shorter))) {
                    shortest = shorter;
                } else {
                    at += part;
                }
            }
        }
        return shortest;
    }

    private String kindOf(byte[] input) {
        try {
            reader.read(input);
            return "";
        } catch (Throwable failure) {
            return kind(failure);
        }
    }

    /** The class of a failure and where it came from. */
    private static String kind(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (failure instanceof Error || trace.length == 0 ? "" : trace[0]);
    }

    private static byte[] without(byte[] input, int at, int count) {
        int end = Math.min(input.length, at + count);
        return joined(Arrays.copyOf(input, at), Arrays.copyOfRange(input, end, input.length));
    }

    private byte[] input(long seed, long number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            input = changed(input, random);
        }
        return input;
    }

    private byte[] changed(byte[] input, SplittableRandom random) {
        int at = random.nextInt(input.length + 1);
        byte[] before = Arrays.copyOf(input, at);
        byte[] after = Arrays.copyOfRange(input, at, input.length);
        return switch (random.nextInt(8)) {
            case 0 -> joined(before, joined(new byte[] {(byte) random.nextInt(256)}, after));
            case 1 -> without(input, at, 1 + random.nextInt(40));
            case 2 -> joined(before, joined(pieces.get(random.nextInt(pieces.size())), after));
            case 3 -> joined(before, joined(part(input, random), after));
            case 4 -> before;
            case 5 -> joined(before, joined(repeated(pieces.get(random.nextInt(pieces.size())), random), after));
            case 6 -> joined(before, without(joined(pieces.get(random.nextInt(pieces.size())), after), 0,
                    random.nextInt(4)));
            default -> flipped(input, at, 1 << random.nextInt(8));
        };
    }

    private static byte[] flipped(byte[] input, int at, int bit) {
        byte[] flipped = input.clone();
        if (flipped.length > 0) {
            flipped[at % flipped.length] ^= (byte) bit;
        }
        return flipped;
    }

    private static byte[] part(byte[] input, SplittableRandom random) {
        int from = random.nextInt(input.length + 1);
        return Arrays.copyOfRange(input, from, Math.min(input.length, from + random.nextInt(200)));
    }

    private static byte[] repeated(byte[] piece, SplittableRandom random) {
        int times = 1 + random.nextInt(MOST_REPEATED);
        byte[] repeated = new byte[piece.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, repeated, i * piece.length, piece.length);
        }
        return repeated;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** Inputs read one after another, for handing each over would take longer than reading it. */
    private final class Batch implements Callable<Long> {
        private final long seed;
        private final long to;
        private final AtomicLong slowest;
        private volatile long at;

        Batch(long seed, long from, long to, AtomicLong slowest) {
            this.seed = seed;
            this.at = from;
            this.to = to;
            this.slowest = slowest;
        }

        @Override
        public Long call() throws Exception {
            long answered = 0;
            for (long number = at; number < to; number++) {
                at = number;
                byte[] input = input(seed, number);
                long begun = System.nanoTime();
                answered += reader.read(input) ? 1 : 0;
                long took = System.nanoTime() - begun;
                slowest.accumulateAndGet(took, Math::max);
            }
            return answered;
        }
    }
}

package io.segmenta.local.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers asked about at a fixed rate, by several clients at once: a question is due whether or not the one before
 * has been answered, and its time runs from when it was due.
 */
final class Load implements AutoCloseable {
    private static final int CLIENTS = 16;
    private static final int MOST_FAILURES = 20;
    private static final int CAPACITY = 1 << 16;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<Times>> answers = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** How long answers took, in milliseconds, in ascending order. */
    record Result(double[] millis, List<String> failures) {
        double quantile(double share) {
            return millis[(int) Math.min(millis.length - 1L, Math.round(share * millis.length))];
        }
    }

    private static final class Times {
        double[] millis = new double[CAPACITY];
        int count;

        void add(double time) {
            if (count == millis.length) {
                millis = Arrays.copyOf(millis, 2 * count);
            }
            millis[count++] = time;
        }
    }

    /** Begins to ask each of the addresses in turn. */
    Load(List<URI> addresses, String record, int perSecond) {
        long begin = System.nanoTime() + 100_000_000L;
        for (int c = 0; c < CLIENTS; c++) {
            int first = c;
            answers.add(clients.submit(() -> ask(addresses, record, 1e9 / perSecond, begin, first)));
        }
    }

    private Times ask(List<URI> addresses, String record, double interval, long begin, int first)
            throws InterruptedException {
        Times times = new Times();
        for (long i = first; !ended.get(); i += CLIENTS) {
            long due = begin + (long) (i * interval);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            HttpRequest request = HttpRequest.newBuilder(addresses.get((int) (i / CLIENTS % addresses.size())))
                    .header("Content-Type", "application/json").timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.ofString(record)).build();
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200 || !answer.body().contains("\"model_version\":\"v")) {
                    failed(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                failed(e.toString());
            }
            times.add((System.nanoTime() - due) / 1e6);
        }
        return times;
    }

    private void failed(String what) {
        synchronized (failures) {
            if (failures.size() < MOST_FAILURES) {
                failures.add(what);
            }
        }
    }

    /** What failed so far. */
    List<String> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    /** Ends it and returns what came of it. */
    Result end() throws InterruptedException {
        ended.set(true);
        List<double[]> parts = new ArrayList<>();
        for (Future<Times> client : answers) {
            try {
                Times times = client.get();
                parts.add(Arrays.copyOf(times.millis, times.count));
            } catch (ExecutionException | CancellationException e) {
                throw new IllegalStateException("a client broke", e);
            }
        }
        return new Result(parts.stream().flatMapToDouble(Arrays::stream).sorted().toArray(), failures());
    }

    @Override
    public void close() {
        ended.set(true);
        clients.shutdownNow();
        http.close();
    }
}

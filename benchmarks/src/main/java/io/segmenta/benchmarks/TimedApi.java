package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.function.Supplier;

/** The HTTP API of a stack on one machine, asked one request at a time. */
final class TimedApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    /** Milliseconds from sending a request to the last byte of its answer. */
    record Times(double median, double p99, double most) {
        /** @param sorted from the shortest to the longest */
        static Times of(double[] sorted) {
            return new Times(sorted[sorted.length / 2], sorted[(int) Math.ceil(0.99 * sorted.length) - 1],
                    sorted[sorted.length - 1]);
        }
    }

    /** @param base what all paths begin with */
    TimedApi(int port, String base) {
        this.address = "http://127.0.0.1:" + port + base;
    }

    HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    HttpRequest.Builder post(String path, String body) {
        return get(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    /**
     * Sends a request.
     *
     * @throws IOException when it is refused
     */
    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest one = request.build();
        HttpResponse<String> answer = http.send(one, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(one.method() + ' ' + one.uri() + ": " + answer.statusCode() + ' ' + answer.body());
        }
        return answer;
    }

    JsonNode read(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(send(request).body());
    }

    /**
     * Times requests, one after the other.
     *
     * @param warming how many are sent before
     * @param count how many are timed
     * @param request makes each of them
     */
    Times time(int warming, int count, Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        double[] times = new double[count];
        for (int i = -warming; i < count; i++) {
            HttpRequest.Builder one = request.get();
            long begin = System.nanoTime();
            send(one);
            times[Math.max(0, i)] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(times);
        return Times.of(times);
    }
}

package io.segmenta.benchmarks;

import io.segmenta.model.file.ModelFile;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Times answers with and without counting; {@code benchmarks/serving --part counting}. */
final class CountedAnswers {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final String JSON = "application/json";

    private final ServingSpeed bench;
    private final int seconds;

    CountedAnswers(ServingSpeed bench, int seconds) {
        this.bench = bench;
        this.seconds = seconds;
    }

    /** The same records answered without, with what is noted to be counted, and with the counting itself, in turn. */
    String page() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("## Counting what is answered\n\n" + Report.machine()
                + "- Command: `benchmarks/serving --part counting --seconds " + seconds + "`\n"
                + "- In process, one record with its reasons, each kind asked in turn; medians of "
                + ServingSpeed.SLICES + " slices. Until the answer: what the caller waits for, who is answered before"
                + " the record is counted. In all: with the counting, on the same thread.\n\n"
                + "| us; columns | p50 without | until the answer | ratio (goal 1.03) | in all | ratio | p99 without |"
                + " until the answer | ratio (goal 1.03) | in all | ratio |\n|---|---|---|---|---|---|---|---|---|---|"
                + "---|\n");
        for (boolean mixed : new boolean[] {false, true}) {
            Invocations model = new Invocations(
                    new Predictor(ModelFile.readDirectory(bench.model(mixed)), "v1"));
            byte[][] records = ServingSpeed.records(mixed).stream()
                    .map(record -> record.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
            Capture capture = new Capture(model.predictor().counting(), "0f".repeat(32), "bench", Counts.Source.LAMBDA,
                    Duration.ofHours(1));
            double[][][] micros = {};
            for (int round = 0; round < 2; round++) {
                micros = LackingFields.inTurn(3, seconds * 40_000,
                        (kind, i) -> answer(model, capture, records[i % records.length], kind));
            }
            table.append("| ").append(mixed ? "6 numbers, 2 texts" : "8 numbers").append(" |");
            for (double order : new double[] {0.5, 0.99}) {
                table.append(String.format(Locale.ROOT, " %.2f |", ServingSpeed.at(micros[0], order)));
                for (int kind = 1; kind < 3; kind++) {
                    table.append(String.format(Locale.ROOT, " %.2f | %.3f |", ServingSpeed.at(micros[kind], order),
                            ratio(micros[kind], micros[0], order)));
                }
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** The median over the slices of the ratio within each. */
    private static double ratio(double[][] one, double[][] other, double order) {
        double[] ratios = new double[one.length];
        for (int slice = 0; slice < ratios.length; slice++) {
            int place = (int) (order * (one[slice].length - 1));
            ratios[slice] = one[slice][place] / other[slice][place];
        }
        Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    /** @param kind 0 without, 1 up to the answer, 2 counted as well */
    private static int answer(Invocations model, Capture capture, byte[] record, int kind) throws IOException {
        Asked asked = kind == 0 ? null : capture.request();
        Reply reply = model.answer(AnswerShape.PREDICT, JSON, record, AT, asked);
        if (reply.status() != 200) {
            throw new IOException(reply.text());
        }
        if (asked != null && kind == 2) {
            capture.add(asked, AT);
        }
        return reply.length();
    }
}

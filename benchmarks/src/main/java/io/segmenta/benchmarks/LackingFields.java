package io.segmenta.benchmarks;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Times answers of records that lack fields; {@code benchmarks/serving --part lacking}. */
final class LackingFields {
    private static final int[] LEFT_OUT = {0, 1, 4};

    private final ServingSpeed bench;
    private final int seconds;

    LackingFields(ServingSpeed bench, int seconds) {
        this.bench = bench;
        this.seconds = seconds;
    }

    /** Records that lack fields, beside the whole ones and beside the same model without its calibration, in turn. */
    String page() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("## Records that lack fields\n\n" + Report.machine()
                + "- Command: `benchmarks/serving --part lacking --seconds " + seconds + "`\n"
                + "- In process, one record with its reasons, each kind asked in turn; medians of "
                + ServingSpeed.SLICES
                + " slices. Without: the same model without its calibration.\n\n"
                + "| us; columns, fields left out | p50 | without | ratio | to a whole record | p99 | without | ratio |"
                + " to a whole record |\n|---|---|---|---|---|---|---|---|---|\n");
        for (boolean mixed : new boolean[] {false, true}) {
            SegmentationModel model = ModelFile.readDirectory(bench.model(mixed));
            List<byte[][]> kinds = new ArrayList<>();
            for (int out : LEFT_OUT) {
                kinds.add(ServingSpeed.records(mixed).stream()
                        .map(record -> without(record, out).getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new));
            }
            Invocations calibrated = new Invocations(new Predictor(model, "v1"));
            Invocations plain = new Invocations(new Predictor(model.with(Optional.empty()), "v1"));
            double[][][] micros = new double[2 * kinds.size()][][];
            for (int round = 0; round < 2; round++) {
                micros = inTurn(kinds.size() * 2, seconds * 40_000,
                        (kind, i) -> ServingSpeed.answer(kind % 2 == 0 ? calibrated : plain,
                                kinds.get(kind / 2)[i % ServingSpeed.BATCH]));
            }
            for (int kind = 0; kind < kinds.size(); kind++) {
                table.append("| ").append(mixed ? "6 numbers, 2 texts" : "8 numbers").append(", ")
                        .append(LEFT_OUT[kind]).append(" out |");
                for (double order : new double[] {0.5, 0.99}) {
                    double told = ServingSpeed.at(micros[2 * kind], order);
                    double without = ServingSpeed.at(micros[2 * kind + 1], order);
                    table.append(String.format(Locale.ROOT, " %.2f | %.2f | %.2f | %.2f |", told, without,
                            told / without, told / ServingSpeed.at(micros[0], order)));
                }
                table.append('\n');
            }
        }
        return table.toString();
    }

    private static String without(String record, int fields) {
        String rest = record.substring(1);
        for (int f = 0; f < fields; f++) {
            rest = rest.substring(rest.indexOf(',') + 1);
        }
        return "{" + rest;
    }

    /** A call of one of several kinds. */
    interface KindCall {
        int run(int kind, int i) throws IOException;
    }

    /** How long calls of several kinds took, one kind after the other, rising within each slice of time. */
    static double[][][] inTurn(int kinds, int calls, KindCall call) throws IOException {
        double[][][] micros = new double[kinds][ServingSpeed.SLICES][calls / ServingSpeed.SLICES];
        long sink = 0;
        for (int slice = 0; slice < ServingSpeed.SLICES; slice++) {
            for (int i = 0; i < calls / ServingSpeed.SLICES; i++) {
                for (int kind = 0; kind < kinds; kind++) {
                    long begin = System.nanoTime();
                    sink += call.run(kind, i);
                    micros[kind][slice][i] = (System.nanoTime() - begin) / 1e3;
                }
            }
            for (double[][] one : micros) {
                Arrays.sort(one[slice]);
            }
        }
        System.err.println(kinds + " x " + calls + " calls, sum of results " + sink);
        return micros;
    }
}

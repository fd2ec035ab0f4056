package io.segmenta.pipeline.experiment;

import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.json.Json;
import io.segmenta.model.privacy.SmallCells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a look: what both arms did, the uplift overall and in each segment, and how far both models agree. */
public final class ExperimentReport {
    private static final int FORMAT = 1;
    private static final int MOST_FLOWS = 100;
    private static final double MEDIAN = 0.5;
    private static final double SLOWEST = 0.99;

    private ExperimentReport() {}

    /**
     * The bytes of the report; equal looks give equal bytes.
     *
     * @param head what the experiment is, to be written first
     * @param look empty while shadowing
     * @param skipped lines of outcomes that could not be used or are of nobody in the experiment
     * @param cells what is not told of few customers
     */
    public static byte[] write(Map<String, Object> head, Optional<Look> look, Agreement agreement, long skipped,
            SmallCells cells) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("format", FORMAT);
        report.putAll(head);
        look.ifPresent(it -> report.putAll(read(it, cells)));
        report.put("outcomes_skipped", skipped);
        report.put("challenger_faults", agreement.faults());
        if (agreement.records() > 0) {
            report.put("agreement", agreement(agreement, cells));
        }
        return Json.pretty(report);
    }

    /**
     * What a look says, as the catalogue and the API show it. Where figures would tell of few customers there are none,
     * of a segment and of another one beside it, as the totals would reveal a single one.
     */
    public static Map<String, Object> read(Look look, SmallCells cells) {
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("decision", look.decision().word());
        // Where customers are not parted as planned, what differs may be who is in which arm.
        boolean stopped = look.decision() == Decision.SAMPLE_RATIO_MISMATCH;
        boolean few = look.all().tellsOfFew(cells);
        read.putAll(figures(look.all(), look.uplift(), few, stopped, cells));
        Map<String, Object> ratio = new LinkedHashMap<>();
        if (!few) {
            ratio.put("evidence", StrictMath.exp(Math.min(look.ratio(), 700)));
        }
        ratio.put("stops_at", SampleRatio.THRESHOLD);
        ratio.put("segments", look.mismatched());
        read.put("sample_ratio", ratio);
        boolean[] hidden = hidden(look, cells);
        List<Object> segments = new ArrayList<>();
        look.segments().forEach((id, one) -> {
            Map<String, Object> segment = new LinkedHashMap<>();
            segment.put("segment", id);
            segment.putAll(figures(one.arms(), one.uplift(), hidden[segments.size()], stopped, cells));
            segments.add(segment);
        });
        read.put("segments", segments);
        return read;
    }

    /** By segment, in their order. */
    private static boolean[] hidden(Look look, SmallCells cells) {
        List<Pair> pairs = look.segments().values().stream().map(Look.InSegment::arms).toList();
        boolean[] few = new boolean[pairs.size()];
        long[] customers = new long[few.length];
        for (int i = 0; i < few.length; i++) {
            few[i] = pairs.get(i).tellsOfFew(cells);
            customers[i] = pairs.get(i).champion().exposed() + pairs.get(i).challenger().exposed();
        }
        return cells.line(customers, few);
    }

    private static Map<String, Object> figures(Pair pair, Uplift uplift, boolean hidden, boolean stopped,
            SmallCells cells) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (hidden) {
            fields.put("hidden", cells.words());
            return fields;
        }
        fields.put("arms", arms(pair));
        if (!stopped) {
            fields.put("uplift", uplift(uplift));
        }
        return fields;
    }

    private static Map<String, Object> arms(Pair pair) {
        Map<String, Object> arms = new LinkedHashMap<>();
        arms.put(Arm.CHAMPION.word(), group(pair.champion()));
        arms.put(Arm.CHALLENGER.word(), group(pair.challenger()));
        return arms;
    }

    private static Map<String, Object> group(Group group) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("customers", group.exposed());
        fields.put("outcomes", group.read());
        fields.put("positive", group.positive());
        fields.put("mean", group.mean());
        return fields;
    }

    private static Map<String, Object> uplift(Uplift uplift) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("enough", uplift.enough());
        fields.put("difference", uplift.difference());
        if (uplift.enough()) {
            fields.put("interval", List.of(uplift.low(), uplift.high()));
        }
        fields.put("level", 1 - uplift.alpha());
        return fields;
    }

    private static Map<String, Object> agreement(Agreement agreement, SmallCells cells) {
        Comparison comparison = Comparison.of(agreement, cells);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("records", comparison.records());
        fields.put("same_segment", comparison.same());
        fields.put("adjusted_rand_index", comparison.adjustedRand());
        fields.put("outside_difference", comparison.outside());
        fields.put("flows", comparison.flows().stream().limit(MOST_FLOWS).map(flow -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("champion", flow.champion());
            one.put("challenger", flow.challenger());
            one.put("records", flow.records());
            return one;
        }).toList());
        Map<String, Object> times = new LinkedHashMap<>();
        for (Arm arm : Arm.values()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("median", Comparison.microseconds(agreement.times(arm), MEDIAN));
            one.put("p99", Comparison.microseconds(agreement.times(arm), SLOWEST));
            times.put(arm.word(), one);
        }
        fields.put("microseconds_below", times);
        return fields;
    }
}

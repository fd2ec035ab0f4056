package io.segmenta.pipeline.experiment;

import io.segmenta.model.experiment.Agreement;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.json.Json;
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
     */
    public static byte[] write(Map<String, Object> head, Optional<Look> look, Agreement agreement, long skipped) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("format", FORMAT);
        report.putAll(head);
        look.ifPresent(it -> report.putAll(read(it)));
        report.put("outcomes_skipped", skipped);
        report.put("challenger_faults", agreement.faults());
        if (agreement.records() > 0) {
            report.put("agreement", agreement(agreement));
        }
        return Json.pretty(report);
    }

    /** What a look says, as the catalogue and the API show it. */
    public static Map<String, Object> read(Look look) {
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("decision", look.decision().word());
        read.put("arms", arms(look.all()));
        // Where customers are not parted as planned, what differs may be who is in which arm.
        boolean stopped = look.decision() == Decision.SAMPLE_RATIO_MISMATCH;
        if (!stopped) {
            read.put("uplift", uplift(look.uplift()));
        }
        Map<String, Object> ratio = new LinkedHashMap<>();
        ratio.put("evidence", StrictMath.exp(Math.min(look.ratio(), 700)));
        ratio.put("stops_at", SampleRatio.THRESHOLD);
        ratio.put("segments", look.mismatched());
        read.put("sample_ratio", ratio);
        read.put("segments", look.segments().entrySet().stream().map(one -> {
            Map<String, Object> segment = new LinkedHashMap<>();
            segment.put("segment", one.getKey());
            segment.put("arms", arms(one.getValue().arms()));
            if (!stopped) {
                segment.put("uplift", uplift(one.getValue().uplift()));
            }
            return segment;
        }).toList());
        return read;
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

    private static Map<String, Object> agreement(Agreement agreement) {
        Comparison comparison = Comparison.of(agreement);
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

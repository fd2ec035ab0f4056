package io.segmenta.pipeline.fairness;

import io.segmenta.model.Segment;
import io.segmenta.model.privacy.SmallCells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of {@code fairness.json}. Pairs of columns are listed where they are flagged. */
record FairnessDocument(List<Grouping> groupings, List<Segment> segments, List<String> actions, SmallCells cells) {
    private static final double STEPS = 10_000;

    static double rounded(double value) {
        return Math.round(value * STEPS) / STEPS;
    }

    List<Object> columns(List<CramersV> association) {
        List<Object> columns = new ArrayList<>();
        for (int i = 0; i < association.size(); i++) {
            CramersV together = association.get(i);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("column", groupings.get(i).name());
            fields.put("groups", groupings.get(i).groups());
            fields.put("cramers_v", rounded(together.v()));
            fields.put("interval", List.of(rounded(together.low()), rounded(together.high())));
            columns.add(fields);
        }
        return columns;
    }

    List<Object> representation(List<Compared> found) {
        List<Object> told = new ArrayList<>();
        for (Compared one : found) {
            if (groupings.get(one.grouping()).isPair() && !one.flagged()) {
                continue;
            }
            Segment segment = segments.get(one.part());
            Map<String, Object> fields = group(one);
            fields.put("segment_id", segment.id());
            fields.put("segment", segment.name());
            figures(one, "ratio", "share_inside", "share_outside", fields);
            told.add(fields);
        }
        return told;
    }

    List<Object> actions(List<Compared> found) {
        List<Object> told = new ArrayList<>();
        for (Compared one : found) {
            Map<String, Object> fields = group(one);
            fields.put("action", actions.get(one.part()));
            figures(one, "difference", "share_of_group", "share_of_others", fields);
            told.add(fields);
        }
        return told;
    }

    private Map<String, Object> group(Compared one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("column", groupings.get(one.grouping()).name());
        fields.put("group", groupings.get(one.grouping()).groups().get(one.group()));
        return fields;
    }

    private void figures(Compared one, String size, String inside, String outside, Map<String, Object> fields) {
        fields.put("direction", one.isMore() ? "more" : "fewer");
        fields.put("flagged", one.flagged());
        if (one.hidden()) {
            fields.put("hidden", cells.words());
            return;
        }
        if (!groupings.get(one.grouping()).isPair()) {
            fields.put(inside, rounded(one.inside()));
            fields.put(outside, rounded(one.outside()));
        }
        fields.put(size, rounded(one.size()));
        fields.put("interval", List.of(rounded(one.low()), rounded(one.high())));
        fields.put("p", one.p());
    }

    List<Object> proxies(List<Proxy> proxies, int looked) {
        List<Object> told = new ArrayList<>();
        for (int i = 0; i < proxies.size(); i++) {
            Proxy proxy = proxies.get(i);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("column", groupings.get(i).name());
            fields.put("rows", looked);
            fields.put("flagged", proxy.flagged());
            List<Object> singles = new ArrayList<>();
            proxy.columns().forEach(single -> singles
                    .add(Map.of("column", single.column(), "cramers_v", rounded(single.v()))));
            fields.put("columns", singles);
            proxy.tree().ifPresent(tree -> fields.put("tree", tree(tree)));
            told.add(fields);
        }
        return told;
    }

    private static Map<String, Object> tree(TreeProxy tree) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("groups", tree.groups());
        fields.put("balanced_accuracy", rounded(tree.accuracy()));
        fields.put("chance", rounded(1.0 / tree.groups()));
        fields.put("over_chance", rounded(tree.overChance()));
        fields.put("p", rounded(tree.p()));
        List<Object> splits = new ArrayList<>();
        tree.splits().forEach(split -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("depth", split.depth());
            told.put("column", split.column());
            told.put("condition", split.condition());
            told.put("share", rounded(split.share()));
            splits.add(told);
        });
        fields.put("splits", splits);
        return fields;
    }
}

package io.segmenta.pipeline.report;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.pipeline.features.Finding;
import io.segmenta.pipeline.features.Finding.Kind;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.search.ChosenClustering;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that was decided about a file on the way to its segments, in the order of the work. {@code report.json},
 * {@code profile.json} and the console tell this one list.
 */
public final class RunFindings {
    private RunFindings() {}

    /**
     * Puts the list together.
     *
     * @param data the table, its schema and how it was read
     * @param features what was decided about its columns and rows
     * @param clustered what was found
     * @return each finding once
     */
    public static List<Finding> of(ReadResult data, List<Finding> features, ChosenClustering clustered) {
        Set<Finding> all = new LinkedHashSet<>();
        data.report().notes().forEach(note -> all.add(Finding.ofTable(Kind.READ, note)));
        data.report().evidence().forEach(note -> all.add(Finding.ofTable(Kind.READ, note)));
        for (ColumnSchema column : data.schema().columns()) {
            if (!column.reason().isEmpty()) {
                all.add(Finding.of(Kind.READ_AS, column.name(), column.reason()));
            }
        }
        all.addAll(features);
        clustered.searched().ifPresent(searched -> {
            all.add(Finding.ofTable(Kind.SEARCH, searched.decision()));
            searched.notes().forEach(note -> all.add(Finding.ofTable(Kind.SEARCH, note)));
        });
        all.add(Finding.ofTable(Kind.SEGMENTS, segments(clustered)));
        clustered.division().notes().forEach(note -> all.add(Finding.ofTable(Kind.SEGMENTS, note)));
        all.removeIf(finding -> finding.text().isBlank());
        return new ArrayList<>(all);
    }

    private static String segments(ChosenClustering clustered) {
        StringBuilder told = new StringBuilder().append(clustered.judged().partition().k()).append(" segments by ")
                .append(clustered.clusterer().name());
        clustered.searched().stream().flatMap(searched -> searched.tried().stream())
                .filter(tried -> tried.taken() && !tried.parameters().isEmpty()).findFirst()
                .ifPresent(tried -> told.append(", ").append(tried.parameters()));
        clustered.density().ifPresent(density -> {
            DoubleSummaryStatistics reach = Arrays.stream(density.reach()).summaryStatistics();
            told.append("; radius ").append(Numbers.figure(reach.getMin()));
            if (reach.getMax() > reach.getMin()) {
                told.append(" to ").append(Numbers.figure(reach.getMax()));
            }
            told.append(" (scaled units), ").append(density.samples()).append(" neighbours");
        });
        return told.toString();
    }
}

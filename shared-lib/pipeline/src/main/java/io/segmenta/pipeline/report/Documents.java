package io.segmenta.pipeline.report;

import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.contract.MetricNames;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.privacy.SmallCells;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.pipeline.rules.SegmentRule;
import io.segmenta.pipeline.search.Candidate;
import io.segmenta.pipeline.search.Choice;
import io.segmenta.pipeline.search.ChosenClustering;
import io.segmenta.pipeline.search.EvaluatedCandidate;
import io.segmenta.pipeline.search.SearchResult;
import io.segmenta.pipeline.segments.ColumnProfile;
import io.segmenta.pipeline.segments.SegmentProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON documents of a run as maps, lists and values, in a fixed order of fields. What is not known is null, never
 * NaN.
 */
public final class Documents {
    /** More rows unlike all others are counted, not listed. */
    private static final int MOST_OUTLIERS = 1_000;

    private Documents() {}

    /**
     * The candidates of the search, and the choice among them.
     *
     * @param clustered what was chosen
     * @return the fields {@code verdict}, {@code structure}, {@code reasons}, {@code candidates}, {@code stability}
     * where it was measured, {@code search} where algorithms or parameters were searched
     */
    public static Map<String, Object> choice(ChosenClustering clustered) {
        Choice choice = clustered.choice();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(MetricNames.VERDICT, choice.verdict());
        document.put(MetricNames.STRUCTURE, choice.structure().name().toLowerCase(Locale.ROOT));
        document.put("reasons", choice.reasons());
        if (!clustered.division().notes().isEmpty()) {
            document.put(MetricNames.NOTES, clustered.division().notes());
        }
        List<Object> candidates = new ArrayList<>();
        for (Candidate candidate : choice.candidates()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(MetricNames.K, candidate.k());
            fields.put(MetricNames.INERTIA, known(candidate.inertia()));
            fields.put(MetricNames.SILHOUETTE, known(candidate.silhouette()));
            fields.put(MetricNames.CALINSKI_HARABASZ, known(candidate.calinskiHarabasz()));
            fields.put(MetricNames.DAVIES_BOULDIN, known(candidate.daviesBouldin()));
            fields.put(MetricNames.SMALLEST_SHARE, known(candidate.smallestShare()));
            if (!Double.isNaN(candidate.stability())) {
                fields.put(MetricNames.LEAST_STABILITY, candidate.stability());
            }
            clustered.reference().ifPresent(reference -> {
                fields.put(MetricNames.GAP, known(clustered.gap(candidate)));
                fields.put("gap_error", known(reference.error(candidate.k())));
            });
            candidates.add(fields);
        }
        document.put(MetricNames.CANDIDATES, candidates);
        clustered.reference().ifPresent(reference -> {
            document.put("null_silhouette", known(reference.nullSilhouette()));
            document.put("null_compared_with", known(reference.silhouette()));
        });
        if (!clustered.stability().isEmpty()) {
            Map<String, Object> stability = new LinkedHashMap<>();
            for (int c = 0; c < clustered.stability().size(); c++) {
                stability.put(Integer.toString(c), known(clustered.stability().get(c)));
            }
            document.put(MetricNames.STABILITY, stability);
        }
        clustered.searched().ifPresent(searched -> document.put(MetricNames.SEARCH, search(searched)));
        return document;
    }

    private static Map<String, Object> search(SearchResult searched) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(MetricNames.DECISION, searched.decision());
        document.put("space", searched.space());
        document.put("fitted", searched.tried().size());
        document.put("rows", searched.rows());
        document.put(MetricNames.NOTES, searched.notes());
        List<Object> candidates = new ArrayList<>();
        for (EvaluatedCandidate tried : searched.tried()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(MetricNames.ALGORITHM, tried.algorithm());
            fields.put(MetricNames.PARAMETERS, tried.parameters());
            fields.put(MetricNames.K, tried.candidate().k());
            fields.put(MetricNames.TAKEN, tried.taken());
            fields.put(MetricNames.INERTIA, known(tried.candidate().inertia()));
            fields.put(MetricNames.SILHOUETTE, known(tried.candidate().silhouette()));
            fields.put(MetricNames.CALINSKI_HARABASZ, known(tried.candidate().calinskiHarabasz()));
            fields.put(MetricNames.DAVIES_BOULDIN, known(tried.candidate().daviesBouldin()));
            fields.put(MetricNames.GAP, known(tried.gap()));
            fields.put(MetricNames.SMALLEST_SHARE, known(tried.candidate().smallestShare()));
            fields.put(MetricNames.OUTSIDE_SHARE, known(tried.outside()));
            fields.put(MetricNames.CONDUCTANCE, known(tried.conductance()));
            fields.put(MetricNames.DENSITY_VALIDITY, known(tried.validity()));
            fields.put(MetricNames.LEAST_STABILITY, known(tried.candidate().stability()));
            fields.put("stability", tried.stability().stream().map(Documents::known).toList());
            candidates.add(fields);
        }
        document.put(MetricNames.CANDIDATES, candidates);
        return document;
    }

    /**
     * The profile of every segment.
     *
     * @param model whose segments are told, by cluster number
     * @param profiles by cluster number
     * @param rules by cluster number
     * @param cells what is not told of few customers
     * @return the content of {@code profile.json}, without any row of the file
     */
    public static Map<String, Object> profile(SegmentationModel model, List<SegmentProfile> profiles,
            List<SegmentRule> rules, SmallCells cells) {
        ToldLevels told = new ToldLevels(profiles, cells);
        List<Segment> segments = model.segments();
        List<Object> all = new ArrayList<>();
        for (int c = 0; c < segments.size(); c++) {
            Segment segment = segments.get(c);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("segment_id", segment.id());
            fields.put("cluster", segment.cluster());
            fields.put("name", segment.name());
            fields.put("full_name", fullName(segment, profiles.get(c)));
            fields.put("action", segment.action());
            fields.put("color", segment.color());
            fields.put("slot", 1 + slot(model, c));
            fields.put("size", segment.size());
            fields.put("share", segment.share());
            fields.put("traits", segment.traits());
            fields.put("rule", rules.get(c).words());
            if (told.hides(c)) {
                fields.put("hidden", told.words());
            }
            List<Object> columns = new ArrayList<>();
            for (ColumnProfile column : profiles.get(c).columns()) {
                columns.add(ColumnDocument.of(column, told.of(c, columns.size()), told.isFew(column)));
            }
            fields.put("columns", columns);
            all.add(fields);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("segments", all);
        return document;
    }

    /**
     * The rows nearest the middle of each segment.
     *
     * @param model whose segments are told, by cluster number
     * @param profiles by cluster number
     * @param rows per profiled row its place in the file, from 0
     * @param identifier the column that names the rows of the file
     * @param table the file
     * @return the content of {@code assignments-representatives.json}
     */
    static Map<String, Object> representatives(SegmentationModel model, List<SegmentProfile> profiles, int[] rows,
            Optional<Column> identifier, Table table) {
        List<Object> all = new ArrayList<>();
        for (Segment segment : model.segments()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("segment_id", segment.id());
            fields.put("cluster", segment.cluster());
            fields.put("representatives",
                    representatives(profiles.get(segment.cluster()), rows, identifier, table));
            all.add(fields);
        }
        return Map.of("segments", all);
    }

    /** The number of a cluster's colour, from 0; a model without a past gives them in the order of the clusters. */
    private static int slot(SegmentationModel model, int cluster) {
        return model.identity().map(known -> known.segments().get(cluster).slot()).orElse(cluster);
    }

    /** The name with all it says; a segment that keeps the name of an earlier model has that one only. */
    static String fullName(Segment segment, SegmentProfile profile) {
        return segment.name().equals(profile.name()) ? profile.fullName() : segment.name();
    }

    /** The rows with what stands in them, in the columns that shaped the segments. */
    private static List<Object> representatives(SegmentProfile profile, int[] rows, Optional<Column> identifier,
            Table table) {
        List<Object> representatives = new ArrayList<>();
        for (int row : profile.representatives()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("row", rows[row] + 1);
            identifier.ifPresent(column -> fields.put("id", column.text(rows[row])));
            Map<String, Object> values = new LinkedHashMap<>();
            for (ColumnProfile column : profile.columns()) {
                if (column.used()) {
                    table.column(column.name()).ifPresent(cells -> values.put(column.name(),
                            cell(cells, column.role(), rows[row])));
                }
            }
            fields.put("values", values);
            representatives.add(fields);
        }
        return representatives;
    }

    private static @Nullable Object cell(Column column, Role role, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        if (column instanceof NumericColumn numbers) {
            double value = numbers.value(row);
            return role == Role.DATE ? LocalDate.ofEpochDay(Math.round(value)).toString() : known(value);
        }
        return column.text(row);
    }

    /**
     * How features are made, for people and for programs; of rows that gaps are filled from, their number only.
     *
     * @param pipeline the fitted steps
     * @param schema what the columns of the file are
     * @return the content of {@code features.json}
     */
    public static Map<String, Object> features(FeaturePipeline pipeline, Schema schema) {
        List<Object> features = new ArrayList<>();
        for (int j = 0; j < pipeline.featureNames().size(); j++) {
            Map<String, Object> feature = new LinkedHashMap<>();
            feature.put("name", pipeline.featureNames().get(j));
            feature.put("source", pipeline.sourceOf(j));
            features.add(feature);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 1);
        document.put("features", features);
        document.put("columns", schema.columns().stream().filter(column -> pipeline.sources().contains(column.name()))
                .map(Documents::role).toList());
        document.put("steps", pipeline.describe());
        document.put("pipeline", pipeline.toOutline());
        return document;
    }

    private static Map<String, Object> role(ColumnSchema column) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", column.name());
        fields.put("role", column.role().name().toLowerCase(Locale.ROOT));
        return fields;
    }

    /**
     * The rows unlike all others.
     *
     * @param rows of the table, from 0, rising
     * @param aside whether segments were found without them
     * @return how many they are, whether they are set aside, and the first of them by their numbers from 1; nothing
     * that stands in them
     */
    public static Map<String, Object> outliers(int[] rows, boolean aside) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("count", rows.length);
        document.put("set_aside", aside);
        document.put("rows", Arrays.stream(rows).limit(MOST_OUTLIERS).mapToObj(RowNumber::of).toList());
        return document;
    }

    /** The number, or null where there is none that JSON could hold. */
    public static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}

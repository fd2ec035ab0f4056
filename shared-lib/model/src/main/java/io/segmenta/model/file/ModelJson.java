package io.segmenta.model.file;

import io.segmenta.model.Baseline;
import io.segmenta.model.Identity;
import io.segmenta.model.Provenance;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.data.Schema;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.monitor.MonitorBaseline;
import io.segmenta.model.steps.FeaturePipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The document {@code model.json}: everything but the points of the assigner, which stand in arrays beside it. */
final class ModelJson {

    private static final int MAX_POINTS = 50_000_000;
    private static final int MAX_FEATURES = 100_000;
    static final int MAX_CLUSTERS = 10_000;

    /** What an assigner is called in the document. */
    enum Kind {
        NEAREST_CENTROID, NEAREST_REFERENCE, GAUSSIAN_POSTERIOR, DENSITY_REFERENCE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(Assigner assigner) {
            return assigner instanceof NearestCentroid ? NEAREST_CENTROID
                    : assigner instanceof NearestReference ? NEAREST_REFERENCE
                            : assigner instanceof DensityReference ? DENSITY_REFERENCE : GAUSSIAN_POSTERIOR;
        }

        /** Whether the points are rows with labels. */
        boolean references() {
            return this == NEAREST_REFERENCE || this == DENSITY_REFERENCE;
        }
    }

    /**
     * The shape and the numbers of an assigner whose points are yet to be read.
     *
     * @param weights of the components, empty where there are none
     * @param full whether components have covariances
     * @param neighbors that a core distance reaches over
     */
    record Outline(Kind kind, int points, int features, double[] shares, double variance, double[] reach,
            double[] weights, boolean full, int neighbors) {

        /** How many numbers a component has: its mean, then its Cholesky factor. */
        long component() {
            return features + (full ? (long) features * (features + 1) / 2 : features);
        }

        /**
         * Makes the assigner.
         *
         * @param rows of centroids and references
         * @param labels of references
         * @param components of a mixture
         */
        Assigner with(float[][] rows, int[] labels, double[][] components) {
            return switch (kind) {
                case NEAREST_CENTROID -> new NearestCentroid(rows, shares, variance, reach);
                case NEAREST_REFERENCE -> new NearestReference(rows, labels, shares, variance, reach);
                case DENSITY_REFERENCE -> new DensityReference(rows, labels, neighbors, shares, variance, reach);
                case GAUSSIAN_POSTERIOR -> {
                    double[][] means = new double[points][];
                    double[][] factors = new double[points][];
                    for (int c = 0; c < points; c++) {
                        means[c] = Arrays.copyOf(components[c], features);
                        factors[c] = Arrays.copyOfRange(components[c], features, components[c].length);
                    }
                    yield new GaussianPosterior(weights, means, factors, shares, variance, reach);
                }
            };
        }
    }

    private ModelJson() {}

    static Map<String, Object> document(SegmentationModel model) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", ModelFile.FORMAT);
        document.put("provenance", provenance(model.provenance()));
        document.put("schema", model.schema().toDocument());
        document.put("features", model.pipeline().toDocument());
        document.put("assigner", assigner(model.assigner()));
        document.put("segments", model.found().stream().map(ModelJson::segment).toList());
        document.put("metrics", model.metrics());
        document.put("baseline", baseline(model.baseline()));
        model.monitor().ifPresent(training -> document.put("monitor", training.toDocument()));
        return document;
    }

    /** Refuses a format of the future before anything else of the document is looked at. */
    static void checkFormat(JsonObject document) {
        long format = document.integer("format");
        if (format > ModelFile.FORMAT) {
            throw DataException.of(Reason.BROKEN_MODEL,
                    "model format %d is newer than this reader (%d); upgrade shared-lib", format, ModelFile.FORMAT);
        }
        if (format < 1) {
            throw document.bad("format", "a whole number from 1", format);
        }
    }

    static Outline outline(JsonObject document) {
        JsonObject fields = document.object("assigner");
        String word = fields.string("kind");
        Kind kind = Arrays.stream(Kind.values()).filter(one -> one.word().equals(word)).findFirst()
                .orElseThrow(() -> fields.bad("kind", "an assigner this reader knows", word));
        int points = fields.integer("points", 1, MAX_POINTS);
        int features = fields.integer("features", 1, MAX_FEATURES);
        double[] shares = fields.numbers("shares");
        if (shares.length > MAX_CLUSTERS) {
            throw fields.bad("shares", "at most " + MAX_CLUSTERS + " clusters", shares.length);
        }
        if (!kind.references() && points != shares.length) {
            throw fields.bad("points", "one for each of the " + shares.length + " clusters", points);
        }
        boolean mixture = kind == Kind.GAUSSIAN_POSTERIOR;
        return new Outline(kind, points, features, shares, fields.number("variance"), fields.numbers("reach"),
                mixture ? fields.numbers("weights") : new double[0], mixture && fields.bool("full"),
                kind == Kind.DENSITY_REFERENCE ? fields.integer("neighbors", 0, points - 1) : 0);
    }

    static SegmentationModel model(JsonObject document, Assigner assigner, Optional<Calibration> calibration,
            Optional<Identity> identity) {
        return new SegmentationModel(Schema.fromDocument(document.object("schema")),
                FeaturePipeline.fromDocument(document.object("features")), assigner,
                document.objects("segments").stream().map(ModelJson::segment).toList(),
                numbers(document.object("metrics"), new TreeMap<>()), baseline(document.object("baseline")),
                provenance(document.object("provenance")), calibration,
                document.has("monitor") ? Optional.of(MonitorBaseline.fromDocument(document.object("monitor")))
                        : Optional.empty(),
                identity);
    }

    private static Map<String, Object> assigner(Assigner assigner) {
        int k = assigner.clusters();
        List<Double> shares = new ArrayList<>(k);
        List<Double> reach = new ArrayList<>(k);
        for (int cluster = 0; cluster < k; cluster++) {
            shares.add(assigner.spread().share(cluster));
            reach.add(assigner.spread().reach(cluster));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", Kind.of(assigner).word());
        fields.put("points", points(assigner));
        fields.put("features", assigner.dimensions());
        fields.put("shares", shares);
        fields.put("variance", assigner.spread().variance());
        fields.put("reach", reach);
        if (assigner instanceof GaussianPosterior mixture) {
            fields.put("weights", Arrays.stream(mixture.weights()).boxed().toList());
            fields.put("full", mixture.full());
        }
        if (assigner instanceof DensityReference reference) {
            fields.put("neighbors", reference.neighbors());
        }
        return fields;
    }

    private static int points(Assigner assigner) {
        if (assigner instanceof NearestReference reference) {
            return reference.size();
        }
        return assigner instanceof DensityReference reference ? reference.size() : assigner.clusters();
    }

    private static Map<String, Object> segment(Segment segment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", segment.id());
        fields.put("cluster", segment.cluster());
        fields.put("name", segment.name());
        fields.put("action", segment.action());
        fields.put("color", segment.color());
        fields.put("size", segment.size());
        fields.put("share", segment.share());
        fields.put("traits", segment.traits());
        segment.rule().ifPresent(rule -> {
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("words", rule.words());
            described.put("covers", rule.covers());
            described.put("right", rule.right());
            fields.put("rule", described);
        });
        return fields;
    }

    private static Segment segment(JsonObject fields) {
        return new Segment(fields.string("id"), fields.integer("cluster", 0, MAX_CLUSTERS), fields.string("name"),
                fields.string("action"), fields.string("color"), fields.integer("size"), fields.number("share"),
                fields.strings("traits"), fields.has("rule") ? Optional.of(rule(fields.object("rule")))
                        : Optional.empty());
    }

    private static Segment.Rule rule(JsonObject fields) {
        return new Segment.Rule(fields.string("words"), fields.number("covers"), fields.number("right"));
    }

    private static Map<String, Object> provenance(Provenance provenance) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("algorithm", provenance.algorithm());
        fields.put("rows", provenance.rows());
        fields.put("seed", provenance.seed());
        fields.put("data_sha256", provenance.dataSha256());
        fields.put("configuration_sha256", provenance.configurationSha256());
        fields.put("library_version", provenance.libraryVersion());
        return fields;
    }

    private static Provenance provenance(JsonObject fields) {
        return new Provenance(fields.string("data_sha256"), fields.string("configuration_sha256"),
                fields.integer("seed"), fields.string("library_version"), fields.integer("rows"),
                fields.string("algorithm"));
    }

    private static Map<String, Object> baseline(Baseline baseline) {
        List<Object> numbers = new ArrayList<>();
        for (Baseline.Numbers column : baseline.numbers()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("column", column.column());
            fields.put("missing", column.missing());
            fields.put("min", column.min());
            fields.put("max", column.max());
            fields.put("mean", column.mean());
            fields.put("sd", column.sd());
            fields.put("quantiles", column.quantiles());
            numbers.add(fields);
        }
        List<Object> levels = new ArrayList<>();
        for (Baseline.Levels column : baseline.levels()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("column", column.column());
            fields.put("missing", column.missing());
            fields.put("shares", column.shares());
            levels.add(fields);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", baseline.rows());
        document.put("numbers", numbers);
        document.put("levels", levels);
        return document;
    }

    private static Baseline baseline(JsonObject document) {
        List<Baseline.Numbers> numbers = document.objects("numbers").stream()
                .map(fields -> new Baseline.Numbers(fields.string("column"), fields.integer("missing"),
                        fields.number("min"), fields.number("max"), fields.number("mean"), fields.number("sd"),
                        Arrays.stream(fields.numbers("quantiles")).boxed().toList()))
                .toList();
        List<Baseline.Levels> levels = document.objects("levels").stream()
                .map(fields -> new Baseline.Levels(fields.string("column"), fields.integer("missing"),
                        numbers(fields.object("shares"), new LinkedHashMap<>())))
                .toList();
        return new Baseline(document.integer("rows"), numbers, levels);
    }

    private static <M extends Map<String, Double>> M numbers(JsonObject fields, M into) {
        for (String name : fields.names()) {
            into.put(name, fields.number(name));
        }
        return into;
    }
}

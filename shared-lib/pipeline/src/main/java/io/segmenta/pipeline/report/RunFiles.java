package io.segmenta.pipeline.report;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig.Outliers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.Check;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.json.Json;
import io.segmenta.model.privacy.SmallCells;
import io.segmenta.pipeline.fairness.Fairness;
import io.segmenta.pipeline.features.Finding;
import io.segmenta.pipeline.features.FittedFeatures;
import io.segmenta.pipeline.features.GroupScores;
import io.segmenta.pipeline.map.SegmentMap;
import io.segmenta.pipeline.plot.FairnessPlot;
import io.segmenta.pipeline.plot.png.PngPicture;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.rules.Rules;
import io.segmenta.pipeline.rules.SegmentRule;
import io.segmenta.pipeline.rules.SqlDialect;
import io.segmenta.pipeline.rules.SqlRules;
import io.segmenta.pipeline.search.ChosenClustering;
import io.segmenta.pipeline.segments.SegmentProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The files of a run beside the model.
 */
public final class RunFiles {
    private static final String SVG = "image/svg+xml";
    private static final String SQL = "application/sql";

    private final ReadResult data;
    private final PipelineConfig config;
    private final FittedFeatures features;
    private final GroupScores scores;
    private final ChosenClustering clustered;
    private final SegmentationModel model;
    private final List<SegmentProfile> profiles;
    private final Map<String, Object> metrics;
    private final Workers workers;
    private final EveryRow rows;
    private final List<SegmentRule> rules;
    private final Projection projection;
    private final SegmentMap map;
    private final Optional<Fairness> fairness;

    public RunFiles(ReadResult data, PipelineConfig config, FittedFeatures features, GroupScores scores,
            ChosenClustering clustered, SegmentationModel model, EveryRow rows, List<SegmentProfile> profiles,
            Map<String, Object> metrics,
            Workers workers) {
        this.data = data;
        this.config = config;
        this.features = features;
        this.scores = scores;
        this.clustered = clustered;
        this.model = model;
        this.profiles = profiles;
        this.metrics = metrics;
        this.workers = workers;
        this.rows = rows;
        int[] labels = clustered.judged().partition().labels();
        AtomicReference<List<SegmentRule>> ruled = new AtomicReference<>();
        AtomicReference<Projection> projected = new AtomicReference<>();
        AtomicReference<SegmentMap> mapped = new AtomicReference<>();
        AtomicReference<Optional<Fairness>> weighed = new AtomicReference<>();
        workers.together(
                () -> ruled.set(new Rules(data.table(), model, workers).find(model.segments(), rows.served(),
                        config.seed())),
                () -> {
                    Projection plane = Projection.of(features.matrix(), data.table(), features.pipeline(),
                            features.keptRows(), config.plots().scatter(), workers);
                    projected.set(plane);
                    mapped.set(SegmentMap.of(plane.plane(labels, features.keptRows()), model.segments().size(),
                            config.seed(), workers));
                },
                () -> weighed.set(Fairness.of(data.table(), data.schema(), features.pipeline().sources(),
                        features.keptRows(), labels, model.segments(),
                        new Fairness.Limits(config.gates().maxDisparity(), cells()),
                        config.seed(), workers)));
        this.rules = Check.notNull(ruled.get(), "rules");
        this.projection = Check.notNull(projected.get(), "projection");
        this.map = Check.notNull(mapped.get(), "map");
        this.fairness = Check.notNull(weighed.get(), "fairness");
    }

    /** Returns what the run found as files, in the order in which they are written. */
    public List<Artifact> all() {
        List<Artifact> files = new ArrayList<>();
        files.add(json(RunFile.METRICS, metrics));
        files.add(json(RunFile.PROFILE, profile()));
        files.add(text(RunFile.SCHEMA, data.schema().toJson()));
        files.add(json(RunFile.REPORT, report()));
        data.report().validation().ifPresent(found -> files.add(json(RunFile.VALIDATION, found.toDocument())));
        files.add(json(RunFile.FEATURES, Documents.features(features.pipeline(), data.schema())));
        files.add(text(RunFile.CONFIG, config.json()));
        files.addAll(rules());
        fairness.ifPresent(found -> files.add(json(RunFile.FAIRNESS, found.toDocument())));
        files.add(Artifact.of(RunFile.MAP.path(), RunFile.MAP.contentType(),
                Json.write(map.document(model.segments().stream().map(Segment::id).toList(),
                        model.segments().stream().mapToLong(Segment::size).toArray()))));
        Pictures pictures = new Pictures(features.matrix(), scores.beside(data.table()), features.pipeline(),
                features.keptRows(), clustered, model.segments(), profiles, clustered.clusterer().name(), projection);
        files.add(Artifact.of(RunFile.PICTURES.path(), RunFile.PICTURES.contentType(),
                Json.write(pictures.data().document())));
        fairness.ifPresent(found -> files.addAll(picture(config, "fairness", FairnessPlot.draw(found.lines(),
                model.segments().stream().map(Segment::name).toList()))));
        pictures.all(workers).forEach((name, svg) -> files.addAll(picture(config, name, svg)));
        return files;
    }

    /** Returns the files of people's rows that belong into no run's folder. */
    public List<Artifact> ofPeople() {
        Border border = new Border(rows.features(), rows.served(), data.schema().identifier(data.table()),
                model.assigner(), model.segments(),
                workers);
        String type = RunFile.ASSIGNMENTS.contentType();
        Assignments assignments = assignments();
        List<Artifact> files = new ArrayList<>(List.of(
                new Artifact(RunFile.ASSIGNMENTS.path(), type, assignments::writeTo),
                new Artifact(RunFile.BLOCKS.path(), RunFile.BLOCKS.contentType(), assignments::writeIndexTo)));
        RowValuesFile.of(data.table(), model, workers).ifPresent(values -> {
            files.add(new Artifact(RunFile.VALUES.path(), type, values::writeTo));
            files.add(new Artifact(RunFile.VALUE_BLOCKS.path(), RunFile.VALUE_BLOCKS.contentType(),
                    values::writeIndexTo));
        });
        files.add(json(RunFile.REPRESENTATIVES, Documents.representatives(model, profiles, features.keptRows(),
                data.schema().identifier(data.table()), data.table())));
        files.add(Artifact.of(RunFile.POINTS.path(), RunFile.POINTS.contentType(), map.points()));
        files.add(Artifact.of(Border.PATH, type, new Artifact(Border.PATH, type, border::writeTo).bytes()));
        return files;
    }

    /** A picture in the forms that the settings ask for. */
    public static List<Artifact> picture(PipelineConfig config, String name, String svg) {
        Artifact drawing = Artifact.of(RunFile.picture(name), SVG, svg.getBytes(StandardCharsets.UTF_8));
        Artifact pixels = new Artifact(RunFile.picture(name, "png"), "image/png", out -> PngPicture.write(svg, out));
        return switch (config.plots().format()) {
            case SVG -> List.of(drawing);
            case PNG -> List.of(pixels);
            case BOTH -> List.of(drawing, pixels);
        };
    }

    /** Rows that were left out of the fit, such as repetitions, get the segment that a new row would get. */
    private Assignments assignments() {
        int[] fitted = clustered.judged().partition().labels();
        int[] labels = fitted;
        if (fitted.length != rows.served().length) {
            labels = rows.served().clone();
            for (int i = 0; i < fitted.length; i++) {
                labels[features.keptRows()[i]] = fitted[i];
            }
        }
        return new Assignments(rows.features(), labels, data.schema().identifier(data.table()), model.assigner(),
                calibration(),
                model.segments(), workers);
    }

    private List<Artifact> rules() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", 1);
        document.put("rules", rules.stream().map(SegmentRule::toDocument).toList());
        List<Artifact> files = new ArrayList<>();
        files.add(json(RunFile.RULES, document));
        for (SqlDialect dialect : SqlDialect.values()) {
            files.add(Artifact.of(RunFile.sqlRules(dialect.id()), SQL,
                    new SqlRules(dialect).script(rules, data.table().source()).getBytes(StandardCharsets.UTF_8)));
        }
        return files;
    }

    private Calibration calibration() {
        return model.calibration()
                .orElseThrow(() -> new IllegalStateException("a run learns how sure its answers are"));
    }

    private Map<String, Object> profile() {
        Map<String, Object> profile = Documents.profile(model, profiles, rules, cells());
        profile.putAll(outliers());
        profile.put("notes", findings());
        return profile;
    }

    private SmallCells cells() {
        return new SmallCells(config.privacy().k());
    }

    private List<Object> findings() {
        List<Object> findings = new ArrayList<>();
        RunFindings.of(data, features.findings(), clustered).forEach(finding -> findings.add(finding.toDocument()));
        fairness.map(Fairness::sentences).orElse(List.of())
                .forEach(text -> findings.add(Finding.ofTable(Finding.Kind.FAIRNESS, text).toDocument()));
        return findings;
    }

    private Map<String, Object> outliers() {
        Outliers setting = config.cleaning().outliers();
        return switch (setting) {
            case KEEP -> Map.of();
            case REPORT, SET_ASIDE -> Map.of("outliers",
                    Documents.outliers(features.outliers(), setting == Outliers.SET_ASIDE));
            case AUTO -> features.outliers().length == 0 ? Map.of()
                    : Map.of("outliers", Documents.outliers(features.outliers(), true));
        };
    }

    private Map<String, Object> report() {
        List<String> sources = features.pipeline().sources();
        List<Object> columns = new ArrayList<>();
        for (Column column : data.table().columns()) {
            Optional<ColumnSchema> schema = data.schema().column(column.name());
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", column.name());
            fields.put("role", schema.map(s -> s.role().name().toLowerCase(Locale.ROOT)).orElse("ignored"));
            fields.put("reason", schema.map(ColumnSchema::reason).orElse(""));
            fields.put("used", sources.contains(column.name()));
            schema.flatMap(ColumnSchema::description).ifPresent(text -> fields.put("description", text));
            if (sources.contains(column.name()) && features.pipeline().isDerived(sources.indexOf(column.name()))) {
                fields.put("derived", true);
            }
            fields.put("missing", column.missing());
            columns.add(fields);
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("summary", data.report().summary());
        report.put("rows_in_file", data.table().rows());
        report.put("rows_used", features.keptRows().length);
        report.putAll(outliers());
        report.put("notes", data.report().notes());
        report.put("columns", columns);
        report.put("findings", findings());
        report.put("read", data.report().toDocument());
        return report;
    }

    private static Artifact json(RunFile file, Map<String, Object> document) {
        return Artifact.of(file.path(), file.contentType(), Json.pretty(document));
    }

    private static Artifact text(RunFile file, String content) {
        return Artifact.of(file.path(), file.contentType(), content.getBytes(StandardCharsets.UTF_8));
    }
}

package io.segmenta.pipeline.identity;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Identity;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.json.Json;
import io.segmenta.model.privacy.SmallCells;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.pipeline.report.RunFiles;
import io.segmenta.pipeline.segments.NameFit;
import io.segmenta.pipeline.segments.SegmentProfile;
import io.segmenta.pipeline.segments.SpendColumn;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lasts of an earlier model's segments in a new model, and the files that tell of it. */
public final class Continuity {
    private final Identity identity;
    private final RunContinuity figures;
    private final List<Artifact> files;

    private Continuity(Identity identity, RunContinuity figures, List<Artifact> files) {
        this.identity = identity;
        this.figures = figures;
        this.files = files;
    }

    /**
     * Compares a model with the one before it in its line.
     *
     * @param found the new model as it was learned
     * @param data the table it was made of, with its schema
     * @param served the cluster that it answers for each row of the table, -1 for none
     * @param profiles of its segments
     * @param declared per new segment the earlier one that it goes on from by declaration; empty where the evidence
     * decides
     * @param config its seed, and how pictures are drawn
     */
    public static Continuity of(Line line, SegmentationModel found, ReadResult data, int[] served,
            List<SegmentProfile> profiles, Optional<int[]> declared, PipelineConfig config, Workers workers) {
        if (line.earlier().isEmpty()) {
            Identity identity = Identity.first(found.found(), line.run());
            List<Artifact> told = new ArrayList<>();
            told.add(json(RunFile.TRANSITIONS, new ContinuityDocuments(identity).first(line.missing())));
            keep(found, data, served, config).ifPresent(told::add);
            return new Continuity(identity, line.missing().isEmpty() ? RunContinuity.FIRST : RunContinuity.UNKNOWN,
                    told);
        }
        Earlier earlier = line.earlier().get();
        Comparison comparison = Comparison.of(earlier, found, data, served, config.seed(), workers);
        List<String> findings = new ArrayList<>();
        line.missing().ifPresent(why -> findings.add("Compared with " + Numbers.count(earlier.rows().rows())
                + " rows that were kept of the earlier file: " + why));
        comparison.units().names()
                .forEach(column -> findings.add("\"" + column + "\" seems to be in other units than before; "
                        + "it was converted for the comparison only."));
        comparison.lost().forEach(column -> findings.add("\"" + column + "\" was used before and is missing now."));
        comparison.added().forEach(column -> findings.add("\"" + column + "\" is used now and was not there before."));
        Succession decided = comparison.succession();
        declared.ifPresent(keeps -> findings.addAll(doubts(decided, keeps, earlier)));
        Succession succession = declared.map(keeps -> Succession.declared(keeps, decided)).orElse(decided);
        Identity identity = Inheritance.of(earlier.identity(), earlier.reference(), succession, found.found(),
                profiles, line.run());
        findings.addAll(misnomers(succession, identity, profiles));
        ContinuityDocuments documents = new ContinuityDocuments(identity);
        List<Artifact> files = new ArrayList<>();
        files.add(json(RunFile.TRANSITIONS, documents.transitions(earlier, comparison, succession, findings)));
        LastingClasses lasting = LastingClasses.of(earlier.model().found().size(), succession.keeps());
        Migration.Classes classes = classes(lasting, comparison);
        Optional<Migration> migration = comparison.customers()
                .map(customers -> Migration.of(classes, customers, spent(earlier, data, config)));
        SmallCells cells = new SmallCells(config.privacy().k());
        migration.ifPresent(moves -> {
            Customers customers = comparison.customers().orElseThrow();
            ToldMoves told = ToldMoves.of(moves, cells);
            files.add(json(RunFile.MIGRATION, documents.migration(earlier, succession, lasting, moves, told,
                    comparison)));
            files.add(new Artifact(RunFile.MOVED.path(), RunFile.MOVED.contentType(), new MovedCustomers(
                    data.schema().identifier(data.table()).orElseThrow(), customers, classes,
                    documents.ids(earlier, lasting))));
            files.addAll(RunFiles.picture(config, "flow",
                    FlowPicture.svg(moves, told, earlier.identity(), identity, lasting)));
        });
        if (migration.isEmpty() && comparison.newNew().length > 0 && earlier.rows().rows() > 0) {
            files.add(json(RunFile.MIGRATION, documents.migration(earlier, lasting,
                    Population.of(classes, earlier.weights()), cells, comparison)));
        }
        keep(found, data, served, config).ifPresent(files::add);
        return new Continuity(identity, ContinuityFigures.of(earlier, comparison, succession, identity, migration,
                data.table(), config.seed()), files);
    }

    /** Names stay with their ids; that one says the contrary of what its segment is by now is told. */
    private static List<String> misnomers(Succession succession, Identity identity, List<SegmentProfile> profiles) {
        List<String> misnomers = new ArrayList<>();
        for (Identity.Named named : identity.segments()) {
            if (succession.keeps()[named.cluster()] >= 0) {
                List<String> contradicted = NameFit.contradicted(named.name(), profiles.get(named.cluster()));
                if (!contradicted.isEmpty()) {
                    misnomers.add("The name \"" + named.name() + "\" may no longer fit: "
                            + String.join("; ", contradicted) + ".");
                }
            }
        }
        return misnomers;
    }

    private static Optional<Artifact> keep(SegmentationModel found, ReadResult data, int[] served,
            PipelineConfig config) {
        int most = config.identity().referenceRows();
        return most == 0 ? Optional.empty()
                : Optional.of(Artifact.of(RunFile.REFERENCE.path(), RunFile.REFERENCE.contentType(),
                        ReferenceRows.draw(found, data.table(), served, most, config.seed()).write()));
    }

    private static List<String> doubts(Succession decided, int[] declared, Earlier earlier) {
        List<String> doubts = new ArrayList<>();
        for (int j = 0; j < declared.length; j++) {
            if (decided.keeps()[j] != declared[j]) {
                doubts.add("\"" + earlier.identity().segments().get(declared[j]).name()
                        + "\" goes on because clustering.update says so; its rows alone would not say that it is the "
                        + "same segment.");
            }
        }
        return doubts;
    }

    private static Migration.Classes classes(LastingClasses classes, Comparison comparison) {
        return new Migration.Classes(classes.count(), classes.before(comparison.earlierOld()),
                classes.now(comparison.newOld()), classes.before(comparison.earlierNew()),
                classes.now(comparison.newNew()));
    }

    private static Optional<Migration.Spent> spent(Earlier earlier, ReadResult data,
            PipelineConfig config) {
        return value(data, config).flatMap(now -> earlier.rows().column(now.name())
                .filter(NumericColumn.class::isInstance).map(NumericColumn.class::cast)
                .map(before -> new Migration.Spent(before, now)));
    }

    private static Optional<NumericColumn> value(ReadResult data, PipelineConfig config) {
        return config.identity().value().isEmpty() ? SpendColumn.of(data.table())
                : config.identity().value().flatMap(data.table()::column).filter(NumericColumn.class::isInstance)
                        .map(NumericColumn.class::cast);
    }

    private static Artifact json(RunFile file, Map<String, Object> document) {
        return Artifact.of(file.path(), file.contentType(), Json.pretty(document));
    }

    /** What the segments of the new model are known as. */
    public Identity identity() {
        return identity;
    }

    /** How far the new model goes on from the one before. */
    public RunContinuity figures() {
        return figures;
    }

    /** What became of the segments and, where customers of both files are known, how they moved, with a picture. */
    public List<Artifact> files() {
        return files;
    }
}

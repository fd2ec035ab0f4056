package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Identity;
import io.segmenta.model.Segment;
import io.segmenta.model.contract.RunContinuity;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunMetrics;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Line;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import io.segmenta.pipeline.report.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A second period of a data set, through the whole pipeline. */
class ContinuityTest {
    private static final UUID MAY = new UUID(0, 5);
    private static final UUID JUNE = new UUID(0, 6);

    private static TrainingResult train(String csv, Line line, int threads) {
        return train(csv, line, threads, Map.of());
    }

    private static TrainingResult train(String csv, Line line, int threads, Map<String, String> settings) {
        try (Workers workers = new Workers(threads)) {
            return Pipeline.train(Reading.text(csv, Map.of()), PipelineConfig.defaults().with(settings), Past.of(line),
                    TimeLimit.NONE,
                    workers, Progress.NONE);
        }
    }

    private static Line after(String csv, TrainingResult result) {
        ReadResult rows = Reading.text(csv, Map.of());
        return Line.after(JUNE, Earlier.of(new Identity.Reference(MAY, ModelFile.id(result.modelFile())),
                result.model(), rows.table()));
    }

    private static Optional<JsonObject> document(TrainingResult result, RunFile file) {
        return result.artifacts().stream().filter(artifact -> artifact.path().equals(file.path())).findFirst()
                .map(Artifact::bytes).map(bytes -> Json.parse(bytes, file.path()));
    }

    @Test
    void firstRun_bearsItsSegmentsAndSaysThatNothingCameBefore() {
        TrainingResult first = train(customers(300, 5), Line.first(MAY), 1);
        assertThat(first.model().identity()).isPresent();
        assertThat(first.model().segments()).isEqualTo(first.model().found());
        JsonObject told = document(first, RunFile.TRANSITIONS).orElseThrow();
        assertThat(told.objects("transitions")).hasSize(3)
                .allMatch(transition -> transition.string("kind").equals("birth"));
        assertThat(told.strings("findings")).containsExactly("No model of this data set came before this one.");
        assertThat(document(first, RunFile.MIGRATION)).isEmpty();
    }

    @Test
    void secondRun_keepsSegmentsAndTellsWhereEachOneWent_theSameAtAnyNumberOfThreads() {
        TrainingResult first = train(customers(300, 5), Line.first(MAY), 1);
        TrainingResult second = train(customers(300, 6), after(customers(300, 5), first), 1);
        assertThat(second.model().segments()).extracting(Segment::id)
                .containsExactlyInAnyOrderElementsOf(first.model().segments().stream().map(Segment::id).toList());
        assertThat(second.model().found()).extracting(Segment::id)
                .doesNotContainAnyElementsOf(first.model().found().stream().map(Segment::id).toList());
        JsonObject told = document(second, RunFile.TRANSITIONS).orElseThrow();
        assertThat(told.objects("transitions")).hasSize(3)
                .allMatch(transition -> transition.string("kind").equals("continue")
                        && transition.number("certainty") == 1 && transition.string("text").contains(" goes on"));
        assertThat(told.object("reference").string("run")).isEqualTo(MAY.toString());

        TrainingResult again = train(customers(300, 6), after(customers(300, 5), first), 3);
        assertThat(again.artifacts()).hasSameSizeAs(second.artifacts());
        for (int i = 0; i < again.artifacts().size(); i++) {
            assertThat(again.artifacts().get(i).bytes()).as(again.artifacts().get(i).path())
                    .isEqualTo(second.artifacts().get(i).bytes());
        }
    }

    @Test
    void whatWasLearned_isTheSameWhateverCameBefore() {
        TrainingResult first = train(customers(300, 5), Line.first(MAY), 1);
        TrainingResult alone = train(customers(300, 6), Line.first(JUNE), 1);
        TrainingResult second = train(customers(300, 6), after(customers(300, 5), first), 1);
        assertThat(ModelFile.write(second.model().core())).isEqualTo(ModelFile.write(alone.model().core()));
    }

    @Test
    void sameFileAgain_movesNobody() {
        TrainingResult first = train(customers(300, 5), Line.first(MAY), 1);
        TrainingResult second = train(customers(300, 5), after(customers(300, 5), first), 1);
        JsonObject migration = document(second, RunFile.MIGRATION).orElseThrow();
        assertThat(migration.integer("customers_in_both")).isEqualTo(300);
        for (JsonObject segment : migration.objects("segments")) {
            assertThat(List.of(segment.integer("joined"), segment.integer("left"), segment.integer("customer"),
                    segment.integer("model"))).containsOnly(0L);
        }
        assertThat(migration.integer("masked")).isZero();
    }

    /** Nothing names the customers: the same rows are in the shares that the model alone could change, and do not. */
    @Test
    void fileWithoutIdentifiers_tellsHowSharesChangedAndByWhat() {
        TrainingResult first = train(anonymous(300, 5), Line.first(MAY), 1);
        TrainingResult second = train(anonymous(200, 6), after(anonymous(300, 5), first), 1);
        JsonObject migration = document(second, RunFile.MIGRATION).orElseThrow();
        assertThat(migration.string("basis")).isEqualTo("shares of all rows");
        assertThat(migration.integer("whole")).isEqualTo(300 * 200);
        long whole = 0;
        for (JsonObject segment : migration.objects("segments")) {
            assertThat(2 * (segment.integer("after") - segment.integer("before")))
                    .isEqualTo(segment.integer("customer") + segment.integer("model"));
            whole += segment.integer("after");
        }
        assertThat(whole).isEqualTo(300 * 200);
        assertThat(migration.has("flows")).as("whose customers are not known").isFalse();
        TrainingResult again = train(anonymous(300, 5), after(anonymous(300, 5), first), 1);
        assertThat(document(again, RunFile.MIGRATION).orElseThrow().objects("segments"))
                .allMatch(segment -> segment.integer("customer") == 0 && segment.integer("model") == 0);
    }

    private static String anonymous(int rows, long seed) {
        return customers(rows, seed).lines().map(line -> line.substring(line.indexOf(',') + 1))
                .collect(Collectors.joining("\n"));
    }

    /** The name was given when the segment was what another is now. */
    @Test
    void nameWhoseTraitChangedItsSign_isKeptAndTold() {
        TrainingResult first = train(customers(300, 5), Line.first(MAY), 1);
        Identity known = first.model().identity().orElseThrow();
        Identity swapped = new Identity(known.reference(), known.segments().stream()
                .map(named -> new Identity.Named(named.cluster(), named.id(), contrary(named.name()),
                        named.nameSource(), named.action(), named.slot(), named.color(), named.born()))
                .toList(), known.retired());
        Line line = Line.after(JUNE, Earlier.of(new Identity.Reference(MAY, ModelFile.id(first.modelFile())),
                first.model().known(swapped), Reading.text(customers(300, 5), Map.of()).table()));
        JsonObject told = document(train(customers(300, 6), line, 1), RunFile.TRANSITIONS).orElseThrow();
        assertThat(told.strings("findings")).anyMatch(finding -> finding.contains("may no longer fit: it says"));
        assertThat(swapped.segments()).extracting(Identity.Named::name)
                .containsAll(told.object("names").names().stream().map(told.object("names")::string).toList());
        JsonObject same = document(train(customers(300, 6), after(customers(300, 5), first), 1), RunFile.TRANSITIONS)
                .orElseThrow();
        assertThat(same.strings("findings")).noneMatch(finding -> finding.contains("no longer fit"));
    }

    private static String contrary(String name) {
        return name.replaceAll("(?i)\\bhigh-", "LOW-").replaceAll("\\b(Low|low)-", "high-").replace("LOW-", "low-");
    }

    private static RunContinuity figures(TrainingResult result) {
        return RunMetrics.parse(Json.write(result.metrics())).continuity().orElseThrow();
    }

    @Test
    void sameFileAgain_agreesWithTheModelBeforeInEveryFigure() {
        TrainingResult first = train(customers(300, 5), Line.first(MAY), 1);
        TrainingResult second = train(customers(300, 5), after(customers(300, 5), first), 1);
        assertThat(figures(first)).isEqualTo(RunContinuity.FIRST);
        RunContinuity same = figures(second);
        assertThat(same.reference()).contains(MAY);
        assertThat(same.kept()).isEqualTo(3);
        assertThat(same.changes()).isZero();
        assertThat(same.leastCertainty()).isEqualTo(1);
        assertThat(same.agreement()).isEqualTo(1);
        assertThat(same.outside().orElseThrow()).as("of the rows it was calibrated by").isBetween(0.0, 0.03);
        assertThat(same.alpha()).isEqualTo(0.01);
        assertThat(same.movedByModel()).hasValue(0);
        assertThat(List.of(same.lost(), same.added(), same.units(), same.editedEnded())).allMatch(List::isEmpty);
        assertThat(document(second, RunFile.TRANSITIONS).orElseThrow().object("names").names())
                .containsExactlyInAnyOrderElementsOf(second.model().segments().stream().map(Segment::id).toList());
    }

    /** Two segments where there were three: one name that a person gave has nothing to stand for any more. */
    @Test
    void nameOfAPersonThatEnds_isCounted() {
        TrainingResult first = train(customers(300, 5), Line.first(MAY), 1);
        Identity known = first.model().identity().orElseThrow();
        Identity edited = new Identity(known.reference(), known.segments().stream()
                .map(named -> new Identity.Named(named.cluster(), named.id(), "Anna's " + named.cluster(),
                        Identity.NameSource.EDITED, named.action(), named.slot(), named.color(), named.born()))
                .toList(), known.retired());
        Line line = Line.after(JUNE, Earlier.of(new Identity.Reference(MAY, ModelFile.id(first.modelFile())),
                first.model().known(edited), Reading.text(customers(300, 5), Map.of()).table()));
        TrainingResult second = train(customers(300, 6), line, 1, Map.of("clustering.k", "2"));
        assertThat(figures(second).editedEnded()).isNotEmpty().allMatch(name -> name.startsWith("Anna's "));
        assertThat(figures(second).changes()).isPositive();
    }

    @Test
    void columnsLostAndAdded_areNamedWithoutWhatADatabaseRefuses() {
        TrainingResult first = train(customers(300, 5), Line.first(MAY), 1);
        TrainingResult second = train(customers(300, 6).replace("visit_frequency", "visits\0"),
                after(customers(300, 5), first), 1);
        assertThat(figures(second).lost()).containsExactly("visit_frequency");
        assertThat(figures(second).added()).hasSize(1).allMatch(name -> name.startsWith("visits"))
                .noneMatch(name -> name.contains("\0"));
    }

    @Test
    void lineThatIsNotKnown_bearsItsSegmentsAndSaysWhy() {
        TrainingResult result = train(customers(300, 5), Line.unknown(JUNE, "the model is gone"), 1);
        JsonObject told = document(result, RunFile.TRANSITIONS).orElseThrow();
        assertThat(told.string("basis")).isEqualTo("unknown");
        assertThat(told.strings("findings")).containsExactly(
                "What became of the segments before is not known: the model is gone");
        assertThat(figures(result)).isEqualTo(RunContinuity.UNKNOWN);
    }
}

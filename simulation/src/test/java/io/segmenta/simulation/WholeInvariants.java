package io.segmenta.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.CaptureKey;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.FeatureTables;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.model.contract.ScoreOutcome;
import io.segmenta.model.contract.ViewName;
import io.segmenta.model.experiment.Arm;
import io.segmenta.model.experiment.Exposures;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.monitor.CountsJson;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.DriftAlarm;
import io.segmenta.platform.catalogue.DriftWindow;
import io.segmenta.platform.catalogue.Edit;
import io.segmenta.platform.catalogue.Experiment;
import io.segmenta.platform.catalogue.KnownSegment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** What must hold of all of the product when a world is quiet and monitoring has come after the last day. */
final class WholeInvariants {
    private static final int MOST = 1_000;
    private static final int GZIP = 0x1F;

    private final Schedule world;
    private final Office office;

    private WholeInvariants(Schedule world) {
        this.world = world;
        this.office = world.users().office();
    }

    /**
     * Looks at all of them.
     *
     * @throws Violation naming the first that does not hold
     */
    static void check(Schedule world) {
        WholeInvariants invariants = new WholeInvariants(world);
        invariants.answersOfOneKeyAreOne();
        invariants.editsAreThereOnce();
        invariants.listsAreWritten();
        invariants.experimentsEnd();
        invariants.exposuresAreSticky();
        invariants.countsAreThereOnce();
        invariants.windowsFollowOneAnother();
        invariants.alarmsAreToldOnce();
        invariants.erasedCustomersAreGone();
        invariants.scoresAreOfTheFile();
        invariants.viewsAreThereOnce();
    }

    /**
     * Looks at what can be told of a world that does not come to rest.
     *
     * @throws Violation naming what keeps it from its rest, if that is known
     */
    static void checkRestless(Schedule world) {
        new WholeInvariants(world).windowsFollowOneAnother();
    }

    private Optional<byte[]> bytes(String key) {
        return world.s3().find(key).map(SimulatedS3.Stored::bytes);
    }

    private static JsonNode json(byte[] bytes) {
        return Json.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private void answersOfOneKeyAreOne() {
        office.answered().forEach((key, answers) -> Violation.unless(answers.size() == 1,
                "who asked for %s by one key was answered %s", key, answers));
    }

    /** Numbers without a gap; who was told that it is done finds it, and nothing was done twice. */
    private void editsAreThereOnce() {
        Map<String, Integer> found = new HashMap<>();
        for (KnownSegment segment : world.catalogue().segments().segments(Users.DATASET)) {
            List<Edit> edits = world.catalogue().segments().edits(Users.DATASET, segment.id());
            edits.forEach(edit -> edit.name().ifPresent(name -> found.merge(name, 1, Integer::sum)));
            Violation.unless(
                    edits.stream().map(Edit::number).sorted().toList()
                            .equals(IntStream.rangeClosed(1, edits.size()).boxed().toList()),
                    "the edits of %s have other numbers than their own: %s", segment.id(), edits);
        }
        office.edits().forEach((name, segment) -> {
            int times = found.getOrDefault(name, 0);
            Violation.unless(times <= 1, "%s was given %d times", name, times);
            Violation.unless(segment.isEmpty() || times == 1, "who called %s %s was told so, and it is not", segment,
                    name);
        });
    }

    private void listsAreWritten() {
        for (String key : world.s3().newest().keySet()) {
            Optional<ExportKey> export = ExportKey.parse(key);
            if (export.isEmpty()) {
                continue;
            }
            Optional<byte[]> result = bytes(export.get().result());
            Violation.unless(result.isPresent(), "nothing became of the list that %s asks for", key);
            JsonNode told = json(result.get());
            Optional<byte[]> list = bytes(export.get().list());
            // A list with a customer who is erased goes whole.
            Violation.unless(told.has("failure") || list.isPresent() || !office.erasures().isEmpty(),
                    "the list that %s asks for is told and not there", key);
            Violation.unless(told.has("failure") || list.isEmpty()
                    || new String(list.get(), StandardCharsets.UTF_8).lines().count() == told.path("rows").asInt() + 1L,
                    "the list that %s asks for has not the rows that are told: %s", key, told);
        }
        office.answered().forEach((what, ids) -> Violation.unless(!what.startsWith("list")
                || ids.stream().allMatch(id -> bytes(new ExportKey(Users.DATASET, UUID.fromString(id)).request())
                        .isPresent()),
                "who asked for %s was promised %s, and nothing asks for it", what, ids));
    }

    /**
     * One runs at most, those who answer know of it and of its end, and it ends when its champion is no longer live.
     */
    private void experimentsEnd() {
        List<Experiment> running = world.catalogue().experiments().running();
        Violation.unless(running.size() <= 1, "%d experiments run", running.size());
        List<Experiment> all = world.catalogue().experiments().list(Optional.of(Users.DATASET), MOST);
        Set<String> ids = new HashSet<>();
        all.forEach(one -> ids.add(one.id().toString()));
        office.answered().forEach((key, started) -> Violation.unless(!key.startsWith("experiment")
                || ids.containsAll(started), "who started %s was told so, and it is not: %s", key, started));
        Violation.unless(all.size() <= office.started(), "%d experiments were started by %d requests", all.size(),
                office.started());
        for (Experiment one : all) {
            Violation.unless(one.end().isPresent() || !office.stopped().contains(one.id().toString()),
                    "experiment %s goes on, and somebody was told that it is stopped", one.id());
        }
        Optional<LiveExperiment> copy = bytes(LiveExperiment.key(Users.DATASET))
                .map(document -> LiveExperiment.parse(Users.DATASET, document));
        Optional<String> live = bytes(LivePointer.key(Users.DATASET))
                .map(document -> LivePointer.parse(Users.DATASET, document).modelVersion());
        for (Experiment one : running) {
            Violation.unless(copy.filter(known -> known.id().equals(one.id())).isPresent(),
                    "experiment %s runs, and those who answer are told of %s", one.id(), copy);
            Violation.unless(live.equals(Optional.of(one.live().champion())),
                    "experiment %s runs, its champion is %s and live is %s", one.id(), one.live().champion(), live);
        }
        copy.ifPresent(known -> {
            Optional<Experiment> of = all.stream().filter(one -> one.id().equals(known.id())).findFirst();
            Instant ends = of.flatMap(Experiment::end).map(Experiment.End::at).orElse(known.ends());
            Violation.unless(of.isPresent() && !known.ends().isAfter(ends),
                    "experiment %s has ended at %s, and those who answer are told that it ends at %s", known.id(),
                    ends, known.ends());
        });
    }

    /** A customer has one arm in all files of an experiment, whichever process wrote them. */
    private void exposuresAreSticky() {
        for (Experiment one : world.catalogue().experiments().list(Optional.of(Users.DATASET), MOST)) {
            Map<String, Arm> arms = new HashMap<>();
            files(ExperimentKeys.exposures(Users.DATASET, one.id())).forEach((key, file) -> Exposures.read(file, key)
                    .forEach(exposure -> {
                        Arm other = arms.putIfAbsent(exposure.customer(), exposure.arm());
                        Violation.unless(other == null || other == exposure.arm(), "%s has two arms in %s",
                                exposure.customer(), one.id());
                    }));
        }
    }

    private Map<String, byte[]> files(String prefix) {
        Map<String, byte[]> files = new HashMap<>();
        world.s3().newest().forEach((key, stored) -> {
            if (key.startsWith(prefix)) {
                files.put(key, stored.bytes());
            }
        });
        return files;
    }

    private Map<CaptureKey, Counts> counted() {
        Map<CaptureKey, Counts> counted = new HashMap<>();
        files(CaptureKey.PREFIX).forEach((key, file) -> CaptureKey.parse(key)
                .ifPresent(capture -> counted.put(capture, CountsJson.read(file, key))));
        return counted;
    }

    /** What was answered is counted, once; only a process that dies takes counts with it. */
    private void countsAreThereOnce() {
        Map<String, Long> sums = new HashMap<>();
        counted().values().stream().filter(counts -> counts.scope().source() == Counts.Source.LAMBDA)
                .forEach(counts -> sums.merge(counts.scope().model(), counts.records(), Long::sum));
        Set<String> files = new HashSet<>();
        counted().forEach((key, counts) -> Violation.unless(counts.scope().source() != Counts.Source.BATCH
                || files.add(key.environment()), "a file that was scored is counted twice, again at %s", key.key()));
        world.functions().ledger().answered.forEach((model, answered) -> {
            long sum = sums.getOrDefault(model, 0L);
            Violation.unless(sum <= answered, "%d records were answered by %s, %d are counted", answered, model, sum);
            Violation.unless(sum == answered || world.functions().ledger().lossy,
                    "%d records were answered by %s, only %d are counted", answered, model, sum);
        });
    }

    /** Every day is closed once, with no more than was counted in it, and its report is there. */
    private void windowsFollowOneAnother() {
        Map<CaptureKey, Counts> counted = counted();
        Map<String, LocalDate> next = new HashMap<>();
        for (DriftWindow window : world.catalogue().drift().windows(Users.DATASET, MOST).reversed()) {
            LocalDate expected = next.put(window.model(), window.ended().plusDays(1));
            Violation.unless(expected == null || expected.equals(window.started()),
                    "a window begins on %s, the one before leads to %s", window.started(), expected);
            long records = counted.entrySet().stream()
                    .filter(one -> one.getValue().scope().model().equals(window.model()))
                    .filter(one -> isWithin(window, LocalDate.ofInstant(one.getKey().hour(), ZoneOffset.UTC)))
                    .mapToLong(one -> one.getValue().records()).sum();
            Violation.unless(window.records() <= records, "the window from %s has %d records, %d are counted in it",
                    window.started(), window.records(), records);
            Optional<byte[]> report = bytes(window.reportKey());
            Violation.unless(report.isPresent() && json(report.get()).isObject(), "there is no report at %s",
                    window.reportKey());
        }
        next.forEach((model, day) -> {
            String begins = Json.parse(world.catalogue().drift().state(Users.DATASET, model).orElseThrow().state())
                    .path("next").asText();
            Violation.unless(begins.equals(day.toString()),
                    "the next window begins on %s, the last one leads to %s: days are left out or closed again", begins,
                    day);
        });
    }

    private static boolean isWithin(DriftWindow window, LocalDate day) {
        return !day.isBefore(window.started()) && !day.isAfter(window.ended());
    }

    /** Each window tells of the alarms that it opens, by one event. */
    private void alarmsAreToldOnce() {
        Map<String, UUID> told = new HashMap<>();
        for (Announcement one : world.told()) {
            if (one.type().startsWith("Drift") || one.type().startsWith("Retrain")) {
                JsonNode detail = Json.parse(one.detail());
                UUID other = told.putIfAbsent(
                        one.type() + detail.path("model").asText() + detail.path("window").asText(), one.id());
                Violation.unless(other == null || other.equals(one.id()), "two events tell of one window: %s", detail);
            }
        }
        for (DriftAlarm alarm : world.catalogue().drift().alarms(Users.DATASET, MOST)) {
            Violation.unless(told.keySet().stream().anyMatch(key -> key.startsWith("Drift Opened" + alarm.model())
                    && key.contains(alarm.opened().toString())), "the alarm of %s of %s was not told",
                    alarm.statistic(), alarm.opened());
        }
    }

    /**
     * Of each erasure one receipt, nothing that was asked, and no byte of the customer in any version of any object.
     */
    private void erasedCustomersAreGone() {
        office.erasures().forEach((id, customer) -> {
            ErasureKey key = new ErasureKey(UUID.fromString(id));
            Optional<byte[]> receipt = bytes(key.receipt());
            Violation.unless(receipt.isPresent(), "erasure %s has no receipt", id);
            JsonNode told = json(receipt.get());
            Violation.unless(told.path("state").asText().equals("done"), "erasure %s is %s", id, told.path("state"));
            Violation.unless(told.path("left").isEmpty(), "erasure %s has left %s", id, told.path("left"));
            Violation.unless(told.path("waits_for").isEmpty() || !world.users().exchanged().isEmpty(),
                    "erasure %s has given up waiting for %s", id, told.path("waits_for"));
            world.s3().all().forEach((place, versions) -> versions.forEach(version -> Violation.unless(
                    !new String(plain(version.bytes()), StandardCharsets.ISO_8859_1).contains(customer),
                    "%s was erased and is in %s, version %s", customer, place, version.version())));
        });
        office.answered().forEach((what, ids) -> Violation.unless(!what.startsWith("erasure")
                || office.erasures().keySet().containsAll(ids),
                "who asked for %s was promised %s, and nothing asks for it", what, ids));
    }

    private static byte[] plain(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != GZIP) {
            return bytes;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** What lies there is of the file's last version, whole, and without those who had opted out before. */
    private void scoresAreOfTheFile() {
        Optional<SimulatedS3.Stored> file = world.s3().find(Office.SCORE.key());
        if (file.isEmpty() || !world.users().exchanged().isEmpty()) {
            return;
        }
        Optional<ScoreOutcome> outcome = bytes(Office.SCORE.outcome()).map(ScoreOutcome::parse);
        Violation.unless(outcome.filter(told -> told.input().etag().equals(file.get().etag())).isPresent(),
                "the file to be scored is %s, its outcome %s", file.get().etag(), outcome);
        if (outcome.get().result() instanceof ScoreOutcome.Answered answered) {
            byte[] answer = bytes(Office.SCORE.answer()).orElse(new byte[0]);
            Violation.unless(Sha256.of(answer).equals(answered.sha256()), "the answers are not those that are told of");
            List<String> lines = new String(plain(answer), StandardCharsets.UTF_8).lines().toList();
            Violation.unless(lines.size() == answered.records() + 1, "%d records have %d lines", answered.records(),
                    lines.size() - 1);
            for (String customer : office.leftOutOfScores()) {
                Violation.unless(lines.stream().noneMatch(line -> line.contains(customer)
                        && (line.contains("young-spenders") || line.contains("careful-seniors"))),
                        "%s had opted out and is answered", customer);
            }
        }
    }

    /** Versions without a gap, each as whoever defined it was told. */
    private void viewsAreThereOnce() {
        List<Integer> versions = world.s3().newest().keySet().stream().map(FeatureKeys::defined)
                .flatMap(Optional::stream).map(name -> name.version()).sorted().toList();
        Violation.unless(versions.equals(IntStream.rangeClosed(1, versions.size()).boxed().toList()),
                "the versions of a view are %s", versions);
        versions.forEach(this::tablesAreWhole);
        for (String told : office.views()) {
            int brace = told.indexOf('{');
            String columns = told.substring(brace + 1, told.length() - 1);
            Optional<byte[]> definition = bytes(FeatureKeys.DEFINITIONS + Office.VIEW + "/v" + told.substring(0, brace)
                    + ".yaml");
            Violation.unless(definition.map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .filter(text -> text.contains(columns)).isPresent(),
                    "who defined version %s was told so, and it is %s", told, definition.isPresent());
        }
    }

    /** Each run of the source is one table at most, and a table that is told of has all its files. */
    private void tablesAreWhole(int version) {
        FeatureKeys view = new FeatureKeys(Users.DATASET, new ViewName(Office.VIEW, version));
        Set<UUID> runs = new HashSet<>();
        bytes(view.tables()).map(FeatureTables::parse).map(FeatureTables::tables).orElse(List.of()).forEach(table -> {
            Violation.unless(runs.add(table.run()), "run %s is two tables of %s", table.run(), view);
            Violation.unless(bytes(view.index(table.time())).isPresent() && IntStream.range(0, FeatureKeys.BUCKETS)
                    .allMatch(bucket -> bytes(view.bucket(table.time(), bucket)).isPresent()),
                    "files are missing of the table of run %s of %s", table.run(), view);
        });
    }
}

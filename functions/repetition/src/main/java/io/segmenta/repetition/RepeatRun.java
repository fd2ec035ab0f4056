package io.segmenta.repetition;

import io.segmenta.learning.BucketParts;
import io.segmenta.learning.FirstDifference;
import io.segmenta.learning.Repeated;
import io.segmenta.learning.Repetition;
import io.segmenta.learning.RunParts;
import io.segmenta.learning.Watch;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.RepetitionKey;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.json.Json;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains a run again from what it was made from, and tells how what comes of it compares with what the run left. Of the
 * files that it makes none is written: the one document that it leaves names them. A run of which something is gone, or
 * that this program cannot repeat, is told of as failed; faults of infrastructure are thrown, and the notice comes
 * again.
 */
final class RepeatRun {
    private static final String STATUS = "status";
    private static final String FAILED = "failed";

    private final ObjectStore store;
    private final int threads;
    private final InstantSource clock;

    /** @param threads to train with; any number gives the same files */
    RepeatRun(ObjectStore store, int threads, InstantSource clock) {
        this.store = store;
        this.threads = threads;
        this.clock = clock;
    }

    /** Sees to the request that a notice tells of; one that was seen to, or is gone, is left alone. */
    Map<String, String> see(Notice notice, Log log) {
        Optional<RepetitionKey> key = RepetitionKey.parse(notice.key());
        if (!notice.isCreation() || key.isEmpty() || !notice.bucket().equals(store.bucket())) {
            return told(notice.key(), "ignored");
        }
        if (store.head(notice.key()).isEmpty() || store.head(key.get().result()).isPresent()) {
            log.info("repetition seen to before, or no longer wanted", "key", notice.key());
            return told(notice.key(), "ignored");
        }
        Map<String, Object> result = result(key.get(), log);
        try {
            store.create(key.get().result(), "application/json", ObjectContent.of(Json.pretty(result)));
        } catch (ObjectConflictException another) {
            // Another call has told the same: what is made again depends on the run alone.
            log.info("repetition told by another call", "key", another.key());
        }
        String status = String.valueOf(result.get(STATUS));
        log.info("run repeated", "run_id", key.get().run(), "dataset", key.get().dataset(), STATUS, status);
        return told(notice.key(), status);
    }

    private static Map<String, String> told(String key, String status) {
        return Map.of("key", key, STATUS, status);
    }

    private Map<String, Object> result(RepetitionKey key, Log log) {
        RunParts parts = new BucketParts(store, new RunFolder(key.dataset(), key.run()));
        Map<String, Object> result = new LinkedHashMap<>();
        try (Repetition repetition = new Repetition(parts, threads)) {
            Watch watch = (stage, fraction, detail) -> {};
            Repeated repeated = Repeated.of(parts, repetition.files(watch));
            result.put(STATUS, repeated.isEqual() ? "same" : "different");
            describe(repeated, result);
        } catch (DataException gone) {
            fail(result, gone.reason().code(), gone.getMessage());
        } catch (ConfigException | ContractException unknown) {
            fail(result, "unreadable", String.valueOf(unknown.getMessage()));
        } catch (OutOfMemoryError e) {
            // Another call would have no more; what was allocated is garbage by now.
            log.warn("the run does not fit in memory", "run_id", key.run());
            fail(result, DataException.Reason.TOO_LARGE.code(), "the run does not fit in the "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory the repetition function has; segmenta "
                    + "export makes an archive of it that can be verified on a larger machine");
        }
        result.put("version", Repetition.VERSION);
        Repetition.madeBy(parts).ifPresent(version -> result.put("made_by", version));
        result.put("finished_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return result;
    }

    private static void fail(Map<String, Object> result, String code, String detail) {
        result.clear();
        result.put(STATUS, FAILED);
        result.put("failure", Map.of("code", code, "detail", detail));
    }

    private static void describe(Repeated repeated, Map<String, Object> result) {
        result.put("files",
                repeated.equal().size() + repeated.recompressed().size() + repeated.differing().size());
        result.put("equal_files", repeated.equal());
        result.put("recompressed_files", repeated.recompressed());
        List<Map<String, Object>> differing = new ArrayList<>();
        for (Repeated.Differing one : repeated.differing()) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("path", one.path());
            one.difference().ifPresent(first -> tell(one.path(), first, told));
            differing.add(told);
        }
        result.put("differing_files", differing);
        result.put("left_out", repeated.leftOut());
    }

    /** Of rows of people only where: the document lies where no erasure reaches. */
    private static void tell(String path, FirstDifference first, Map<String, Object> told) {
        told.put("at", first.at());
        if (!path.startsWith(RunFolder.PEOPLE)) {
            told.put("run", first.was());
            told.put("repeated", first.repeated());
        }
    }
}

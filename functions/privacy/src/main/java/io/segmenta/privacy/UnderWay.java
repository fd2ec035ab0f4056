package io.segmenta.privacy;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.AnnouncedKey;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.ScoreKey;
import io.segmenta.model.contract.ScoreOutcome;
import io.segmenta.model.json.Json;
import io.segmenta.platform.storage.ObjectStore;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What reads rows of people and writes them elsewhere, by what it lays down: a run what it starts from before it reads,
 * and its lineage or why it failed last; a list of rows what was asked for, and last what became of it; what looks at a
 * file or answers its records, which file it did that to.
 */
final class UnderWay {
    private final ObjectStore store;

    UnderWay(ObjectStore store) {
        this.store = store;
    }

    /**
     * What has begun, by key, and whether it has ended.
     *
     * @param all keys of the bucket
     * @param changed files that an erasure has written anew, which are looked at and answered anew for that
     */
    Map<String, Boolean> begun(Collection<String> all, Collection<String> changed) {
        Set<String> keys = new HashSet<>(all);
        Map<String, Boolean> begun = new TreeMap<>();
        for (String key : all) {
            if (isStart(key)) {
                begun.put(key, isOver(key, keys));
            } else {
                ExportKey.parse(key).ifPresent(list -> begun.put(key, keys.contains(list.result())));
            }
        }
        for (String key : changed) {
            if (keys.contains(key)) {
                ScoreKey.parse(key).ifPresent(file -> begun.put(key, isAnswered(file)));
                AnnouncedKey.parse(key).ifPresent(file -> begun.put(key, isLookedAt(file)));
            }
        }
        return begun;
    }

    private static boolean isStart(String key) {
        return RunFile.START.isAt(key) && RunFolder.containing(key).isPresent();
    }

    private static boolean isOver(String start, Set<String> keys) {
        return keys.contains(RunFile.LINEAGE.beside(start)) || keys.contains(RunFile.FAILURE.beside(start));
    }

    /** Whether a run may still write: what it has written so far belongs together with what it is about to write. */
    static boolean isAtWork(RunFolder run, Map<String, Boolean> begun) {
        return Boolean.FALSE.equals(begun.get(run.key(RunFile.START)));
    }

    /** Whether any run of a data set may still write. */
    static boolean isAtWork(String dataset, Map<String, Boolean> begun) {
        return begun.entrySet().stream()
                .anyMatch(one -> !one.getValue() && one.getKey().startsWith(RunFolder.prefix(dataset)));
    }

    private boolean isAnswered(ScoreKey file) {
        Optional<String> now = store.head(file.key()).map(head -> head.etag());
        return now.isEmpty() || store.readAll(file.outcome()).flatMap(UnderWay::answered).equals(now);
    }

    private static Optional<String> answered(byte[] outcome) {
        try {
            return Optional.of(ScoreOutcome.parse(outcome).input().etag());
        } catch (ContractException malformed) {
            return Optional.empty();
        }
    }

    private boolean isLookedAt(AnnouncedKey file) {
        Optional<String> now = store.head(file.key()).map(head -> head.etag());
        return now.isEmpty() || store.readAll(file.preview()).flatMap(UnderWay::lookedAt).equals(now);
    }

    private static Optional<String> lookedAt(byte[] preview) {
        try {
            return Json.parse(preview, "the preview").optionalString(AnnouncedKey.ETAG);
        } catch (DataException malformed) {
            return Optional.empty();
        }
    }

    /** Keys of what is told of in {@code before} as over, or is gone. */
    static boolean isOver(String key, Map<String, Boolean> before) {
        return before.getOrDefault(key, true);
    }

    /** Which of these have not ended. */
    static List<String> open(Collection<String> keys, Map<String, Boolean> begun) {
        return keys.stream().filter(key -> !isOver(key, begun)).toList();
    }
}

package io.segmenta.training;

import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one notice.
 *
 * @param reason a code, of what failed or was ignored
 * @param detail a sentence, of what failed
 */
record Outcome(Optional<UUID> run, Optional<String> dataset, Status status, String bucket, Optional<String> reason,
        Optional<String> detail) {
    enum Status {
        SUCCEEDED, FAILED, DUPLICATE, IGNORED
    }

    static Outcome of(Run run, Status status) {
        return new Outcome(Optional.of(run.id()), Optional.of(run.dataset()), status, run.bucket(), run.reason(),
                run.detail());
    }

    static Outcome ignored(Notice notice, String reason) {
        return new Outcome(Optional.empty(), Names.upload(notice.key()).map(Names.Upload::dataset), Status.IGNORED,
                notice.bucket(), Optional.of(reason), Optional.empty());
    }

    /** As registration and users read it, in this order. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        run.ifPresent(id -> fields.put("run_id", id.toString()));
        dataset.ifPresent(name -> fields.put("dataset", name));
        fields.put("status", status.name());
        fields.put("bucket", bucket);
        run.ifPresent(id -> fields.put("prefix", Names.run(dataset.orElseThrow(), id)));
        reason.ifPresent(code -> fields.put("reason", code));
        detail.ifPresent(sentence -> fields.put("detail", sentence));
        return fields;
    }
}

package io.segmenta.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.Names;
import io.segmenta.platform.catalogue.Run;
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

    ObjectNode json() {
        ObjectNode json = Json.object();
        run.ifPresent(id -> json.put("run_id", id.toString()));
        dataset.ifPresent(name -> json.put("dataset", name));
        json.put("status", status.name()).put("bucket", bucket);
        run.ifPresent(id -> json.put("prefix", Names.run(dataset.orElseThrow(), id)));
        reason.ifPresent(code -> json.put("reason", code));
        detail.ifPresent(sentence -> json.put("detail", sentence));
        return json;
    }
}

package io.segmenta.repetition;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.S3ObjectStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The entry point of the repetition function: a notification of S3 in, what became of each request out. */
public final class RepetitionHandler implements RequestHandler<S3Event, Map<String, Object>> {
    private final RepeatRun repetition;
    private final Log log;

    /** Wires AWS. */
    public RepetitionHandler() {
        this(wired(Environment.ofProcess()), Log.of("repetition", Clock.systemUTC()));
    }

    RepetitionHandler(RepeatRun repetition, Log log) {
        this.repetition = repetition;
        this.log = log;
    }

    private static RepeatRun wired(Environment environment) {
        int threads = environment.optional("SEGMENTA_THREADS").map(Integer::valueOf)
                .orElseGet(Runtime.getRuntime()::availableProcessors);
        return new RepeatRun(new S3ObjectStore(Aws.of(environment), environment.bucket()), threads, Clock.systemUTC());
    }

    /** @return {@code repetitions}, a list with what became of each record of the notification */
    @Override
    public Map<String, Object> handleRequest(S3Event event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        List<Map<String, String>> repetitions = new ArrayList<>();
        for (Notice notice : Notice.of(event)) {
            repetitions.add(repetition.see(notice, request));
        }
        return Map.of("repetitions", repetitions);
    }
}

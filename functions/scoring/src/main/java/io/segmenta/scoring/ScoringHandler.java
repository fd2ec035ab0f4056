package io.segmenta.scoring;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.direct.SecretKeys;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.OptOutList;
import io.segmenta.platform.storage.S3ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The entry point of the scoring function: a notification of S3 in, what became of each file out. */
public final class ScoringHandler implements RequestHandler<S3Event, Map<String, Object>> {
    private final ScoreUpload scoring;
    private final Log log;

    /** Wires AWS. */
    public ScoringHandler() {
        this(wired(Environment.ofProcess()), Log.of("scoring", Clock.systemUTC()));
    }

    ScoringHandler(ScoreUpload scoring, Log log) {
        this.scoring = scoring;
        this.log = log;
    }

    private static ScoreUpload wired(Environment environment) {
        Aws aws = Aws.of(environment);
        S3ObjectStore store = new S3ObjectStore(aws, environment.bucket());
        return new ScoreUpload(store, ScoreUpload.Limits.FUNCTION, Clock.systemUTC(),
                new OptOutList(store, new SecretKeys(environment, aws), System::nanoTime,
                        Log.of("scoring", Clock.systemUTC())));
    }

    /** @return {@code scores}, a list with what became of each record of the notification */
    @Override
    public Map<String, Object> handleRequest(S3Event event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        List<Map<String, String>> scores = new ArrayList<>();
        for (Notice notice : Notice.of(event)) {
            scores.add(scoring.score(notice, () -> Duration.ofMillis(context.getRemainingTimeInMillis()), request));
        }
        return Map.of("scores", scores);
    }
}

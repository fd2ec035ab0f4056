package io.segmenta.privacy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.platform.Environment;
import io.segmenta.platform.Pause;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.direct.SecretKeys;
import io.segmenta.platform.events.Notice;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.S3ObjectStore;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The entry point of the privacy function: a notification of S3 in, or the hour, which has no records; what became of
 * each erasure out.
 */
public final class PrivacyHandler implements RequestHandler<S3Event, Map<String, Object>> {
    private final Erasing erasing;
    private final InstantSource clock;
    private final Log log;

    /** Wires AWS. */
    public PrivacyHandler() {
        this(wired(Environment.ofProcess()), Clock.systemUTC(), Log.of("privacy", Clock.systemUTC()));
    }

    PrivacyHandler(Erasing erasing, InstantSource clock, Log log) {
        this.erasing = erasing;
        this.clock = clock;
        this.log = log;
    }

    private static Erasing wired(Environment environment) {
        Aws aws = Aws.of(environment);
        return new Erasing(new S3ObjectStore(aws, environment.bucket()), new SecretKeys(environment, aws),
                Clock.systemUTC(), Pause::real);
    }

    /**
     * @return {@code erasures}, a list with what became of each record of the notification, in an hour of each erasure
     * that is not done
     */
    @Override
    public Map<String, Object> handleRequest(S3Event event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        Work.Call call = new Work.Call(context.getAwsRequestId(),
                clock.instant().plusMillis(context.getRemainingTimeInMillis()));
        List<Notice> notices = Notice.of(event);
        if (notices.isEmpty()) {
            return Map.of("erasures", erasing.see(call, request));
        }
        List<Map<String, String>> erasures = new ArrayList<>();
        for (Notice notice : notices) {
            erasures.add(erasing.see(notice, call, request));
        }
        return Map.of("erasures", erasures);
    }
}

package io.segmenta.migration;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import io.segmenta.platform.Environment;
import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.catalogue.Migrations;
import io.segmenta.platform.observe.Log;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The entry point of the migration function: a custom resource's request of CloudFormation in, its answer out, which is
 * sent to the address in the request as well. Whatever goes wrong is answered, because CloudFormation would wait for an
 * hour for an answer that never comes.
 */
public final class MigrationHandler implements RequestHandler<CloudFormationCustomResourceEvent, Map<String, String>> {
    /** The same for ever: a resource of another name would make CloudFormation delete this one. */
    private static final String RESOURCE = "segmenta-catalogue";
    /** Of a stack being made, names and rights take a while to be known everywhere. */
    private static final long PAUSE_NANOS = 5_000_000_000L;
    private static final int LAST_ATTEMPT_MILLIS = 60_000;
    private static final int LONGEST_REASON = 1000;

    private final Migration migration;
    private final Answers answers;
    private final Runnable pause;
    private final Log log;

    /** Wires AWS. */
    public MigrationHandler() {
        this(new CatalogueMigration(Environment.ofProcess()), new Answers(), () -> LockSupport.parkNanos(PAUSE_NANOS),
                Log.of("migration", Clock.systemUTC()));
    }

    MigrationHandler(Migration migration, Answers answers, Runnable pause, Log log) {
        this.migration = migration;
        this.answers = answers;
        this.pause = pause;
        this.log = log;
    }

    /**
     * @return {@code Status} ({@code SUCCESS} or {@code FAILED}), {@code Reason} and what CloudFormation wants to be
     * told again
     */
    @Override
    public Map<String, String> handleRequest(CloudFormationCustomResourceEvent event, Context context) {
        Log request = log.withRequest(context.getAwsRequestId());
        Map<String, String> answer = new LinkedHashMap<>();
        try {
            answer.put("Reason", "Delete".equals(event.getRequestType())
                    ? "the catalogue stays as it is"
                    : migrated(event, context, request));
            answer.put("Status", "SUCCESS");
        } catch (RuntimeException e) {
            request.error("the catalogue could not be migrated", "error", String.valueOf(e.getMessage()));
            answer.put("Reason", bounded("the catalogue could not be migrated: " + e.getMessage()));
            answer.put("Status", "FAILED");
        }
        answer.put("PhysicalResourceId", RESOURCE);
        told(answer, "StackId", event.getStackId());
        told(answer, "RequestId", event.getRequestId());
        told(answer, "LogicalResourceId", event.getLogicalResourceId());
        Optional.ofNullable(event.getResponseUrl()).ifPresent(address -> answers.send(address, answer));
        return answer;
    }

    private String migrated(CloudFormationCustomResourceEvent event, Context context, Log request) {
        List<String> iamRoles = iamRoles(event);
        while (true) {
            try {
                int steps = migration.migrate(iamRoles);
                request.info("the catalogue is migrated", "steps", steps, "version", Migrations.version());
                return "the catalogue's schema is at step " + Migrations.version() + ", " + steps + " done now";
            } catch (CatalogueException e) {
                if (context.getRemainingTimeInMillis() < LAST_ATTEMPT_MILLIS) {
                    throw e;
                }
                request.warn("the catalogue does not answer yet", "error", String.valueOf(e.getMessage()));
                pause.run();
            }
        }
    }

    private static List<String> iamRoles(CloudFormationCustomResourceEvent event) {
        Object given = Optional.ofNullable(event.getResourceProperties()).map(properties -> properties.get("IamRoles"))
                .orElse(List.of());
        return given instanceof List<?> list ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(given));
    }

    private static void told(Map<String, String> answer, String name, String value) {
        if (value != null) {
            answer.put(name, value);
        }
    }

    private static String bounded(String reason) {
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }
}

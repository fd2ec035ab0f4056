package io.segmenta.local.stack.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.template.SystemPlan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls functions at the rates of the template, as EventBridge does: for the first time when one period has passed. */
public final class Schedules implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RATE = Pattern.compile("rate\\(([0-9]{1,6}) (minute|hour|day)s?\\)");

    private final String account;
    private final String region;
    private final EventBus.Target target;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("schedules").factory());

    /** @param target takes the events */
    public Schedules(String account, String region, EventBus.Target target, Clock clock) {
        this.account = account;
        this.region = region;
        this.target = target;
        this.clock = clock;
    }

    /**
     * Begins to call.
     *
     * @throws IllegalArgumentException when a schedule is no rate
     */
    public void start(List<SystemPlan.Schedule> schedules) {
        for (SystemPlan.Schedule schedule : schedules) {
            long seconds = period(schedule.expression()).toSeconds();
            ScheduledFuture<?> _ = timer.scheduleAtFixedRate(() -> fire(schedule), seconds, seconds, TimeUnit.SECONDS);
        }
    }

    /** The time between two calls. */
    static Duration period(String expression) {
        Matcher rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw new IllegalArgumentException(
                    "this stack runs schedules such as \"rate(1 hour)\", got \"" + expression + '"');
        }
        return Duration.of(Long.parseLong(rate.group(1)),
                ChronoUnit.valueOf(rate.group(2).toUpperCase(Locale.ROOT) + "S"));
    }

    /** Sends the event of a schedule now. */
    void fire(SystemPlan.Schedule schedule) {
        try {
            target.accept(schedule.function(),
                    schedule.input().isEmpty() ? usual(schedule) : JSON.readTree(schedule.input()));
        } catch (IOException e) {
            LOG.warn("the event of schedule {} could not be stored; the next one will be sent", schedule.id(), e);
        }
    }

    private JsonNode usual(SystemPlan.Schedule schedule) {
        ObjectNode event = JSON.createObjectNode().put("version", "0").put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event").put("source", "aws.events").put("account", account)
                .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()).put("region", region);
        event.putArray("resources").add("arn:aws:events:" + region + ":" + account + ":rule/segmenta-" + schedule.id());
        event.putObject("detail");
        return event;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

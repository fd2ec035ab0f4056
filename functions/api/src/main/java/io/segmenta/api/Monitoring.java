package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.LivePointer;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.DriftAlarm;
import io.segmenta.platform.catalogue.DriftWindow;
import io.segmenta.platform.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What has changed since the model that is live was trained, as the monitoring function found it. */
final class Monitoring {
    /** A quarter of a year. */
    private static final int WINDOWS = 90;
    private static final int ALARMS = 200;
    /** Within the event of an answer a byte may take six; a report of a thousand columns is smaller. */
    private static final int MOST_BYTES = 900_000;

    private final Found found;
    private final Catalogue catalogue;
    private final ObjectStore store;
    private final InstantSource clock;

    Monitoring(Found found, Catalogue catalogue, ObjectStore store, InstantSource clock) {
        this.found = found;
        this.catalogue = catalogue;
        this.store = store;
        this.clock = clock;
    }

    Answer one(Request request) {
        request.withoutQuery();
        Dataset dataset = found.dataset(request);
        ObjectNode shape = Json.object().put("dataset", dataset.name());
        Optional<LivePointer> live = store.readAll(LivePointer.key(dataset.name()))
                .map(bytes -> LivePointer.parse(dataset.name(), bytes));
        if (live.isEmpty()) {
            return Answer.ok(shape.put("state", "not_live"));
        }
        Found.version(live.get().modelVersion()).ifPresent(version -> shape.put("version", version));
        String model = live.get().modelSha256();
        List<DriftWindow> windows = catalogue.drift().windows(dataset.name(), WINDOWS).stream()
                .filter(window -> window.model().equals(model)).toList();
        Optional<DriftWindow> last = windows.stream().findFirst();
        shape.put("state", last.map(DriftWindow::verdict).orElse("waiting"));
        last.ifPresent(window -> shape.put("retrain", window.advice()));
        ArrayNode alarms = shape.putArray("alarms");
        catalogue.drift().alarms(dataset.name(), ALARMS).stream().filter(alarm -> alarm.model().equals(model))
                .forEach(alarm -> alarm(alarms.addObject(), alarm));
        ArrayNode judged = shape.putArray("windows");
        windows.forEach(window -> window(judged.addObject(), window));
        last.flatMap(window -> store.readAll(window.reportKey())).filter(bytes -> bytes.length <= MOST_BYTES)
                .ifPresent(bytes -> shape.set("report", Json.parse(new ByteArrayInputStream(bytes))));
        return Answer.ok(shape);
    }

    /** Notes that the caller sees to an alarm; who asks again is told who was first. */
    Answer acknowledge(Request request) {
        request.withoutQuery();
        Dataset dataset = found.dataset(request);
        String text = request.variable("alarm");
        Optional<DriftAlarm> alarm = Found.id(text).flatMap(id -> catalogue.drift().acknowledge(dataset.name(), id,
                request.caller().name(), Deed.ALARM_ACKNOWLEDGED.by(request,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS), dataset.name(), text,
                        new Deed.Change(Optional.empty(), Optional.empty(), Optional.empty()))));
        ObjectNode shape = Json.object();
        alarm(shape, alarm.orElseThrow(() -> Refusal.NOT_FOUND.because("data set \"" + dataset.name()
                + "\" has no alarm \"" + text + '"')));
        return Answer.ok(shape);
    }

    private static void alarm(ObjectNode shape, DriftAlarm alarm) {
        shape.put("id", alarm.id().toString()).put("statistic", alarm.statistic()).put("detector", alarm.detector())
                .put("effect", alarm.effect()).put("opened", alarm.opened().toString());
        alarm.closed().ifPresent(day -> shape.put("closed", day.toString()));
        alarm.acknowledgedBy().ifPresent(who -> shape.put("acknowledged_by", who));
    }

    private static void window(ObjectNode shape, DriftWindow window) {
        shape.put("from", window.started().toString()).put("to", window.ended().toString())
                .put("records", window.records()).put("state", window.verdict()).put("retrain", window.advice());
        if (!window.segments().isEmpty()) {
            window.segments().forEach(shape.putArray("segments")::add);
        }
    }
}

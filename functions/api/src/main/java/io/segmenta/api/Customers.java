package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.platform.AtOnce;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.privacy.KeySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One customer among the rows of the versions. The identifier comes in the body of the request and goes nowhere else.
 */
final class Customers {
    /** The live version is looked into besides. */
    private static final int NEWEST = 10;
    private static final int LONGEST = 1000;

    private final Found found;
    private final Catalogue catalogue;
    private final RunRows rows;
    private final Explaining explaining;
    private final InstantSource clock;
    private final KeySource keys;
    private final LeftOut leftOut;

    Customers(Found found, Catalogue catalogue, RunRows rows, Explaining explaining, InstantSource clock,
            KeySource keys, LeftOut leftOut) {
        this.found = found;
        this.catalogue = catalogue;
        this.rows = rows;
        this.explaining = explaining;
        this.clock = clock;
        this.keys = keys;
        this.leftOut = leftOut;
    }

    /**
     * What was found in a version.
     *
     * @param searched false where rows have no index, or no identifiers by which those of other files are known
     */
    private record Look(Model model, boolean searched, List<AssignedRow> rows) {}

    Answer search(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, "id");
        String id = body.required("id");
        if (body.names("id") && (id.isEmpty() || id.length() > LONGEST)) {
            body.fault("id", "out-of-range", "must have 1 to " + LONGEST + " characters, got " + id.length());
        }
        body.check();
        Dataset dataset = found.dataset(request);
        List<Model> models = catalogue.models(Optional.of(dataset.name()));
        if (models.isEmpty()) {
            throw Refusal.NOT_FOUND.because("no version of \"" + dataset.name() + "\" is registered");
        }
        Optional<UUID> live = catalogue.liveRun(dataset.name(), models);
        List<Look> looks = looks(Stream.concat(models.stream().limit(NEWEST),
                models.stream().skip(NEWEST).filter(model -> isLive(model, live))).toList(), id, live);
        boolean known = looks.stream().anyMatch(look -> !look.rows().isEmpty());
        request.log().info("customer looked up", "dataset", dataset.name(), "versions", looks.size(), "found", known);
        // Without the identifier: who may read the audit need not know who was looked for.
        catalogue.audit().enter(Deed.CUSTOMER_LOOKED_UP.by(request, clock.instant().truncatedTo(ChronoUnit.MILLIS),
                dataset.name(), hash(id), Deed.Change.to(Json.object().put("found", known))));
        if (!known) {
            throw Refusal.NOT_FOUND.because("none of the versions of \"" + dataset.name()
                    + "\" that can be looked into has a row with this id");
        }
        return Answer.of(200, "application/json",
                Json.bytes(isLeftOut(looks) ? nothingOf() : shape(dataset.name(), looks, live)))
                .with("cache-control", "no-store");
    }

    /** By the identifiers of the rows, as a row may be asked for by other means. */
    private boolean isLeftOut(List<Look> looks) {
        Predicate<String> out = leftOut.now();
        return looks.stream().flatMap(look -> look.rows().stream()).flatMap(row -> row.identifier().stream())
                .anyMatch(out);
    }

    /** Who has opted out is known by that alone; an operator answers the customer. */
    private static ObjectNode nothingOf() {
        ObjectNode shape = Json.object().put("opted_out", true);
        shape.putArray("history");
        return shape;
    }

    /** What is known of a customer of a data set; empty when that is nothing. */
    Optional<ObjectNode> known(String dataset, String id) {
        List<Model> models = catalogue.models(Optional.of(dataset));
        Optional<UUID> live = catalogue.liveRun(dataset, models);
        List<Look> looks = looks(models, id, live);
        return looks.stream().allMatch(look -> look.rows().isEmpty()) ? Optional.empty()
                : Optional.of(shape(dataset, looks, live));
    }

    private String hash(String id) {
        try {
            return keys.keys().hash(id.strip()).hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode shape(String dataset, List<Look> looks, Optional<UUID> live) {
        Map<String, String> names = catalogue.segments().segments(dataset).stream()
                .collect(Collectors.toMap(KnownSegment::id, KnownSegment::name));
        ObjectNode shape = Json.object();
        looks.stream().filter(look -> isLive(look.model(), live) && !look.rows().isEmpty()).findFirst()
                .ifPresent(look -> {
                    shape.put("version", look.model().version());
                    AssignedRow row = look.rows().getFirst();
                    place(shape, row, names);
                    row.between().ifPresent(other -> shape.put("between", other));
                    shape.put("row", row.number());
                    if (look.rows().size() > 1) {
                        shape.put("rows", look.rows().size());
                    }
                    explaining.explain(shape, look.model(), row.number(), row.segment(), names);
                });
        ArrayNode history = shape.putArray("history");
        looks.stream().filter(look -> !look.rows().isEmpty()).forEach(look -> place(history.addObject()
                .put("version", look.model().version()).put("at", look.model().createdAt().toString()),
                look.rows().getFirst(), names));
        List<Look> dark = looks.stream().filter(look -> !look.searched()).toList();
        if (!dark.isEmpty()) {
            ArrayNode versions = shape.putArray("not_searched");
            dark.forEach(look -> versions.add(look.model().version()));
        }
        return shape;
    }

    private static void place(ObjectNode shape, AssignedRow row, Map<String, String> names) {
        shape.put("segment_id", row.segment()).put("name", names.getOrDefault(row.segment(), row.name()))
                .put("confidence", row.confidence()).put("outside", row.outside());
    }

    private static boolean isLive(Model model, Optional<UUID> live) {
        return live.filter(model.run()::equals).isPresent();
    }

    /** All at once: each waits for a few answers of S3. */
    private List<Look> looks(List<Model> models, String id, Optional<UUID> live) {
        return AtOnce.each(models, model -> look(model, id, isLive(model, live)));
    }

    /** A row's number names a customer in the file that answers, and in another file somebody else. */
    private Look look(Model model, String id, boolean live) {
        Optional<AssignedRows> assigned = rows.find(new RunFolder(model.dataset(), model.run()))
                .filter(some -> live || some.index().identified());
        return new Look(model, assigned.isPresent(), assigned.map(some -> some.find(id)).orElse(List.of()));
    }
}

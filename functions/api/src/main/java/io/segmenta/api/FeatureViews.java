package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.config.FeatureView;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.contract.DatasetName;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.FeatureTables;
import io.segmenta.model.contract.ViewName;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.model.steps.Expression;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Mark;
import io.segmenta.platform.features.Looked;
import io.segmenta.platform.features.StoredFeatures;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Views of features: defined once, never changed; a new version takes the place of a change. */
final class FeatureViews {
    private static final String VIEW = "view";
    private static final String COLUMNS = "columns";
    private static final List<String> TEXTS = List.of("entity", "source", "event_time", "ttl", "description", "owner");
    private static final int LONGEST = 1_000;
    private static final int ATTEMPTS = 5;
    private static final String NAMED = "body";

    private final ObjectStore store;
    private final Catalogue catalogue;
    private final InstantSource clock;

    FeatureViews(ObjectStore store, Catalogue catalogue, InstantSource clock) {
        this.store = store;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The newest version of each view. */
    Answer list(Request request) {
        Query query = request.query(Page.LIMIT, Page.CURSOR);
        Page page = Page.of(query, List.of(VIEW), VIEW);
        query.check();
        Map<String, ViewName> newest = new LinkedHashMap<>();
        names(FeatureKeys.DEFINITIONS).forEach(name -> newest.putIfAbsent(name.view(), name));
        List<ViewName> after = newest.values().stream()
                .filter(name -> page.after().filter(mark -> name.view().compareTo(mark.key()) <= 0).isEmpty()).toList();
        return page.answer(request, after.stream().limit(page.lookFor()).toList(), name -> shape(name, read(name)),
                name -> new Mark(name.view(), new UUID(0, 0)));
    }

    /** All versions of a view, the newest first, each with its tables. */
    Answer one(Request request) {
        request.withoutQuery();
        String view = request.variable(VIEW);
        List<ViewName> versions = DatasetName.isValid(view) ? names(FeatureKeys.definitions(view)) : List.of();
        if (versions.isEmpty()) {
            throw Refusal.NOT_FOUND.because("there is no view \"" + view + '"');
        }
        ObjectNode shape = Json.object().put(VIEW, view);
        ArrayNode all = shape.putArray("versions");
        for (ViewName name : versions) {
            FeatureView definition = read(name);
            ObjectNode version = shape(name, definition);
            tables(version, new FeatureKeys(definition.source(), name));
            all.add(version);
        }
        return Answer.ok(shape);
    }

    private void tables(ObjectNode shape, FeatureKeys view) {
        ArrayNode tables = shape.putArray("tables");
        store.readAll(view.tables()).map(FeatureTables::parse).ifPresent(known -> {
            known.tables().forEach(table -> tables.addObject().put("time", table.time().toString())
                    .put("run_id", table.run().toString()).put("rows", table.rows()));
            known.failure().ifPresent(failed -> shape.putObject("failure").put("time", failed.time().toString())
                    .put("run_id", failed.run().toString()).put("detail", failed.detail()));
        });
    }

    /** Defines a view, or a new version of one; what the newest version says already is that version. */
    Answer define(Request request) {
        request.withoutQuery();
        Body body = Body.of(request, VIEW, COLUMNS, "entity", "source", "event_time", "ttl", "description", "owner");
        String view = body.required(VIEW);
        if (body.has(VIEW) && !DatasetName.isValid(view)) {
            body.fault(VIEW, "malformed", "must be " + DatasetName.RULE);
        }
        Optional<FeatureView> read = definition(body);
        body.check();
        FeatureView definition = read.orElseThrow();
        for (int attempt = 1;; attempt++) {
            List<ViewName> versions = names(FeatureKeys.definitions(view));
            if (!versions.isEmpty() && read(versions.getFirst()).equals(definition)) {
                return Answer.ok(shape(versions.getFirst(), definition));
            }
            ViewName name = new ViewName(view, versions.isEmpty() ? 1 : versions.getFirst().version() + 1);
            try {
                store.create(FeatureKeys.definition(name), "application/yaml",
                        ObjectContent.of(definition.json().getBytes(StandardCharsets.UTF_8)));
                return defined(request, name, definition);
            } catch (ObjectConflictException meanwhile) {
                if (attempt == ATTEMPTS) {
                    throw Refusal.CONFLICT.because("others define versions of \"" + view + "\" at this moment");
                }
            }
        }
    }

    private Answer defined(Request request, ViewName name, FeatureView definition) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode shape = shape(name, definition);
        catalogue.audit().enter(Deed.FEATURES_DEFINED.by(request, now, Optional.of(definition.source()),
                name.toString(), Deed.Change.to(shape)));
        request.log().info("features defined", VIEW, name);
        return Answer.created(Routes.BASE + "/features/" + name.view(), shape);
    }

    private static Optional<FeatureView> definition(Body body) {
        ObjectNode document = Json.object();
        TEXTS.forEach(name -> body.text(name, LONGEST).ifPresent(text -> document.put(name, text)));
        Map<String, String> columns = body.settings(COLUMNS);
        ObjectNode features = document.putObject(COLUMNS);
        columns.forEach(features::put);
        columns.forEach((name, text) -> {
            try {
                Expression.parse(text);
            } catch (IllegalArgumentException wrong) {
                body.fault(COLUMNS, "malformed", name + ": " + wrong.getMessage());
            }
        });
        try {
            return Optional.of(FeatureView.read(NAMED, document.toString()));
        } catch (ConfigException refused) {
            for (String problem : refused.problems()) {
                String[] parts = problem.split(": ", 3);
                boolean named = parts.length == 3 && parts[0].equals(NAMED);
                body.fault(named ? parts[1].split("\\.", 2)[0] : "", "malformed",
                        named ? parts[2] : problem);
            }
            return Optional.empty();
        }
    }

    /** The newest first. */
    private List<ViewName> names(String prefix) {
        return store.list(prefix).stream().flatMap(key -> FeatureKeys.defined(key).stream())
                .sorted(Comparator.comparing(ViewName::view).thenComparing(ViewName::version,
                        Comparator.reverseOrder()))
                .toList();
    }

    private FeatureView read(ViewName name) {
        String key = FeatureKeys.definition(name);
        return store.readAll(key).map(bytes -> FeatureView.read(key, new String(bytes, StandardCharsets.UTF_8)))
                .orElseThrow(() -> Refusal.NOT_FOUND.because("there is no view " + name));
    }

    private static ObjectNode shape(ViewName name, FeatureView definition) {
        ObjectNode shape = Json.object().put("name", name.toString()).put(VIEW, name.view())
                .put("version", name.version()).put("entity", definition.entity()).put("source", definition.source());
        definition.timeColumn().ifPresent(column -> shape.put("event_time", column));
        ObjectNode columns = shape.putObject(COLUMNS);
        definition.columns().forEach(columns::put);
        return shape.put("ttl", definition.ttl()).put("description", definition.description())
                .put("owner", definition.owner()).put("sha256", definition.hash());
    }

    /** What every version of every view knows of a customer. */
    ArrayNode known(TenantKeys keys, String customer) {
        ArrayNode known = Json.object().putArray("features");
        StoredFeatures tables = new StoredFeatures(store, store, Duration.ZERO, System::nanoTime);
        for (ViewName name : names(FeatureKeys.DEFINITIONS)) {
            FeatureKeys view = new FeatureKeys(read(name).source(), name);
            try {
                Looked looked = tables.find(view, keys, List.of(customer), clock.instant()).get(customer);
                if (looked != null) {
                    add(known, view, looked);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return known;
    }

    private static void add(ArrayNode known, FeatureKeys view, Looked looked) {
        ObjectNode one = known.addObject().put("view", view.view().toString()).put("dataset", view.dataset())
                .put("event_time", looked.at().toString()).put("stale", looked.stale());
        ObjectNode values = one.putObject("values");
        List<ColumnSchema> columns = looked.schema().columns();
        for (int i = 0; i < columns.size(); i++) {
            Object value = looked.values().get(i);
            if (value instanceof Double number) {
                values.put(columns.get(i).name(), number);
            } else if (value != null) {
                values.put(columns.get(i).name(), value.toString());
            }
        }
    }
}

package io.segmenta.training;

import io.segmenta.config.FeatureView;
import io.segmenta.learning.Joining;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.contract.FeatureTables;
import io.segmenta.model.contract.ViewName;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Schema;
import io.segmenta.model.features.FeatureTableWriter;
import io.segmenta.model.privacy.KeyedHash;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.view.JoinedColumns;
import io.segmenta.pipeline.view.ViewRows;
import io.segmenta.platform.features.StoredFeatures;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.Replacement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The views of features, as runs have to do with them: a file of a view's source becomes a table of it, and columns of
 * the view that the settings name are joined to the rows of a file. Writing may be repeated: the same run writes the
 * same bytes.
 */
final class Views {
    private static final String GZIP = "application/gzip";

    private final ObjectStore store;
    private final KeySource keys;

    /** @param keys under which customers are hashed; asked for only where there are views */
    Views(ObjectStore store, KeySource keys) {
        this.store = store;
        this.keys = keys;
    }

    /** What a run writes, and what is joined to its rows. */
    Joining of(Attempt attempt) {
        return file -> {
            write(file, attempt);
            Optional<ViewName> named = attempt.settings().config().features().viewName();
            return named.isPresent() ? Joining.Joined.of(file, columns(file, named.get(), attempt))
                    : Joining.NOTHING.to(file);
        };
    }

    private void write(ReadResult file, Attempt attempt) {
        for (String key : store.list(FeatureKeys.DEFINITIONS)) {
            FeatureKeys.defined(key).ifPresent(name -> definition(name)
                    .filter(view -> view.source().equals(attempt.run().dataset()))
                    .ifPresent(view -> write(new FeatureKeys(view.source(), name), view, file, attempt)));
        }
    }

    /**
     * A definition that can be read; one that cannot is none of a run's faults.
     */
    private Optional<FeatureView> definition(ViewName name) {
        String key = FeatureKeys.definition(name);
        try {
            return store.readAll(key)
                    .map(bytes -> FeatureView.read(key, new String(bytes, StandardCharsets.UTF_8)));
        } catch (ConfigException broken) {
            return Optional.empty();
        }
    }

    /** A file that gives no table ends no run: what is wrong is told with the view. */
    private void write(FeatureKeys view, FeatureView definition, ReadResult file, Attempt attempt) {
        Instant began = attempt.run().createdAt();
        UUID run = attempt.run().id();
        if (tables(view).filter(known -> known.tables().stream().anyMatch(one -> one.time().equals(began)))
                .isPresent()) {
            return;
        }
        try {
            int rows = write(view, ViewRows.of(file, definition, began), began);
            tell(view, definition.lasts(), tables -> tables.with(new FeatureTables.Table(began, run, rows)));
            attempt.log().info("features written", "view", view, "run_id", run, "rows", rows);
        } catch (DataException unusable) {
            tell(view, definition.lasts(),
                    tables -> tables.with(new FeatureTables.Failed(began, run, unusable.getMessage())));
            attempt.log().warn("no features written", "view", view, "run_id", run, "reason",
                    unusable.reason().code());
        }
    }

    private int write(FeatureKeys view, ViewRows rows, Instant began) {
        TenantKeys known = known();
        FeatureTableWriter table = new FeatureTableWriter(rows.schema(), new Hashed(rows, known), known.version());
        for (int bucket = 0; bucket < FeatureKeys.BUCKETS; bucket++) {
            put(view.bucket(began, bucket), GZIP, table.bucket(bucket));
        }
        put(view.index(began), "application/octet-stream", table.index().write());
        return table.count();
    }

    /** Over what an attempt left that was broken off, when others had opted out. */
    private void put(String key, String type, byte[] bytes) {
        try {
            store.create(key, type, ObjectContent.of(bytes));
        } catch (ObjectConflictException other) {
            store.replace(key, type, ObjectContent.of(bytes), store.head(key).map(ObjectHead::etag));
        }
    }

    private Optional<FeatureTables> tables(FeatureKeys view) {
        return store.readAll(view.tables()).map(FeatureTables::parse);
    }

    private TenantKeys known() {
        try {
            return keys.keys();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Several runs may have something to tell at once. */
    private void tell(FeatureKeys view, Duration ttl, UnaryOperator<FeatureTables> change) {
        try {
            Replacement.of(store, view.tables(), FeatureTables.TYPE, before -> {
                Optional<FeatureTables> known = before.map(FeatureTables::parse);
                FeatureTables changed = change.apply(known.orElseGet(() -> FeatureTables.none(ttl)));
                return known.filter(changed::equals).isPresent() ? Optional.empty() : Optional.of(changed.write());
            });
        } catch (ObjectConflictException meanwhile) {
            // It is no fault of the file that is read, as it would be taken for.
            throw new IllegalStateException(view.tables() + " is written by others all the time", meanwhile);
        }
    }

    private JoinedColumns columns(ReadResult file, ViewName name, Attempt attempt) {
        FeatureView definition = store.readAll(FeatureKeys.definition(name))
                .map(bytes -> FeatureView.read(FeatureKeys.definition(name), new String(bytes, StandardCharsets.UTF_8)))
                .orElseThrow(() -> new ConfigException(List.of("features.view: there is no view " + name
                        + "; see them with: segmenta features list")));
        FeatureKeys view = new FeatureKeys(definition.source(), name);
        Instant at = attempt.settings().config().features().time().orElse(attempt.run().createdAt());
        Column customers = JoinedColumns.customers(file);
        List<String> ids = IntStream.range(0, customers.rows()).mapToObj(customers::text).map(String::strip)
                .filter(id -> !id.isEmpty()).distinct().toList();
        try {
            StoredFeatures tables = new StoredFeatures(store, store, Duration.ZERO, System::nanoTime);
            Schema columns = tables.schema(view, at).orElseThrow(() -> DataException.of(Reason.NOT_FOUND,
                    "features.view: %s had no rows at %s; upload a file of data set %s first", view, at,
                    definition.source()));
            Map<String, JoinedColumns.Known> known = new LinkedHashMap<>();
            tables.find(view, known(), ids, at).forEach((id, looked) -> {
                if (!looked.stale()) {
                    known.put(id, new JoinedColumns.Known(looked.at(), looked.in(columns)));
                }
            });
            return new JoinedColumns(new Schema(columns.columns().stream()
                    .map(column -> column.withView(view.toString())).toList()), known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of a file with what stands for their customers. */
    private record Hashed(ViewRows rows, TenantKeys keys) implements FeatureTableWriter.Rows {
        @Override
        public int count() {
            return rows.count();
        }

        @Override
        public @Nullable KeyedHash hash(int row) {
            String customer = rows.customer(row);
            return customer.isEmpty() ? null : keys.hash(customer);
        }

        @Override
        public Instant at(int row) {
            return rows.at(row);
        }

        @Override
        public @Nullable Object value(int row, int column) {
            return rows.value(row, column);
        }
    }
}

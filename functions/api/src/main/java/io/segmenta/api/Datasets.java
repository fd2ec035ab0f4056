package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Request;
import io.segmenta.platform.AtOnce;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.AnnouncedUpload;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Listings.DatasetOrder;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.Uploads;
import io.segmenta.platform.storage.ObjectStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Data sets, each with its newest run and its live version. */
final class Datasets {
    private static final List<String> ORDERS = List.of("name", "created_at");

    private final Found found;
    private final Listings listings;
    private final Uploads uploads;
    private final ObjectStore store;

    Datasets(Found found, Listings listings, Uploads uploads, ObjectStore store) {
        this.found = found;
        this.listings = listings;
        this.uploads = uploads;
        this.store = store;
    }

    Answer list(Request request) {
        Query query = request.query(Page.LIMIT, Page.CURSOR, Page.SORT);
        Page page = Page.of(query, ORDERS, "name").whole();
        query.check();
        DatasetOrder order = DatasetOrder.valueOf(page.key().toUpperCase(Locale.ROOT));
        List<Dataset> datasets = page
                .read(() -> listings.datasets(order, page.descending(), page.after(), page.lookFor()));
        Function<Dataset, ObjectNode> shape = shape(datasets);
        return page.answerBare(request, datasets, shape::apply, dataset -> Listings.mark(dataset, order));
    }

    Answer one(Request request) {
        request.withoutQuery();
        Dataset dataset = found.dataset(request);
        return Answer.ok(shape(List.of(dataset)).apply(dataset));
    }

    private Function<Dataset, ObjectNode> shape(List<Dataset> datasets) {
        List<String> names = datasets.stream().map(Dataset::name).toList();
        Map<String, Run> newest = listings.newestRuns(names).stream()
                .collect(Collectors.toMap(Run::dataset, Function.identity()));
        Map<String, Deployment> live = listings.current(names).stream()
                .filter(deployment -> deployment.state() == Deployment.State.LIVE)
                .collect(Collectors.toMap(Deployment::dataset, Function.identity(), (last, before) -> last));
        List<String> untrained = names.stream().filter(name -> !newest.containsKey(name)).toList();
        Map<String, String> files = AtOnce.each(uploads.newest(untrained),
                upload -> Optional.of(upload).filter(there -> store.head(there.place().key()).isPresent())).stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(AnnouncedUpload::dataset, upload -> upload.place().key()));
        return dataset -> {
            ObjectNode shape = shape(dataset, newest.get(dataset.name()), live.get(dataset.name()));
            Optional.ofNullable(files.get(dataset.name())).ifPresent(file -> shape.put("file_path", file));
            return shape;
        };
    }

    private static ObjectNode shape(Dataset dataset, @Nullable Run newest, @Nullable Deployment live) {
        ObjectNode shape = Json.object().put("id", dataset.id().toString()).put("name", dataset.name())
                .put("created_at", dataset.createdAt().toString());
        if (live != null) {
            shape.put("live_version", live.version());
        }
        Optional.ofNullable(newest).ifPresent(run -> {
            shape.put("file_path", run.key());
            RunShape.samples(run).ifPresent(rows -> shape.put("rows", rows));
            shape.putObject("newest_run").put("id", run.id().toString()).put("status", RunShape.status(run))
                    .put("created_at", run.createdAt().toString());
        });
        return shape;
    }
}

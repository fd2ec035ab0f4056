package io.segmenta.api;

import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.RefusalException;
import io.segmenta.api.http.Request;
import io.segmenta.model.base.Nearest;
import io.segmenta.model.contract.DatasetName;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Deletion;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds what a path names, or refuses it by saying what there is. */
final class Found {
    private static final Pattern VERSION = Pattern.compile("v?([1-9][0-9]{0,8})");

    private final Catalogue catalogue;
    private final Listings listings;

    Found(Catalogue catalogue, Listings listings) {
        this.catalogue = catalogue;
        this.listings = listings;
    }

    /** The data set {@code {d}}, by its name or its id. */
    Dataset dataset(Request request) {
        return dataset(request.variable("d"));
    }

    /** The same; empty when a data set of that name was deleted, and refused when there never was one. */
    Optional<Dataset> datasetThereOrDeleted(Request request) {
        String text = request.variable("d");
        return deletion(text).isPresent() ? Optional.empty() : Optional.of(dataset(text));
    }

    private Optional<Deletion> deletion(String name) {
        return DatasetName.isValid(name) ? catalogue.deletions().of(name) : Optional.empty();
    }

    /** @throws RefusalException also when a data set of that name was deleted */
    void notDeleted(String name) {
        deletion(name).ifPresent(deletion -> {
            throw Refusal.GONE.because("the data set \"" + name + "\" was deleted on " + deletion.at()
                    + "; its name is not given again");
        });
    }

    Dataset dataset(String nameOrId) {
        Optional<Dataset> dataset = DatasetName.isValid(nameOrId) ? listings.dataset(nameOrId) : Optional.empty();
        if (dataset.isEmpty()) {
            notDeleted(nameOrId);
        }
        return dataset.orElseThrow(() -> Refusal.NOT_FOUND.because("there is no data set \""
                + nameOrId + '"' + Nearest.to(nameOrId, catalogue.datasets())
                        .map(near -> "; did you mean \"" + near + "\"?").orElse("")));
    }

    /** The run {@code {r}}. */
    Run run(Request request) {
        String text = request.variable("r");
        return id(text).flatMap(catalogue::run)
                .orElseThrow(() -> Refusal.NOT_FOUND.because("there is no run \"" + text + '"'));
    }

    /** The version {@code {v}} of the data set {@code {d}}. */
    Model model(Request request) {
        Dataset dataset = dataset(request);
        List<Model> models = catalogue.models(Optional.of(dataset.name()));
        String text = request.variable("v");
        return version(text).flatMap(number -> version(models, number))
                .orElseThrow(() -> noVersion(dataset.name(), text, models));
    }

    /** The version of that number; empty when there is none. */
    static Optional<Model> version(List<Model> models, int number) {
        return models.stream().filter(model -> model.version() == number).findFirst();
    }

    /** The number of a version that is written as {@code 3} or {@code v3}; empty when it is none. */
    static Optional<Integer> version(String text) {
        return Optional.of(VERSION.matcher(text)).filter(java.util.regex.Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)));
    }

    static RefusalException noVersion(String dataset, String text, List<Model> models) {
        return Refusal.NOT_FOUND.because("data set \"" + dataset + "\" has no version \"" + text + "\"; "
                + (models.isEmpty() ? "no version of it is registered"
                        : "its newest is " + models.getFirst().version()));
    }

    /** An id as it is written; empty when it is none. */
    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}

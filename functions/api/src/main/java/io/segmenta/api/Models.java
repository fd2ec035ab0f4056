package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.ApprovalStatus;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Deployment;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.Mark;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions of a data set's model, with the evidence that speaks for and against them. */
final class Models {
    private static final List<String> ORDERS = List.of("version");
    private static final List<String> STATUSES = Stream.of(ApprovalStatus.values()).map(Models::word).toList();

    private final Found found;
    private final Catalogue catalogue;
    private final Listings listings;
    private final Documents documents;

    Models(Found found, Catalogue catalogue, Listings listings, Documents documents) {
        this.found = found;
        this.catalogue = catalogue;
        this.listings = listings;
        this.documents = documents;
    }

    Answer list(Request request) {
        Query query = request.query("status", Page.LIMIT, Page.CURSOR, Page.SORT);
        Page page = Page.of(query, ORDERS, "-version");
        List<String> statuses = query.words("status", STATUSES);
        Optional<Integer> after = page.after().flatMap(mark -> Found.version(mark.key()));
        query.check();
        Dataset dataset = found.dataset(request);
        Comparator<Model> order = Comparator.comparingInt(Model::version);
        List<Model> models = catalogue.models(Optional.of(dataset.name())).stream()
                .filter(model -> statuses.isEmpty() || statuses.contains(word(model.status())))
                .filter(model -> after.isEmpty()
                        || (page.descending() ? model.version() < after.get() : model.version() > after.get()))
                .sorted(page.descending() ? order.reversed() : order).limit(page.lookFor()).toList();
        Optional<String> live = liveArn(dataset.name());
        Map<UUID, Run> runs = listings.runs(models.stream().map(Model::run).toList()).stream()
                .collect(Collectors.toMap(Run::id, Function.identity()));
        return page.answer(request, models, model -> shape(model, live, Optional.ofNullable(runs.get(model.run()))),
                model -> new Mark(Integer.toString(model.version()), model.run()));
    }

    Answer one(Request request) {
        request.withoutQuery();
        Model model = found.model(request);
        return Answer.ok(shape(model, liveArn(model.dataset()), catalogue.run(model.run())));
    }

    Answer evidence(Request request) {
        request.withoutQuery();
        Model model = found.model(request);
        return Answer.ok(document(model, RunFile.CARD).orElseThrow(() -> Refusal.NOT_FOUND
                .because("version " + model.version() + " of \"" + model.dataset() + "\" has no evidence card: it was "
                        + "registered before there were any")));
    }

    /** A JSON document of the run that made a model; empty when there is none. */
    Optional<JsonNode> document(Model model, RunFile file) {
        return catalogue.run(model.run()).flatMap(run -> documents.read(run, file)).map(bytes -> Json
                .parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
    }

    private Optional<String> liveArn(String dataset) {
        return catalogue.deployments(dataset).stream()
                .filter(deployment -> deployment.state() == Deployment.State.LIVE).map(Deployment::arn).findFirst();
    }

    private static ObjectNode shape(Model model, Optional<String> live, Optional<Run> run) {
        ObjectNode shape = Json.object().put("dataset", model.dataset()).put("version", model.version())
                .put("run", model.run().toString()).put("status", word(model.status()))
                .put("live", live.filter(model.arn()::equals).isPresent())
                .put("created_at", model.createdAt().toString());
        run.flatMap(RunShape::metrics)
                .ifPresent(metrics -> shape.set("metrics", RunShape.figures(metrics)));
        return shape;
    }

    static String word(ApprovalStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** The run that made a model. */
    Run run(Model model) {
        return catalogue.run(model.run()).orElseThrow();
    }
}

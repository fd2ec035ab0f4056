package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Model;
import java.util.List;
import java.util.Optional;

/** What became of the segments and their customers from one version to the next that was compared with it. */
final class Migrations {
    private static final int MOST = 999_999_999;

    private final Found found;
    private final Catalogue catalogue;
    private final Models models;

    Migrations(Found found, Catalogue catalogue, Models models) {
        this.found = found;
        this.catalogue = catalogue;
        this.models = models;
    }

    Answer one(Request request) {
        Query query = request.query("from", "to");
        int from = query.integer("from", 1, MOST, 0);
        int to = query.integer("to", 1, MOST, 0);
        query.check();
        Dataset dataset = found.dataset(request);
        List<Model> versions = catalogue.models(Optional.of(dataset.name()));
        Model later = to == 0 ? versions.stream().findFirst()
                .orElseThrow(() -> Found.noVersion(dataset.name(), "to", versions)) : named(dataset, versions, to);
        Optional<JsonNode> transitions = models.document(later, RunFile.TRANSITIONS);
        Optional<JsonNode> migration = models.document(later, RunFile.MIGRATION);
        Model earlier = migration.or(() -> transitions).map(document -> document.path("reference").path("run").asText())
                .flatMap(run -> versions.stream().filter(model -> model.run().toString().equals(run)).findFirst())
                .orElseThrow(() -> Refusal.NOT_FOUND.because("version " + later.version() + " of \"" + dataset.name()
                        + "\" was compared with no registered version"));
        if (from != 0 && named(dataset, versions, from).version() != earlier.version()) {
            throw Refusal.NOT_FOUND.because("version " + later.version() + " was compared with version "
                    + earlier.version() + ", not with " + from + "; ask for from=" + earlier.version());
        }
        ObjectNode shape = Json.object().put("dataset", dataset.name()).put("from", earlier.version()).put("to",
                later.version());
        transitions.ifPresent(document -> shape.set("transitions", document));
        migration.ifPresent(document -> shape.set("migration", document));
        return Answer.ok(shape);
    }

    private static Model named(Dataset dataset, List<Model> versions, int number) {
        return Found.version(versions, number)
                .orElseThrow(() -> Found.noVersion(dataset.name(), Integer.toString(number), versions));
    }
}

package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.Model;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a segment is as a rule over the columns of the file: in words, as conditions, and where it lies as SQL. */
final class SegmentRules {
    /** As the files of a run are called by. */
    private static final List<String> DIALECTS = List.of("postgresql", "bigquery", "snowflake", "spark", "mysql",
            "sqlserver");

    private final Found found;
    private final Standings standings;
    private final Catalogue catalogue;
    private final Models models;

    SegmentRules(Found found, Standings standings, Catalogue catalogue, Models models) {
        this.found = found;
        this.standings = standings;
        this.catalogue = catalogue;
        this.models = models;
    }

    Answer one(Request request) {
        request.withoutQuery();
        Standings.OfDataset known = standings.of(found.dataset(request).name());
        KnownSegment segment = Segments.segment(request, known);
        List<Integer> versions = known.versions(segment);
        Model model = catalogue.models(Optional.of(known.dataset())).stream()
                .filter(one -> versions.contains(known.live()) ? one.version() == known.live()
                        : versions.stream().findFirst().filter(newest -> newest == one.version()).isPresent())
                .findFirst().orElseThrow(() -> none(segment));
        JsonNode rule = models.document(model, RunFile.RULES)
                .flatMap(document -> StreamSupport.stream(document.path("rules").spliterator(), false)
                        .filter(one -> one.path("segment").asText().equals(segment.id())).findFirst())
                .orElseThrow(() -> none(segment));
        ObjectNode shape = Json.object().put("segment_id", segment.id()).put("name", segment.name()).put("version",
                model.version());
        List.of("words", "any", "covers", "right", "held_out").forEach(field -> shape.set(field, rule.path(field)));
        ArrayNode sql = shape.putArray("sql");
        DIALECTS.forEach(dialect -> sql.addObject().put("dialect", dialect).put("url",
                Routes.BASE + "/runs/" + model.run() + "/documents/" + RunFile.sqlRules(dialect)));
        return Answer.ok(shape);
    }

    private static RuntimeException none(KnownSegment segment) {
        return Refusal.NOT_FOUND.because("no version has a rule for the segment " + segment.id());
    }
}

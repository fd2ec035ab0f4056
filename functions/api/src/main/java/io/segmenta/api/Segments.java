package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Body;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.base.Nearest;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Edit;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.SegmentBook;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The lasting segments of a data set, and what people call them. An edit is recorded in the catalogue, which is the
 * truth of it, and copied to where those read it who answer.
 */
final class Segments {
    private static final List<String> STATES = List.of("live", "proposed", "retired");

    private final Found found;
    private final Standings standings;
    private final SegmentBook book;
    private final Editing editing;

    Segments(Found found, Standings standings, SegmentBook book, Editing editing) {
        this.found = found;
        this.standings = standings;
        this.book = book;
        this.editing = editing;
    }

    Answer list(Request request) {
        Query query = request.query("state");
        List<String> states = query.words("state", STATES);
        query.check();
        Standings.OfDataset known = standings.of(found.dataset(request).name());
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        known.segments().stream().filter(segment -> states.isEmpty() || states.contains(known.state(segment)))
                .forEach(segment -> items.add(shape(segment, known)));
        return Answer.ok(list);
    }

    Answer one(Request request) {
        request.withoutQuery();
        Standings.OfDataset known = standings.of(found.dataset(request).name());
        return Answer.ok(shape(segment(request, known), known));
    }

    Answer edits(Request request) {
        request.withoutQuery();
        Standings.OfDataset known = standings.of(found.dataset(request).name());
        KnownSegment segment = segment(request, known);
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        for (Edit edit : book.edits(segment.dataset(), segment.id())) {
            ObjectNode item = items.addObject().put("number", edit.number());
            edit.name().ifPresent(name -> item.put("name", name));
            edit.action().ifPresent(action -> item.put("action", action));
            item.put("by", edit.by()).put("at", edit.at().toString());
        }
        return Answer.ok(list);
    }

    Answer change(Request request) {
        request.withoutQuery();
        Body body = Body.patch(request, "name", "action");
        Optional<String> givenName = text(body, "name", SegmentEdit.MAX_NAME);
        Optional<String> givenAction = text(body, "action", SegmentEdit.MAX_ACTION);
        givenName.flatMap(SegmentEdit::nameProblem)
                .ifPresent(expected -> body.fault("name", "malformed", "must be " + expected));
        givenAction.flatMap(SegmentEdit::actionProblem)
                .ifPresent(expected -> body.fault("action", "malformed", "must be " + expected));
        body.check();
        Standings.OfDataset known = standings.of(found.dataset(request).name());
        KnownSegment segment = segment(request, known);
        JsonNode present = shape(segment, known);
        request.mustHaveSeen(Answer.ok(present), present);
        Optional<String> name = body.names("name") ? givenName : segment.edited().flatMap(Edit::name);
        Optional<String> action = body.names("action") ? givenAction : segment.edited().flatMap(Edit::action);
        if (name.equals(segment.edited().flatMap(Edit::name))
                && action.equals(segment.edited().flatMap(Edit::action))) {
            return Answer.ok(present);
        }
        String wanted = name.orElse(segment.proposedName());
        if (!wanted.equals(segment.name())) {
            refuseTaken(wanted, segment, known);
        }
        Optional<Edit> edit = editing.record(segment, name, action, request.caller().name(),
                made -> Deed.SEGMENT_EDITED.by(request, made.at(), segment.dataset(), segment.id(),
                        new Deed.Change(Optional.of(called(segment.name(), segment.action())),
                                Optional.of(called(wanted, action.orElse(segment.proposedAction()))),
                                Optional.empty())));
        if (edit.isEmpty()) {
            Standings.OfDataset now = standings.of(segment.dataset());
            JsonNode current = shape(segment(request, now), now);
            throw Refusal.CHANGED_MEANWHILE.because("somebody has edited it at the same moment; look at it again")
                    .with("etag", Answer.ok(current).tag().orElseThrow()).with("current", current);
        }
        request.log().info("segment edited", "dataset", segment.dataset(), "segment", segment.id(), "edit",
                edit.get().number());
        tell(segment, request);
        Standings.OfDataset now = standings.of(segment.dataset());
        return Answer.ok(shape(segment(request, now), now));
    }

    private static JsonNode called(String name, String action) {
        return Json.object().put("name", name).put("action", action);
    }

    private static Optional<String> text(Body body, String field, int most) {
        return body.text(field, most).map(String::strip);
    }

    /** Two segments of one name could not be told apart by those who read names. */
    private static void refuseTaken(String name, KnownSegment segment, Standings.OfDataset known) {
        known.segments().stream().filter(other -> !other.id().equals(segment.id()))
                .filter(other -> !known.state(other).equals("retired") && other.name().equalsIgnoreCase(name))
                .findFirst().ifPresent(other -> {
                    throw Refusal.CONFLICT.because("the segment " + other.id() + " is called \"" + other.name()
                            + "\"; give one of the two another name");
                });
    }

    /** An edit that cannot be copied now is not lost: the next reconciliation copies it. */
    private void tell(KnownSegment segment, Request request) {
        try {
            editing.tell(segment.dataset());
        } catch (RuntimeException unavailable) {
            request.log().error("edit recorded but not copied", "dataset", segment.dataset(), "error", unavailable);
            throw Refusal.UNAVAILABLE.because("the edit is recorded, but those who answer predictions could not be "
                    + "told; they will be within the hour, or with the next edit");
        }
    }

    static KnownSegment segment(Request request, Standings.OfDataset known) {
        String id = request.variable("s");
        return known.segments().stream().filter(segment -> segment.id().equals(id)).findFirst()
                .orElseThrow(() -> Refusal.NOT_FOUND.because("data set \"" + known.dataset() + "\" has no segment \""
                        + id + '"' + Nearest.to(id, known.segments().stream().map(KnownSegment::id).toList())
                                .map(near -> "; did you mean " + near + '?').orElse("")));
    }

    private static ObjectNode shape(KnownSegment segment, Standings.OfDataset known) {
        ObjectNode shape = Json.object().put("id", segment.id()).put("name", segment.name())
                .put("name_source", segment.nameSource().name().toLowerCase(Locale.ROOT))
                .put("proposed_name", segment.proposedName()).put("action", segment.action())
                .put("proposed_action", segment.proposedAction()).put("color", segment.color())
                .put("state", known.state(segment)).put("born_run", segment.born().toString())
                .put("born_at", segment.bornAt().toString());
        known.newest(segment)
                .ifPresent(version -> shape.put("size", version.size()).put("share", version.share()));
        ArrayNode versions = shape.putArray("versions");
        known.versions(segment).forEach(versions::add);
        shape.put("edits", segment.edits());
        segment.edited().ifPresent(edit -> shape.put("edited_by", edit.by()).put("edited_at", edit.at().toString()));
        return shape;
    }
}

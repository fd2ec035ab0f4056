package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.RefusalException;
import io.segmenta.api.http.Request;
import io.segmenta.model.base.Nearest;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowFilter;
import io.segmenta.model.rows.RowPage;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.Mark;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rows of people with their segments, page by page: those of a run, and the members of a segment. A cursor holds the
 * run and the number of a row, never an identifier.
 */
final class RowLists {
    private static final String SEGMENT = "segment";
    private static final String CONFIDENCE = "confidence";
    private static final String ROW = "row";
    private static final String CSV = "text/csv";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final int USUAL = 50;
    /** A block's rows. */
    private static final int MOST = RowBlocks.ROWS;

    private final Found found;
    private final Catalogue catalogue;
    private final RunRows rows;
    private final LeftOut leftOut;
    private final InstantSource clock;

    RowLists(Found found, Catalogue catalogue, RunRows rows, LeftOut leftOut, InstantSource clock) {
        this.found = found;
        this.catalogue = catalogue;
        this.rows = rows;
        this.leftOut = leftOut;
        this.clock = clock;
    }

    /** Rows that are asked for, and what their segments are called now. */
    private record Asked(Request request, String dataset, UUID run, AssignedRows rows, RowFilter filter, Page page,
            Map<String, String> names) {

        /** Without those who have opted out: a page has fewer rows then. */
        RowPage read(Predicate<String> leftOut) {
            RowPage read = read();
            return new RowPage(read.rows().stream().filter(row -> row.identifier().filter(leftOut).isEmpty()).toList(),
                    read.last());
        }

        private RowPage read() {
            int after = page.after().map(RowLists::row).orElse(0);
            if (!page.order().equals(CONFIDENCE)) {
                return rows.page(filter, after, page.limit());
            }
            try {
                return rows.surest(filter, after, page.limit());
            } catch (NoSuchElementException noRow) {
                throw Page.refusedCursor();
            }
        }

        Optional<String> next(RowPage read) {
            return read.last().stream().boxed().findFirst()
                    .map(last -> page.next(request, new Mark(Integer.toString(last), run)));
        }

        String name(AssignedRow row) {
            return names.getOrDefault(row.segment(), row.name());
        }
    }

    Answer ofRun(Request request) {
        Query query = request.query(SEGMENT, Page.LIMIT, Page.CURSOR);
        return answer(ofRun(request, query, Page.in(query, ROW, usual(request), MOST)));
    }

    Answer members(Request request) {
        Query query = request.query("min_confidence", "order", Page.LIMIT, Page.CURSOR);
        double confidence = query.number("min_confidence", 0, 1, 0);
        String order = query.word("order", List.of(ROW, CONFIDENCE)).orElse(ROW);
        Page page = Page.in(query, order, usual(request), MOST);
        query.check();
        Dataset dataset = found.dataset(request);
        UUID run = page.after().map(mark -> registered(dataset, mark.id())).orElseGet(() -> live(dataset));
        AssignedRows assigned = found(new RunFolder(dataset.name(), run));
        String segment = request.variable("s");
        List<String> known = assigned.index().segments();
        if (!known.contains(segment)) {
            throw Refusal.NOT_FOUND.because("the live version of \"" + dataset.name() + "\" has no segment \"" + segment
                    + '"' + Nearest.to(segment, known).map(near -> "; did you mean " + near + '?').orElse(""));
        }
        if (order.equals(CONFIDENCE) && assigned.index().rows() > AssignedRows.MOST_SORTED) {
            throw Refusal.CONFLICT.because("order=confidence sorts at most " + AssignedRows.MOST_SORTED
                    + " rows, and this version has " + assigned.index().rows() + "; ask for min_confidence instead");
        }
        return answer(new Asked(request, dataset.name(), run, assigned,
                new RowFilter(List.of(segment), confidence), page, names(dataset.name())));
    }

    /** Rows in the form that clients of SegmentIQ know. */
    Answer clustering(Request request) {
        Query query = request.query(SEGMENT, Page.LIMIT, Page.CURSOR);
        Asked asked = ofRun(request, query, Page.in(query, ROW, USUAL, Page.MOST).whole());
        enter(asked);
        RowPage read = asked.read(leftOut.now());
        Optional<String> column = asked.rows().index().identifierName();
        Optional<String> next = asked.next(read);
        ObjectNode page = Json.object();
        ArrayNode items = page.putArray("items");
        read.rows().forEach(row -> {
            ObjectNode item = items.addObject().put("row_index", row.number() - 1).put("cluster_label", row.cluster());
            ObjectNode payload = item.putObject("payload");
            column.ifPresent(name -> payload.put(name, row.identifier().orElse("")));
            item.put("segment_id", row.segment()).put("segment_name", asked.name(row)).put(CONFIDENCE,
                    row.confidence());
        });
        next.ifPresent(address -> page.put("next", address));
        return Page.linked(kept(Answer.ok(asked.page().bare() ? items : page)), next);
    }

    private Asked ofRun(Request request, Query query, Page page) {
        query.check();
        Run run = found.run(request);
        if (run.status() != Run.Status.SUCCEEDED) {
            throw Refusal.CONFLICT.because("run " + run.id() + " has no rows: it is "
                    + run.status().name().toLowerCase(Locale.ROOT));
        }
        page.after().filter(mark -> !mark.id().equals(run.id())).ifPresent(mark -> {
            throw Page.refusedCursor();
        });
        AssignedRows assigned = found(new RunFolder(run.dataset(), run.id()));
        List<String> segments = query.words(SEGMENT, assigned.index().segments());
        query.check();
        return new Asked(request, run.dataset(), run.id(), assigned, new RowFilter(segments, 0), page,
                names(run.dataset()));
    }

    private AssignedRows found(RunFolder run) {
        return rows.find(run).orElseThrow(() -> noRows(run.run()));
    }

    /** The refusal of who wants rows that there are none of. */
    static RefusalException noRows(UUID run) {
        return Refusal.CONFLICT.because("the rows of run " + run
                + " cannot be looked into: they were erased, or written before rows had an index; start a run of the "
                + "same upload again");
    }

    private UUID live(Dataset dataset) {
        return catalogue.liveRun(dataset.name()).orElseThrow(
                () -> Refusal.NOT_FOUND.because("no version of \"" + dataset.name() + "\" is live"));
    }

    /** A list goes on in the version that it began in. */
    private UUID registered(Dataset dataset, UUID run) {
        return catalogue.models(Optional.of(dataset.name())).stream().map(Model::run).filter(run::equals).findFirst()
                .orElseThrow(Page::refusedCursor);
    }

    private Map<String, String> names(String dataset) {
        return catalogue.segments().segments(dataset).stream()
                .collect(Collectors.toMap(KnownSegment::id, KnownSegment::name));
    }

    /** Who saw rows of people, before they are shown. */
    private void enter(Asked asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode seen = Json.object();
        asked.filter().segments().forEach(seen.putArray("segments")::add);
        asked.page().after().ifPresent(mark -> seen.put("after", mark.key()));
        catalogue.audit().enter(Deed.ROWS_LISTED.by(asked.request(), now, asked.dataset(), asked.run().toString(),
                Deed.Change.to(seen.put("limit", asked.page().limit()))));
    }

    private Answer answer(Asked asked) {
        enter(asked);
        RowPage read = asked.read(leftOut.now());
        Optional<String> next = asked.next(read);
        Answer answer = isCsv(asked.request()) ? csv(asked, read) : Answer.ok(json(asked, read, next));
        return Page.linked(kept(answer), next);
    }

    private static JsonNode json(Asked asked, RowPage read, Optional<String> next) {
        ObjectNode page = Json.object();
        if (asked.filter().minConfidence() == 0) {
            RowBlocks index = asked.rows().index();
            List<String> segments = asked.filter().segments();
            page.put("total", segments.isEmpty() ? index.rows() : segments.stream().mapToInt(index::rows).sum());
        }
        ArrayNode items = page.putArray("items");
        read.rows().forEach(row -> items.add(shape(row, asked::name)));
        next.ifPresent(address -> page.put("next", address));
        return page;
    }

    /** A row as the API tells it. */
    static ObjectNode shape(AssignedRow row, Function<AssignedRow, String> name) {
        ObjectNode shape = Json.object().put(ROW, row.number());
        row.identifier().ifPresent(id -> shape.put("id", id));
        shape.put("segment_id", row.segment()).put("segment_name", name.apply(row)).put("distance", row.distance())
                .put(CONFIDENCE, row.confidence()).put("fit", row.fit()).put("outside", row.outside());
        row.between().ifPresent(other -> shape.put("between", other));
        return shape;
    }

    private static Answer csv(Asked asked, RowPage read) {
        StringBuilder text = new StringBuilder("\ufeff").append(asked.rows().index().header()).append('\n');
        read.rows().forEach(row -> text.append(row.named(asked.name(row)).csv()));
        return Answer.of(200, CSV + "; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8)).tagged();
    }

    /** Rows of people stay in no browser's cache. */
    private static Answer kept(Answer answer) {
        return answer.with("cache-control", "private, no-store").with("vary", "accept");
    }

    private static boolean isCsv(Request request) {
        return request.header("accept").orElse("").toLowerCase(Locale.ROOT).contains(CSV);
    }

    private static int usual(Request request) {
        return isCsv(request) ? MOST : USUAL;
    }

    private static int row(Mark mark) {
        if (!NUMBER.matcher(mark.key()).matches()) {
            throw Page.refusedCursor();
        }
        return Integer.parseInt(mark.key());
    }
}

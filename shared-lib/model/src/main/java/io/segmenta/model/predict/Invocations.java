package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.json.JsonBytes;
import io.segmenta.model.monitor.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers request bodies. Every way of serving a model calls this and nothing else, so equal requests get equal bytes.
 * Immutable and safe for use by several threads.
 *
 * <ul>
 * <li>{@code application/json}: an object is one record and gets one answer, "why" included, or a problem. A list of
 * objects, bare or as {@code instances} or {@code records} of an object, gets {@code count}, {@code errors} and
 * {@code predictions}, where a refused record leaves {@code {"error":{...}}} in its place; these answers are without
 * "why", to keep large replies within what the platform carries. In a list, a record may also be a list of values in
 * the order of the feature columns.</li>
 * <li>{@code application/jsonlines}: one record per line, one answer per line.</li>
 * <li>{@code text/csv}: a table as training reads it, see {@link CsvTable}: a header line, or none and then the values
 * of the feature columns in the order of the schema. The answer has one line per record, and a header line when the
 * request had one. In another encoding than UTF-8 it must be sent as {@code application/csv}, as API Gateway passes
 * text on as UTF-8.</li>
 * </ul>
 * With {@link AnswerShape#CSV} the answer is such a table whatever the records came in.
 *
 * <p>
 * Bounds: {@link #MAX_BODY} bytes, {@link #MAX_RECORDS} records, 20 levels of nesting, and {@link #MAX_ANSWER} bytes of
 * answer: a request with a longer one is refused (413), and told how many of its records fit.
 *
 * <p>
 * For example:
 * {@snippet class = "io.segmenta.model.SnippetsTest" region = "invocations"}
 */
public final class Invocations {

    /** The largest body, in bytes. */
    public static final int MAX_BODY = 6 << 20;

    /** The most records of a request. */
    public static final int MAX_RECORDS = 10_000;

    /**
     * The longest answer, in bytes of a string within a JSON document: what Lambda carries (6 MB), less 1 KB for the
     * document around it.
     */
    public static final int MAX_ANSWER = (6 << 20) - 1024;

    static final String JSON = "application/json";
    static final String JSON_LINES = "application/jsonlines";
    static final String CSV = "text/csv";
    /** The same, in bytes that API Gateway does not take for UTF-8. */
    static final String CSV_BYTES = "application/csv";

    private final Predictor predictor;
    private final @Nullable Predicate<String> leftOut;

    public Invocations(Predictor predictor) {
        this(predictor, null);
    }

    private Invocations(Predictor predictor, @Nullable Predicate<String> leftOut) {
        this.predictor = Check.notNull(predictor, "predictor");
        this.leftOut = leftOut;
    }

    /**
     * Returns what answers alike, but for the records of some customers: those get {@code {"opted_out":true}} and are
     * not counted.
     *
     * @param customers whether the one with an identifier is among them
     */
    public Invocations leavingOut(Predicate<String> customers) {
        return new Invocations(predictor, customers);
    }

    /** Returns what predicts. */
    public Predictor predictor() {
        return predictor;
    }

    /**
     * Answers a request. What is wrong with it is in the answer; nothing is thrown for it.
     *
     * @param contentType of the body; null or blank means JSON
     * @param body UTF-8
     * @param at the time the answers bear
     */
    public Reply answer(AnswerShape shape, String contentType, byte[] body, Instant at) {
        return answer(shape, contentType, body, at, null);
    }

    /**
     * Answers a request and notes what is to be counted of it.
     *
     * @param contentType of the body; null or blank means JSON
     * @param body UTF-8
     * @param at the time the answers bear
     * @param asked of a capture of this model; null to count nothing
     */
    public Reply answer(AnswerShape shape, String contentType, byte[] body, Instant at, @Nullable Asked asked) {
        Reply reply = answered(shape, contentType, body, at, asked);
        if (asked != null && reply.status() >= 400 && !asked.isRefusal()) {
            asked.clear();
            asked.refused(Asked.REQUEST);
        }
        return reply;
    }

    private Reply answered(AnswerShape shape, String contentType, byte[] body, Instant at, @Nullable Asked asked) {
        try {
            if (body.length > MAX_BODY) {
                throw new RequestException(Problem.tooLarge(
                        "the body has " + body.length + " bytes, the limit is " + MAX_BODY));
            }
            String type = RequestBody.mediaType(contentType);
            Optional<Charset> charset = RequestBody.charset(contentType);
            if (charset.isEmpty()) {
                RequestBody.refuseOtherEncodings(body);
            }
            Reply reply = type.equals(JSON) ? json(shape, body, at, asked)
                    : type.equals(CSV) ? csv(shape, body, charset, at, asked) : lines(shape, body, at, asked);
            if (!reply.isCarried()) {
                throw AnswerLimit.exceeded(0);
            }
            return reply;
        } catch (RequestException refused) {
            return refused.problem().toReply();
        } catch (StreamReadException | StreamConstraintsException malformed) {
            return Problem.malformed(RequestBody.sentence(malformed)).toReply();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Session session(Instant at, boolean why) {
        return new Session(predictor, new InputRecord(predictor.schema()), at, why, leftOut);
    }

    private Reply json(AnswerShape shape, byte[] body, Instant at, @Nullable Asked asked) throws IOException {
        try (JsonParser parser = JsonRecords.parser(body, 0, body.length)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new RequestException(Problem.malformed("the body is empty"));
            }
            if (token == JsonToken.START_ARRAY) {
                Session session = session(at, false);
                Sink sink = NotingSink.of(sink(shape, at), session, asked);
                list(parser, session, sink);
                end(parser);
                return sink.reply();
            }
            if (token != JsonToken.START_OBJECT) {
                throw new RequestException(Problem.malformed("expected an object or a list of objects"));
            }
            Session only = session(at, true);
            if (JsonRecords.readObject(parser, only, 0, true)) {
                end(parser);
                return single(shape, only, at, asked);
            }
            Session session = session(at, false);
            Sink sink = NotingSink.of(sink(shape, at), session, asked);
            list(parser, session, sink);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
                parser.skipChildren();
            }
            end(parser);
            return sink.reply();
        }
    }

    private Sink sink(AnswerShape shape, Instant at) {
        return switch (shape) {
            case API -> new Sink.Columns(predictor, at);
            case CSV -> new Sink.Csv(predictor, predictor.columnNames(predictor.names().identifiers()), true);
            case PREDICT -> new Sink.Batch(predictor, at);
        };
    }

    private static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new RequestException(Problem.malformed("there is text after the JSON value"));
        }
    }

    private Reply single(AnswerShape shape, Session session, Instant at, @Nullable Asked asked) {
        Prediction prediction = session.answer(0);
        if (session.isLeftOut()) {
            return leftOut(shape, session, at);
        }
        if (asked != null && prediction == null) {
            asked.refused(NotingSink.reason(session));
        } else if (asked != null) {
            asked.later(() -> session.count(asked));
        }
        if (prediction == null) {
            return Problem.badRecord(session.problems()).toReply();
        }
        if (shape != AnswerShape.PREDICT) {
            Sink sink = sink(shape, at);
            sink.answer(prediction);
            return sink.reply();
        }
        JsonBytes json = new JsonBytes(predictor.texts().answerSize());
        new AnswerJson(json, predictor, at).write(prediction);
        return new Reply(200, JSON, json);
    }

    private Reply leftOut(AnswerShape shape, Session session, Instant at) {
        if (shape == AnswerShape.PREDICT) {
            return new Reply(200, JSON, Sink.OPTED_OUT.clone());
        }
        Sink sink = sink(shape, at);
        sink.leaveOut(session.identity());
        return sink.reply();
    }

    private static void list(JsonParser parser, Session session, Sink sink) throws IOException {
        int place = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            bound(place);
            if (token == JsonToken.START_OBJECT) {
                JsonRecords.readObject(parser, session, place, false);
            } else if (token == JsonToken.START_ARRAY) {
                JsonRecords.readPositions(parser, session, place);
            } else {
                session.clear();
                session.refuse(new FieldProblem(place, "", JsonRecords.text(parser), "an object"));
            }
            answer(session, sink, place++);
        }
    }

    private static void bound(int place) {
        if (place >= MAX_RECORDS) {
            throw new RequestException(Problem.tooLarge("a request may hold at most " + MAX_RECORDS + " records"));
        }
    }

    private static void answer(Session session, Sink sink, int place) {
        Prediction prediction = session.answer(place);
        if (prediction == null && session.isLeftOut()) {
            sink.leaveOut(session.identity());
        } else if (prediction == null) {
            sink.refuse(Problem.badRecord(session.problems()), session.identity());
        } else {
            sink.answer(prediction);
        }
    }

    private Reply lines(AnswerShape shape, byte[] body, Instant at, @Nullable Asked asked) throws IOException {
        Session session = session(at, false);
        Sink sink = NotingSink.of(shape == AnswerShape.PREDICT ? new Sink.Lines(predictor, at) : sink(shape, at),
                session, asked);
        int place = 0;
        for (int start = 0, end; start < body.length; start = end + 1) {
            end = start;
            boolean blank = true;
            while (end < body.length && body[end] != '\n') {
                blank &= body[end] <= ' ' && body[end] >= 0;
                end++;
            }
            if (blank) {
                continue;
            }
            bound(place);
            line(body, start, end - start, session, place);
            answer(session, sink, place++);
        }
        if (place == 0) {
            throw new RequestException(Problem.malformed("the body is empty"));
        }
        return sink.reply();
    }

    /** Reads one line; a malformed one is refused in its place, as the lines beside it are whole. */
    private static void line(byte[] body, int start, int length, Session session, int place) throws IOException {
        try (JsonParser parser = JsonRecords.parser(body, start, length)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                JsonRecords.readObject(parser, session, place, false);
            } else if (token == JsonToken.START_ARRAY) {
                JsonRecords.readPositions(parser, session, place);
            } else {
                // A byte-order mark is a line without a value.
                session.clear();
                session.refuse(new FieldProblem(place, "", token == null ? null : JsonRecords.text(parser),
                        "an object"));
            }
            if (parser.nextToken() != null) {
                session.refuse(new FieldProblem(place, "", "more than one value", "one JSON object on each line"));
            }
        } catch (StreamReadException | StreamConstraintsException malformed) {
            session.clear();
            session.refuse(new FieldProblem(place, "", "text that is not JSON", "one JSON object on each line"));
        }
    }

    private Reply csv(AnswerShape shape, byte[] body, Optional<Charset> charset, Instant at,
            @Nullable Asked asked) {
        CsvTable table = CsvTable.of(predictor, body, charset);
        Session session = session(at, false);
        Sink sink = NotingSink.of(shape == AnswerShape.API ? sink(shape, at)
                : new Sink.Csv(predictor, table.identifiers(), table.headed() || shape == AnswerShape.CSV), session,
                asked);
        int place = 0;
        while (table.next(session, place)) {
            bound(place);
            answer(session, sink, place++);
        }
        return sink.reply();
    }
}

package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Values;
import io.segmenta.model.json.JsonBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
 * <li>{@code text/csv}: a header line, or none and then the values of the feature columns in the order of the schema.
 * The answer has one line per record, and a header line when the request had one. A first line is a header when one of
 * its cells names a feature.</li>
 * </ul>
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

    private final Predictor predictor;

    public Invocations(Predictor predictor) {
        this.predictor = Check.notNull(predictor, "predictor");
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
        try {
            if (body.length > MAX_BODY) {
                throw new RequestException(Problem.tooLarge(
                        "the body has " + body.length + " bytes, the limit is " + MAX_BODY));
            }
            String type = RequestBody.mediaType(contentType);
            RequestBody.refuseOtherEncodings(body);
            Reply reply = type.equals(JSON) ? json(shape, body, at)
                    : type.equals(CSV) ? csv(shape, body, at) : lines(shape, body, at);
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
        return new Session(predictor, new InputRecord(predictor.schema()), at, why);
    }

    private Reply json(AnswerShape shape, byte[] body, Instant at) throws IOException {
        try (JsonParser parser = JsonRecords.parser(body, 0, body.length)) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new RequestException(Problem.malformed("the body is empty"));
            }
            if (token == JsonToken.START_ARRAY) {
                Sink sink = sink(shape, at);
                list(parser, session(at, false), sink);
                end(parser);
                return sink.reply();
            }
            if (token != JsonToken.START_OBJECT) {
                throw new RequestException(Problem.malformed("expected an object or a list of objects"));
            }
            Session session = session(at, true);
            if (JsonRecords.readObject(parser, session, 0, true)) {
                end(parser);
                return single(shape, session, at);
            }
            Sink sink = sink(shape, at);
            list(parser, session(at, false), sink);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
                parser.skipChildren();
            }
            end(parser);
            return sink.reply();
        }
    }

    private Sink sink(AnswerShape shape, Instant at) {
        return shape == AnswerShape.API ? new Sink.Columns(at, predictor.modelVersion())
                : new Sink.Batch(predictor, at);
    }

    private static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new RequestException(Problem.malformed("there is text after the JSON value"));
        }
    }

    private Reply single(AnswerShape shape, Session session, Instant at) {
        Prediction prediction = session.answer(0);
        if (prediction == null) {
            return Problem.badRecord(session.problems()).toReply();
        }
        if (shape == AnswerShape.API) {
            Sink sink = sink(shape, at);
            sink.answer(prediction);
            return sink.reply();
        }
        JsonBytes json = new JsonBytes(predictor.texts().answerSize());
        new AnswerJson(json, predictor, at).write(prediction);
        return new Reply(200, JSON, json);
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
        if (prediction == null) {
            sink.refuse(Problem.badRecord(session.problems()));
        } else {
            sink.answer(prediction);
        }
    }

    private Reply lines(AnswerShape shape, byte[] body, Instant at) throws IOException {
        Session session = session(at, false);
        Sink sink = shape == AnswerShape.API ? sink(shape, at) : new Sink.Lines(predictor, at);
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

    /**
     * Read by position, a header of other names would be a bad record and the rows below it answers to other columns.
     */
    private void refuseOtherTables(List<String> first) {
        FieldNames names = predictor.names();
        boolean oneCell = first.size() == 1 && names.features().size() > 1;
        if (oneCell && (first.get(0).indexOf(';') >= 0 || first.get(0).indexOf('\t') >= 0)) {
            throw new RequestException(
                    Problem.malformed("the first line is one cell; cells must be separated by commas"));
        }
        if (first.size() != names.features().size()) {
            return;
        }
        List<String> numbers = IntStream.range(0, first.size()).filter(i -> isNumeric(names.features().get(i)))
                .mapToObj(first::get).toList();
        if (!numbers.isEmpty() && numbers.stream().noneMatch(
                cell -> Values.isMissingNumber(cell) || cell.chars().anyMatch(Character::isDigit))) {
            throw new RequestException(
                    Problem.malformed("the first line holds no numbers and names no column; expected "
                            + predictor.featureList() + ", or their values in that order"));
        }
    }

    private boolean isNumeric(int column) {
        return predictor.schema().columns().get(column).role() == Role.NUMERIC;
    }

    private Reply csv(AnswerShape shape, byte[] body, Instant at) {
        CsvRecords rows = new CsvRecords(body);
        List<String> first = rows.next();
        if (first == null) {
            throw new RequestException(Problem.malformed("the body is empty"));
        }
        FieldNames names = predictor.names();
        List<FieldNames.Binding> header = new ArrayList<>();
        List<String> fields = new ArrayList<>(first);
        boolean headed = false;
        for (String cell : first) {
            FieldNames.Binding binding = names.find(cell.strip());
            header.add(binding);
            headed |= binding.found() && !names.isIdentifier(binding.column());
        }
        if (!headed) {
            refuseOtherTables(first);
            header.clear();
            fields.clear();
            for (int column : names.features()) {
                header.add(new FieldNames.Binding(column, 0));
                fields.add(predictor.schema().columns().get(column).name());
            }
        }
        Session session = session(at, false);
        Sink sink = shape == AnswerShape.API ? sink(shape, at) : new Sink.Csv(headed);
        int place = 0;
        for (List<String> cells = headed ? rows.next() : first; cells != null; cells = rows.next()) {
            bound(place);
            session.clear();
            if (cells.size() != header.size()) {
                session.refuse(headed
                        ? new FieldProblem(place, "", cells.size() + " cells",
                                header.size() + " cells, as in the header")
                        : JsonRecords.wrongCount(session, place, cells.size()));
            }
            for (int c = 0; c < Math.min(cells.size(), header.size()); c++) {
                FieldNames.Binding binding = header.get(c);
                if (binding.found() && session.claim(binding, fields.get(c).strip())) {
                    session.record().setText(binding.column(), cells.get(c));
                }
            }
            answer(session, sink, place++);
        }
        return sink.reply();
    }
}

package io.segmenta.model.predict;

import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonBytes;
import io.segmenta.model.predict.Prediction.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers the answers of one request, in the order of its records, into one reply. */
interface Sink {

    /** Room for a few answers, in bytes; clearing more takes longer than answering one record. */
    int FIRST = 1 << 11;

    /** The answer for a customer who has opted out; never to be written to. */
    byte[] OPTED_OUT = JsonBytes.ascii("{\"opted_out\":true}");

    void answer(Prediction prediction);

    /**
     * Puts a refusal in the place of an answer.
     *
     * @param identity the identifiers of the record that is refused
     */
    void refuse(Problem problem, List<Identity> identity);

    /**
     * Puts in the place of an answer that there is none, as the customer has opted out.
     *
     * @param identity the identifiers of the record
     */
    void leaveOut(List<Identity> identity);

    Reply reply();

    private static byte[] error(Problem problem) {
        return Json.write(Map.of("error", problem.toDocument()));
    }

    /** {@code {"count":n,"errors":m,"predictions":[...]}}. */
    final class Batch implements Sink {
        private static final byte[] END = JsonBytes.ascii("]}");
        private final JsonBytes json = new JsonBytes(FIRST);
        private final AnswerJson answers;
        private final AnswerLimit limit = new AnswerLimit();
        private int count;
        private int errors;

        Batch(Predictor predictor, Instant at) {
            this.answers = new AnswerJson(json, predictor, at);
        }

        @Override
        public void answer(Prediction prediction) {
            next();
            answers.write(prediction);
            bound();
        }

        @Override
        public void refuse(Problem problem, List<Identity> identity) {
            next();
            json.raw(error(problem));
            errors++;
            bound();
        }

        @Override
        public void leaveOut(List<Identity> identity) {
            next();
            json.raw(OPTED_OUT);
            bound();
        }

        private void bound() {
            if (!limit.fits(json)) {
                throw AnswerLimit.exceeded(count - 1);
            }
        }

        private void next() {
            if (count++ > 0) {
                json.raw(',');
            }
        }

        @Override
        public Reply reply() {
            String head = "{\"count\":" + count + ",\"errors\":" + errors + ",\"predictions\":[";
            return new Reply(200, Invocations.JSON, json.toBytes(JsonBytes.ascii(head), END));
        }
    }

    /** One JSON object per line. */
    final class Lines implements Sink {
        private final JsonBytes json = new JsonBytes(FIRST);
        private final AnswerJson answers;
        private final AnswerLimit limit = new AnswerLimit();
        private int count;

        Lines(Predictor predictor, Instant at) {
            this.answers = new AnswerJson(json, predictor, at);
        }

        @Override
        public void answer(Prediction prediction) {
            answers.write(prediction);
            end();
        }

        @Override
        public void refuse(Problem problem, List<Identity> identity) {
            json.raw(error(problem));
            end();
        }

        @Override
        public void leaveOut(List<Identity> identity) {
            json.raw(OPTED_OUT);
            end();
        }

        private void end() {
            json.raw('\n');
            if (!limit.fits(json)) {
                throw AnswerLimit.exceeded(count);
            }
            count++;
        }

        @Override
        public Reply reply() {
            return new Reply(200, Invocations.JSON_LINES, json);
        }
    }

    /** A table: {@link CsvLines}, after a header line where one is wanted. */
    final class Csv implements Sink {
        private final StringBuilder rows = new StringBuilder(FIRST);
        private final CsvLines lines;
        private final AnswerLimit limit = new AnswerLimit();
        private int count;

        /** @param identifiers the columns of identifiers that each line begins with */
        Csv(Predictor predictor, List<String> identifiers, boolean header) {
            this.lines = new CsvLines(rows, identifiers, predictor.model().calibration().isPresent());
            if (header) {
                lines.header();
            }
        }

        @Override
        public void answer(Prediction prediction) {
            lines.answer(prediction);
            end();
        }

        @Override
        public void refuse(Problem problem, List<Identity> identity) {
            lines.refuse(problem, identity);
            end();
        }

        @Override
        public void leaveOut(List<Identity> identity) {
            lines.leaveOut(identity);
            end();
        }

        private void end() {
            if (!limit.fits(rows)) {
                throw AnswerLimit.exceeded(count);
            }
            count++;
        }

        @Override
        public Reply reply() {
            return new Reply(200, Invocations.CSV, rows.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Parallel lists over all records; null stands where a record was refused or its customer has opted out. */
    final class Columns implements Sink {
        private final Map<String, Function<Prediction, @Nullable Object>> columns;
        private final String timestamp;
        private final List<Prediction> predictions = new ArrayList<>();
        private final List<FieldProblem> errors = new ArrayList<>();
        private final List<Integer> leftOut = new ArrayList<>();
        private final String modelVersion;

        Columns(Predictor predictor, Instant at) {
            this.columns = columns(predictor.model().calibration().isPresent());
            this.timestamp = new String(AnswerJson.timestamp(at), StandardCharsets.US_ASCII);
            this.modelVersion = predictor.modelVersion();
        }

        @Override
        public void answer(Prediction prediction) {
            predictions.add(prediction);
        }

        @Override
        public void refuse(Problem problem, List<Identity> identity) {
            predictions.add(null);
            errors.addAll(problem.errors());
        }

        @Override
        public void leaveOut(List<Identity> identity) {
            leftOut.add(predictions.size());
            predictions.add(null);
        }

        @Override
        public Reply reply() {
            Map<String, Object> document = new LinkedHashMap<>();
            columns.forEach((name, value) -> document.put(name, column(value)));
            document.put("model_version", modelVersion);
            document.put("timestamp", timestamp);
            if (!leftOut.isEmpty()) {
                document.put("opted_out", leftOut);
            }
            if (!errors.isEmpty()) {
                document.put("errors", Problem.badRecord(errors).toDocument().get("errors"));
            }
            Reply reply = new Reply(200, Invocations.JSON, Json.write(document));
            if (!reply.isCarried()) {
                throw AnswerLimit.exceeded(fitting());
            }
            return reply;
        }

        /** How many records have an answer that fits, looked for only when not all do. */
        private int fitting() {
            AnswerLimit limit = new AnswerLimit();
            int error = 0;
            for (int record = 0; record < predictions.size(); record++) {
                Prediction prediction = predictions.get(record);
                List<Object> own = new ArrayList<>();
                columns.values().forEach(value -> own.add(prediction == null ? null : value.apply(prediction)));
                while (error < errors.size() && errors.get(error).record() == record) {
                    own.add(Problem.badRecord(errors.subList(error, ++error)).toDocument().get("errors"));
                }
                if (!limit.fits(Json.write(own))) {
                    return record;
                }
            }
            return predictions.size();
        }

        private static Map<String, Function<Prediction, @Nullable Object>> columns(boolean calibrated) {
            Map<String, Function<Prediction, @Nullable Object>> columns = new LinkedHashMap<>();
            columns.put("cluster", p -> p.segment().cluster());
            columns.put("cluster_name", p -> p.segment().name());
            columns.put("segment_id", p -> p.segment().id());
            columns.put("recommendation", p -> p.segment().action());
            columns.put("confidence", p -> JsonBytes.round(p.confidence()));
            columns.put("distance", p -> JsonBytes.round(p.distance()));
            if (calibrated) {
                columns.put("fit", p -> JsonBytes.round(p.fit()));
                columns.put("outside", Prediction::outside);
                columns.put("between", p -> p.between() == null ? null : p.between().id());
                columns.put("posterior", p -> JsonBytes.round(p.posterior()));
            }
            return columns;
        }

        private List<Object> column(Function<Prediction, @Nullable Object> value) {
            List<Object> column = new ArrayList<>(predictions.size());
            for (Prediction prediction : predictions) {
                column.add(prediction == null ? null : value.apply(prediction));
            }
            return column;
        }
    }
}

package io.segmenta.model.predict;

import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gathers the answers of one request, in the order of its records, into one reply. */
interface Sink {

    /** Room for a few answers, in bytes; clearing more takes longer than answering one record. */
    int FIRST = 1 << 11;

    void answer(Prediction prediction);

    /** Puts a refusal in the place of an answer. */
    void refuse(Problem problem);

    Reply reply();

    private static byte[] error(Problem problem) {
        return Json.write(Map.of("error", problem.toDocument()));
    }

    /** {@code {"count":n,"errors":m,"predictions":[...]}}. */
    final class Batch implements Sink {
        private static final byte[] END = JsonBytes.ascii("]}");
        private final JsonBytes json = new JsonBytes(FIRST);
        private final AnswerJson answers;
        private int count;
        private int errors;

        Batch(Predictor predictor, Instant at) {
            this.answers = new AnswerJson(json, predictor, at);
        }

        @Override
        public void answer(Prediction prediction) {
            next();
            answers.write(prediction);
        }

        @Override
        public void refuse(Problem problem) {
            next();
            json.raw(error(problem));
            errors++;
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

        Lines(Predictor predictor, Instant at) {
            this.answers = new AnswerJson(json, predictor, at);
        }

        @Override
        public void answer(Prediction prediction) {
            answers.write(prediction);
            json.raw('\n');
        }

        @Override
        public void refuse(Problem problem) {
            json.raw(error(problem)).raw('\n');
        }

        @Override
        public Reply reply() {
            return new Reply(200, Invocations.JSON_LINES, json);
        }
    }

    /** One line of comma-separated values per record, after a header line when the request had one. */
    final class Csv implements Sink {
        private static final String HEADER = "segment_id,cluster,cluster_name,confidence,distance,"
                + "model_version,error\n";
        private final StringBuilder rows = new StringBuilder(FIRST);

        Csv(boolean header) {
            if (header) {
                rows.append(HEADER);
            }
        }

        @Override
        public void answer(Prediction prediction) {
            CsvRecords.append(rows, prediction.segment().id());
            rows.append(',').append(prediction.segment().cluster()).append(',');
            CsvRecords.append(rows, prediction.segment().name());
            rows.append(',').append(JsonBytes.round(prediction.confidence())).append(',')
                    .append(JsonBytes.round(prediction.distance())).append(',');
            CsvRecords.append(rows, prediction.modelVersion());
            rows.append(",\n");
        }

        @Override
        public void refuse(Problem problem) {
            rows.append(",,,,,,");
            CsvRecords.append(rows, problem.detail());
            rows.append('\n');
        }

        @Override
        public Reply reply() {
            return new Reply(200, Invocations.CSV, rows.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Parallel lists over all records; null stands where a record was refused. */
    final class Columns implements Sink {
        private final String timestamp;
        private final List<Prediction> predictions = new ArrayList<>();
        private final List<FieldProblem> errors = new ArrayList<>();
        private final String modelVersion;

        Columns(Instant at, String modelVersion) {
            this.timestamp = new String(AnswerJson.timestamp(at), StandardCharsets.US_ASCII);
            this.modelVersion = modelVersion;
        }

        @Override
        public void answer(Prediction prediction) {
            predictions.add(prediction);
        }

        @Override
        public void refuse(Problem problem) {
            predictions.add(null);
            errors.addAll(problem.errors());
        }

        @Override
        public Reply reply() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("cluster", column(p -> p.segment().cluster()));
            document.put("cluster_name", column(p -> p.segment().name()));
            document.put("segment_id", column(p -> p.segment().id()));
            document.put("recommendation", column(p -> p.segment().action()));
            document.put("confidence", column(p -> JsonBytes.round(p.confidence())));
            document.put("distance", column(p -> JsonBytes.round(p.distance())));
            document.put("model_version", modelVersion);
            document.put("timestamp", timestamp);
            if (!errors.isEmpty()) {
                document.put("errors", Problem.badRecord(errors).toDocument().get("errors"));
            }
            return new Reply(200, Invocations.JSON, Json.write(document));
        }

        private List<Object> column(Function<Prediction, Object> value) {
            List<Object> column = new ArrayList<>(predictions.size());
            for (Prediction prediction : predictions) {
                column.add(prediction == null ? null : value.apply(prediction));
            }
            return column;
        }
    }
}

package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonGenerator;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gathers the answers of one request, in the order of its records, into one reply. */
interface Sink {

    void answer(Prediction prediction) throws IOException;

    /** Puts a refusal in the place of an answer. */
    void refuse(Problem problem) throws IOException;

    Reply reply() throws IOException;

    private static Map<String, Object> error(Problem problem) {
        return Map.of("error", problem.toDocument());
    }

    /** {@code {"count":n,"errors":m,"predictions":[...]}}. */
    final class Batch implements Sink {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        private final AnswerJson answers;
        private final JsonGenerator json;
        private int count;
        private int errors;

        Batch(Predictor predictor, Instant at) throws IOException {
            this.answers = new AnswerJson(out, predictor, at);
            this.json = answers.generator();
            json.writeStartArray();
        }

        @Override
        public void answer(Prediction prediction) throws IOException {
            answers.write(prediction);
            count++;
        }

        @Override
        public void refuse(Problem problem) throws IOException {
            json.writeRawValue(new String(Json.write(error(problem)), StandardCharsets.UTF_8));
            count++;
            errors++;
        }

        @Override
        public Reply reply() throws IOException {
            json.writeEndArray();
            json.close();
            String head = "{\"count\":" + count + ",\"errors\":" + errors + ",\"predictions\":";
            ByteArrayOutputStream body = new ByteArrayOutputStream(head.length() + out.size() + 1);
            body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            out.writeTo(body);
            body.write('}');
            return new Reply(200, Invocations.JSON, body.toByteArray());
        }
    }

    /** One JSON object per line. */
    final class Lines implements Sink {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        private final AnswerJson answers;
        private final JsonGenerator json;

        Lines(Predictor predictor, Instant at) throws IOException {
            this.answers = new AnswerJson(out, predictor, at);
            this.json = answers.generator();
            json.setRootValueSeparator(null);
        }

        @Override
        public void answer(Prediction prediction) throws IOException {
            answers.write(prediction);
            json.writeRaw('\n');
        }

        @Override
        public void refuse(Problem problem) throws IOException {
            json.writeRaw(new String(Json.write(error(problem)), StandardCharsets.UTF_8));
            json.writeRaw('\n');
        }

        @Override
        public Reply reply() throws IOException {
            json.close();
            return new Reply(200, Invocations.JSON_LINES, out.toByteArray());
        }
    }

    /** One line of comma-separated values per record, after a header line when the request had one. */
    final class Csv implements Sink {
        private static final String HEADER = "segment_id,cluster,cluster_name,confidence,distance,model_version,error\n";
        private final StringBuilder rows = new StringBuilder(1 << 14);

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
            rows.append(',').append(AnswerJson.rounded(prediction.confidence())).append(',')
                    .append(AnswerJson.rounded(prediction.distance())).append(',');
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
            this.timestamp = AnswerJson.timestamp(at);
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
            document.put("confidence", column(p -> AnswerJson.rounded(p.confidence())));
            document.put("distance", column(p -> AnswerJson.rounded(p.distance())));
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

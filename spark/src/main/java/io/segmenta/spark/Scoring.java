package io.segmenta.spark;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import io.segmenta.spark.Fault.FaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Answers all rows by the code that answers requests: a header and one line per row, in {@code scores/}, one packed
 * file per stretch. A row that cannot be used has the reason in its line. The files count once {@code _done.json} names
 * them with their rows and hashes; a task that is run again writes the same bytes.
 */
final class Scoring {

    /** Rows of a request. Their answers are within what a request may be answered. */
    private static final int BATCH = 1000;

    private final JavaSparkContext spark;
    private final Settings settings;

    Scoring(JavaSparkContext spark, Settings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    /** A file that was written. */
    private record Part(String name, long rows, String sha256, @Nullable Fault fault) implements Serializable {}

    void run() throws IOException {
        Progress progress = new Progress(settings, "score");
        byte[] file = Storage.read(settings.model()
                .orElseThrow(() -> new ConfigException(List.of("model: scoring needs a model, got none"))));
        progress.stage("scan");
        Source source = Source.of(spark, settings);
        Encoding.check(source, ModelFile.read(new ByteArrayInputStream(file)));
        progress.stage("score");
        Broadcast<byte[]> model = spark.broadcast(file);
        String folder = settings.path("scores");
        String version = settings.modelVersion();
        List<Part> parts = source.distributed(spark, settings.partitions()).mapPartitions(ranges -> {
            Invocations answers = new Invocations(
                    new Predictor(ModelFile.read(new ByteArrayInputStream(model.value())), version));
            List<Part> written = new ArrayList<>();
            while (ranges.hasNext()) {
                written.add(part(source, ranges.next(), answers, folder));
            }
            return written.iterator();
        }).collect();
        Fault fault = parts.stream().map(Part::fault).reduce(null, Fault::first);
        if (fault != null) {
            throw new FaultException(fault);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rows", source.rows());
        document.put("model_version", version);
        document.put("model_sha256", ModelFile.id(file));
        document.put("data_sha256", source.sha256());
        document.put("parts", parts.stream()
                .map(part -> Map.of("name", part.name, "rows", part.rows, "sha256", part.sha256)).toList());
        Storage.write(settings.path(Job.Step.SCORE.result()), Json.pretty(document));
    }

    private static Part part(Source source, FileRange range, Invocations answers, String folder) throws IOException {
        String name = String.format(Locale.ROOT, "part-%05d.csv.gz", range.part());
        String attempt = folder + "/_attempt-" + TaskContext.get().taskAttemptId() + "-" + name;
        MessageDigest digest = Sha256.digest();
        long rows = 0;
        Fault fault = null;
        try (Rows reader = source.open(range);
                OutputStream out = new GZIPOutputStream(
                        new DigestOutputStream(Storage.create(attempt), digest))) {
            StringBuilder table = header(source);
            int batch = 0;
            for (List<String> cells = reader.next(); !cells.isEmpty(); cells = reader.next()) {
                new Csv(',').append(table, source.aligned(cells, range, reader.row()));
                if (++batch == BATCH) {
                    out.write(answered(answers, table, rows == 0, range, reader.row()));
                    rows += batch;
                    batch = 0;
                    table = header(source);
                }
            }
            if (batch > 0) {
                out.write(answered(answers, table, rows == 0, range, reader.row()));
                rows += batch;
            }
        } catch (FaultException found) {
            fault = found.fault();
        }
        Storage.move(attempt, folder + "/" + name);
        return new Part(name, rows, HexFormat.of().formatHex(digest.digest()), fault);
    }

    private static StringBuilder header(Source source) {
        StringBuilder table = new StringBuilder(1 << 16);
        new Csv(',').append(table, source.header().toArray(String[]::new));
        return table;
    }

    /** Returns the lines of answers to a table, after their header where they are the first of a file. */
    private static byte[] answered(Invocations answers, StringBuilder table, boolean first, FileRange range,
            long row) {
        Reply reply = answers.answer(AnswerShape.CSV, "text/csv; charset=utf-8",
                table.toString().getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        String text = reply.text();
        if (reply.status() != 200) {
            throw new FaultException(new Fault(Reason.MALFORMED, range.file(), row, range.rowOfFile(row), "", "",
                    "records up to here that can be answered; " + text));
        }
        return (first ? text : text.substring(text.indexOf('\n') + 1)).getBytes(StandardCharsets.UTF_8);
    }
}

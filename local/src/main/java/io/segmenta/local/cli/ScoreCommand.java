package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.StackState;
import io.segmenta.model.contract.ScoreKey;
import io.segmenta.model.contract.ScoreOutcome;
import io.segmenta.model.contract.ScoreOutcome.Answered;
import io.segmenta.model.contract.ScoreOutcome.Failed;
import io.segmenta.model.predict.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code segmenta score}: drops a file of records into the bucket and fetches the answers. */
@Command(name = "score", description = "Drop a file of records into the bucket, to be answered by the live model.")
final class ScoreCommand implements Callable<Integer> {
    private static final String GZIP = ".gz";

    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "FILE", description = "A table in CSV, also gzipped. The file that trained the model is "
            + "one.")
    private Path file;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Whose model answers (default: from the file's "
            + "name).")
    private @Nullable String dataset;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the answers are copied to, whole or not at all; "
            + "compressed when the name ends in .gz (default: they stay in the bucket).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Path path = TrainCommand.existing(root, file);
        ScoreKey key = new ScoreKey(TrainCommand.datasetName(dataset, path), path.getFileName().toString());
        StackState stack = root.stack();
        Screen screen = root.screen();
        try (Aws aws = Aws.local(stack)) {
            ScoreWatch watch = new ScoreWatch(aws.s3(), stack.bucket(), key);
            watch.upload(path);
            screen.note("Uploaded s3://" + stack.bucket() + "/" + key.key());
            ScoreOutcome outcome;
            try (Meter meter = screen.meter("")) {
                outcome = watch.await(meter);
            }
            switch (outcome.result()) {
                case Failed failed -> throw failure(failed.problem());
                case Answered answered -> answered(aws.s3(), stack.bucket(), answered, outcome);
            }
        }
        return CliException.OK;
    }

    private static CliException failure(Problem problem) {
        return CliException.user("%s: %s (%s)", problem.title(), problem.detail(), problem.code());
    }

    private void answered(S3Client s3, String bucket, Answered answered, ScoreOutcome outcome) throws IOException {
        Screen screen = root.screen();
        if (out != null) {
            download(s3, bucket, answered.key(), root.environment().resolve(out));
        }
        if (root.json()) {
            screen.json(new ObjectMapper().readTree(outcome.write()));
            return;
        }
        screen.line("%s answered by %s, %s refused.", Texts.count(answered.records() - answered.refused(), "record"),
                outcome.model().map(ScoreOutcome.Model::version).orElse(""), Texts.count(answered.refused()));
        answered.errors().stream().findFirst()
                .ifPresent(first -> screen.line("The first refused: record %d, %s", first.record() + 1,
                        first.sentence()));
        screen.line("Answers in %s", out == null ? "s3://" + bucket + "/" + answered.key() : out.toString());
    }

    private static void download(S3Client s3, String bucket, String key, Path into) throws IOException {
        Path whole = into.resolveSibling(into.getFileName() + ".part");
        boolean packed = into.getFileName().toString().endsWith(GZIP);
        try (InputStream object = s3.getObject(request -> request.bucket(bucket).key(key));
                InputStream answers = packed ? object : new GZIPInputStream(object)) {
            Files.copy(answers, whole, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(whole, into, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

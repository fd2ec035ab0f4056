package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.contract.Failure;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.SageMakerNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** {@code segmenta run}: drops a file into the bucket of a deployed stack and follows its run in the bucket. */
@Command(name = "run", description = "Drop a file into the bucket of the stack on AWS and follow its run.")
final class RunCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 1000;
    private static final Duration NEW_RUN_WITHIN = Duration.ofSeconds(20);

    @ParentCommand
    private Segmenta root;

    @Parameters(paramLabel = "FILE", description = "The table of customers.")
    private Path file;

    @Option(names = "--dataset", paramLabel = "NAME", description = "The data set (default: from the file's name).")
    private @Nullable String dataset;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of pipeline_config.yaml for this "
            + "run; commas make lists; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--bucket", paramLabel = "NAME", description = "The bucket (default: the output of the stack).")
    private @Nullable String bucket;

    @Option(names = "--stack-name", paramLabel = "NAME", defaultValue = "segmenta", description = "CloudFormation "
            + "stack (default: ${DEFAULT-VALUE}).")
    private String stackName;

    @Option(names = "--timeout", paramLabel = "MINUTES", defaultValue = "20", description = "How long to wait for "
            + "the run (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Override
    public Integer call() throws IOException {
        Map<String, String> settings = Upload.settings(set);
        Path path = TrainCommand.existing(root, file);
        String name = TrainCommand.datasetName(dataset, path);
        Screen screen = root.screen();
        String target = bucket == null
                ? StackOutputs.of(new Tools(root.environment()), stackName).bucket(stackName)
                : bucket;
        try (Aws aws = Aws.remote(root.environment().variables())) {
            S3Client s3 = aws.s3();
            Set<String> before = ends(s3, target, name);
            Upload upload = Upload.send(s3, target, name, path.getFileName().toString(), RequestBody.fromFile(path),
                    settings);
            screen.note("Uploaded " + upload.uri());
            String end;
            try (Meter meter = screen.meter("")) {
                end = await(s3, upload, before, meter);
            }
            String folder = RunFile.folder(end);
            if (RunFile.FAILURE.isAt(end)) {
                Failure failure = Failure.parse(Results.bytes(s3, target, end).orElseThrow());
                throw CliException.failedRun("the run", failure.detail(), failure.reason());
            }
            show(Results.read(s3, target, folder), name, target, folder);
        }
        return CliException.OK;
    }

    private void show(Results results, String name, String target, String key) {
        String folder = "s3://" + target + "/" + key;
        Screen screen = root.screen();
        if (root.json()) {
            ObjectNode node = results.metrics().deepCopy();
            node.put("dataset", name).put("folder", folder).set("segments", results.segments());
            screen.json(node);
        } else {
            new ResultView(screen, results).showAll("");
            screen.blank();
            screen.line("Results in %s", folder);
            screen.line("The model is registered in the group %s; approve it in SageMaker to let it serve.",
                    SageMakerNames.ofBucket(target).group(name));
        }
    }

    private String await(S3Client s3, Upload upload, Set<String> before, Meter meter) {
        Instant begun = Instant.now();
        Instant limit = begun.plus(Duration.ofMinutes(minutes));
        while (Instant.now().isBefore(limit)) {
            boolean orOlder = begun.plus(NEW_RUN_WITHIN).isBefore(Instant.now());
            Optional<String> fresh = newest(s3, upload, before, orOlder);
            if (fresh.isPresent()) {
                return fresh.get();
            }
            meter.show("waiting for the run", 0.5, "");
            Pause.of(POLL_MILLIS);
        }
        throw CliException.infrastructure("no run of %s has ended within %d minutes; it may still be running",
                upload.uri(), minutes);
    }

    /**
     * The end of the upload's run, and of no other that somebody else's upload began meanwhile: one that was not there
     * before, or, where the bucket keeps no versions and the same bytes were trained before, that run's.
     */
    private static Optional<String> newest(S3Client s3, Upload upload, Set<String> before, boolean orOlder) {
        Set<String> now = ends(s3, upload.bucket(), upload.dataset());
        return now.stream().filter(end -> !before.contains(end) || (orOlder && upload.version().isEmpty()))
                .filter(end -> isOf(s3, upload, end)).findFirst();
    }

    private static boolean isOf(S3Client s3, Upload upload, String end) {
        return Results.bytes(s3, upload.bucket(), end).filter(document -> {
            if (RunFile.FAILURE.isAt(end)) {
                Failure failure = Failure.parse(document);
                return upload.is(failure.key(), failure.objectVersion());
            }
            Lineage lineage = Lineage.parse(document);
            return upload.is(lineage.key(), lineage.objectVersion());
        }).isPresent();
    }

    /** The keys that end the runs of a data set. */
    private static Set<String> ends(S3Client s3, String bucket, String dataset) {
        Set<String> keys = new HashSet<>();
        String prefix = RunFolder.prefix(dataset);
        for (S3Object object : s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                .contents()) {
            if (RunFile.LINEAGE.isAt(object.key()) || RunFile.FAILURE.isAt(object.key())) {
                keys.add(object.key());
            }
        }
        return keys;
    }
}

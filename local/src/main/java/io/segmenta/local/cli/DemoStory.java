package io.segmenta.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.StackState;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.catalogue.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** The demonstration, step by step, and what it prints. */
final class DemoStory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDENT = "   ";
    private static final long TRIGGER_SECONDS = 60;

    private final Segmenta root;
    private final Screen screen;
    private final DemoEvents events;
    private final Input input;
    private final Path target;
    private final boolean keep;
    private final Instant begun = Instant.now();
    private int steps;
    private Instant stepBegun = begun;

    DemoStory(Segmenta root, DemoEvents events, Input input, Path target, boolean keep) {
        this.root = root;
        this.screen = root.json() ? root.screen().onErrorStream() : root.screen();
        this.events = events;
        this.input = input;
        this.target = target;
        this.keep = keep;
    }

    /**
     * What the demonstration is about.
     *
     * @param title the data in a few words
     * @param newCustomer the record to predict; empty to take a typical one of the largest segment
     * @param later what is uploaded after the first answer; empty of a file that there is nothing after
     */
    record Input(String dataset, String fileName, RequestBody body, String title, Map<String, String> settings,
            Map<String, Object> newCustomer, Optional<Later> later) {}

    /** A file of the same data set from a later time. */
    record Later(String fileName, RequestBody body) {}

    /** A map in the order given: key, value, key, value ... */
    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** The title, before anything is started. */
    void begin() {
        screen.line(screen.bold("Segmenta") + ": " + input.title() + ", from a file to a live answer");
        step("The stack", "what Segmenta needs of AWS, on this machine");
    }

    /** All steps, on a stack that is up. */
    void tell(StackState stack, Path stateDir) throws IOException {
        fact("AWS services", stack.endpoint() + screen.dim("  S3, SageMaker"));
        fact("HTTP API", stack.httpApi());
        fact("catalogue", "PostgreSQL");
        try (Aws aws = Aws.local(stack)) {
            Run run = train(stack, aws);
            String folder = RunsCommand.folder(run);
            Results results = Results.read(aws.s3(), stack.bucket(), folder);
            show(results);
            Registry.Version version = register(aws, run);
            String serving = approve(stack, aws, version);
            HttpApi.Answer answer = predict(stack, results);
            copy(aws, stack.bucket(), run);
            if (input.later().isPresent()) {
                later(stack, aws, input.later().get());
            }
            end(stack, stateDir);
            if (root.json()) {
                root.screen().json(summary(run, results, version, serving, answer));
            }
        }
    }

    private Run train(StackState stack, Aws aws) {
        step("Upload", "a file under data/ starts training");
        Instant since = Instant.now();
        Upload upload = upload(stack, aws, input.fileName(), input.body());
        input.settings().forEach((key, value) -> fact("setting", key + " = " + value));
        if (!events.awaitInvocation("Training", TRIGGER_SECONDS)) {
            throw CliException.infrastructure("the upload did not call the training function within %d s",
                    TRIGGER_SECONDS);
        }
        fact("trigger", "S3 notified the training function");

        step("Training", "read, understand, cluster, judge, name");
        Run run = await(stack, aws, upload, since);
        fact("run", run.id() + screen.dim("  " + Texts.seconds(Duration.between(run.createdAt(),
                run.finishedAt().orElseGet(Instant::now)))));
        return run;
    }

    private Upload upload(StackState stack, Aws aws, String fileName, RequestBody body) {
        Upload upload = Upload.send(aws.s3(), stack.bucket(), input.dataset(), fileName, body, input.settings());
        fact("file", upload.uri() + body.optionalContentLength().map(Texts::bytes)
                .map(size -> screen.dim("  " + size)).orElse(""));
        return upload;
    }

    private Run await(StackState stack, Aws aws, Upload upload, Instant since) {
        Run run;
        try (Runs runs = new Runs(stack); Meter meter = screen.meter(INDENT)) {
            run = new RunWatch(runs, aws.s3()).failingOn(events::trouble)
                    .await(upload, input.settings(), since, meter);
        }
        if (run.status() != Run.Status.SUCCEEDED) {
            throw TrainCommand.failure(run);
        }
        return run;
    }

    /** The same customers a year later: what lasts, what changes, and why. */
    private void later(StackState stack, Aws aws, Later later) throws IOException {
        step("A year later", "the same shop again: what lasts, what changes, who moves");
        Instant since = Instant.now();
        Upload upload = upload(stack, aws, later.fileName(), later.body());
        Run run = await(stack, aws, upload, since);
        String folder = RunsCommand.folder(run);
        screen.blank();
        new ResultView(screen, Results.read(aws.s3(), stack.bucket(), folder)).lasted(INDENT);
        Path into = target.resolve("a-year-later");
        download(aws, stack.bucket(), run, into);
        screen.blank();
        fact("picture", root.shown(into.resolve(RunFile.picture("flow"))) + screen.dim("  where customers went"));
    }

    private void show(Results results) {
        ResultView view = new ResultView(screen, results);
        screen.blank();
        view.understood(INDENT);
        screen.blank();
        view.quality(INDENT);
        step("Segments", "named from what sets them apart");
        view.segments(INDENT);
    }

    private Registry.Version register(Aws aws, Run run) {
        step("Registration", "in the SageMaker Model Registry");
        Registry.Version version = new ModelWatch(new Registry(aws.sageMaker())).await(run)
                .orElseThrow(() -> CliException.infrastructure("%s",
                        events.trouble().orElse("the run was not registered within a minute")));
        fact("model", SageMakerNames.STANDARD.group(version.dataset()) + " " + version.label() + ", " + version.status()
                + screen.dim(version.pending() ? "  nothing serves yet" : ""));
        return version;
    }

    private String approve(StackState stack, Aws aws, Registry.Version version) {
        step("Approval", "only an approved version may serve");
        if (version.pending()) {
            new Registry(aws.sageMaker()).decide(version, ModelApprovalStatus.APPROVED,
                    "approved by the demonstration");
        }
        String serving;
        try (Meter meter = screen.meter(INDENT)) {
            serving = new DeploymentWatch(aws, stack).failingOn(events::trouble).await(version, meter);
        }
        fact("approved", version.label() + screen.dim("  by the demonstration; you would look first"));
        List<String> states = events.endpointStates();
        fact("serving", serving + (states.isEmpty() ? "" : screen.dim("  " + String.join(" -> ", states))));
        return serving;
    }

    private HttpApi.Answer predict(StackState stack, Results results) throws IOException {
        step("Prediction", "over HTTP");
        Map<String, Object> customer = input.newCustomer().isEmpty() ? TypicalRecord.of(results) : input.newCustomer();
        String body = json(customer);
        HttpApi.Answer answer = new HttpApi(stack.httpApi()).post("/predict", "application/json",
                body.getBytes(StandardCharsets.UTF_8));
        screen.line(INDENT + "curl -s " + stack.httpApi() + "/predict \\");
        screen.line(INDENT + "  -H 'Content-Type: application/json' \\");
        screen.line(INDENT + "  -d '" + body.replace("'", "'\\''") + "'");
        if (answer.status() != 200) {
            throw answer.failure();
        }
        screen.blank();
        PredictionView.show(screen, INDENT, answer.json());
        return answer;
    }

    private void copy(Aws aws, String bucket, Run run) throws IOException {
        if (Files.exists(target)) {
            CleanCommand.removeTree(target);
        }
        List<Path> files = download(aws, bucket, run, target);
        step("Results", "copied to " + root.shown(target) + "/");
        screen.wrap(String.join("  ", files.stream().map(Path::toString).toList()), INDENT.length())
                .forEach(line -> screen.line(INDENT + line));
    }

    /** The evidence of a run and its rows of people, which lie apart in the bucket. */
    private static List<Path> download(Aws aws, String bucket, Run run, Path into) throws IOException {
        List<Path> files = new ArrayList<>(Results.download(aws.s3(), bucket, RunsCommand.folder(run), into));
        String people = new RunFolder(run.dataset(), run.id()).key(RunFolder.PEOPLE);
        Results.download(aws.s3(), bucket, people, into.resolve(RunFolder.PEOPLE))
                .forEach(file -> files.add(Path.of(RunFolder.PEOPLE).resolve(file)));
        return files;
    }

    private void end(StackState stack, Path stateDir) {
        screen.blank();
        screen.line(screen.bold(screen.green("Done")) + " in " + Texts.seconds(Duration.between(begun, Instant.now()))
                + ".");
        if (keep) {
            screen.line("The dashboard is at  %s", stack.dashboard());
            screen.line("The stack stays up until Ctrl-C: the curl line works, and so does, from another terminal,");
            screen.line("  segmenta --state %s models", stateDir);
        } else {
            screen.line("The stack has been stopped. To keep it up, look at the dashboard and try the curl line:");
            screen.line("  segmenta demo --keep");
        }
    }

    private static ObjectNode summary(Run run, Results results, Registry.Version version, String serving,
            HttpApi.Answer answer) {
        ObjectNode node = RunsCommand.toJson(run);
        node.set("segments", results.segments());
        node.put("model", SageMakerNames.STANDARD.group(version.dataset())).put("version", version.label()).put(
                "serving",
                serving);
        node.set("prediction", answer.json());
        return node;
    }

    private void step(String title, String about) {
        Instant now = Instant.now();
        if (steps > 0 && Duration.between(stepBegun, now).toMillis() > 500) {
            screen.line(INDENT + screen.dim(Texts.seconds(Duration.between(stepBegun, now))));
        }
        stepBegun = now;
        steps++;
        screen.blank();
        screen.line(screen.cyan(Integer.toString(steps)) + "  " + screen.bold(title) + screen.dim("  " + about));
    }

    private void fact(String name, String value) {
        screen.line(INDENT + screen.dim(String.format("%-13s", name)) + value);
    }

    private static String json(Map<String, Object> record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

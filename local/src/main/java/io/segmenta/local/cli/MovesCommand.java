package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Values;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.moves.Move.Change;
import io.segmenta.model.moves.Move;
import io.segmenta.model.moves.Moves;
import io.segmenta.model.moves.Wish;
import io.segmenta.model.predict.OneRecord;
import io.segmenta.model.predict.Predictor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code segmenta moves}: what would have to be different about a customer for the model to answer another segment. */
@Command(name = "moves", description = "Tell what would move a customer to another segment: model sensitivity, not a "
        + "promise. Age, birth and protected columns stay; tenure and dates only rise.")
final class MovesCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private Segmenta root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORD", arity = "0..*", description = "field=value ..., or one JSON object, or - for "
            + "JSON on standard input.")
    private List<String> record = List.of();

    @Option(names = "--target", paramLabel = "SEGMENT", required = true, description = "The id or the name of the "
            + "segment that is wanted.")
    private String target;

    @Option(names = "--file", paramLabel = "FILE", description = "The record, as one JSON object in a file.")
    private @Nullable Path file;

    @Option(names = "--dataset", paramLabel = "NAME", description = "Whose live model is asked.")
    private @Nullable String dataset;

    @Option(names = "--model", paramLabel = "FILE", description = "A model.tar.gz to ask instead; needs no stack.")
    private @Nullable Path model;

    @Option(names = "--fixed", paramLabel = "COLUMN", split = ",", description = "Columns that stay as they are.")
    private List<String> fixed = List.of();

    @Option(names = "--only-up", paramLabel = "COLUMN", split = ",", description = "Columns that do not fall.")
    private List<String> onlyUp = List.of();

    @Option(names = "--cost", paramLabel = "COLUMN=NUMBER", split = ",", description = "How dear a change of a column "
            + "is (default: 1).")
    private Map<String, Double> cost = Map.of();

    @Override
    public Integer call() throws IOException {
        if (file == null == record.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either a RECORD or --file FILE");
        }
        if (model == null == (dataset == null)) {
            throw new ParameterException(spec.commandLine(), "give either --dataset NAME or --model FILE");
        }
        byte[] json = file == null ? RecordArgument.json(record, spec)
                : Files.readAllBytes(TrainCommand.existing(root, file));
        Predictor predictor = predictor();
        InputRecord read = OneRecord.read(predictor, json);
        Segment own = predictor.predict(read, Instant.EPOCH).segment();
        Segment wanted = wanted(predictor.model());
        List<Move> moves = new Moves(predictor).find(read, new Wish(wanted.id(), new HashSet<>(fixed),
                new HashSet<>(onlyUp), cost));
        show(own, wanted, moves);
        return CliException.OK;
    }

    private Predictor predictor() throws IOException {
        if (model != null) {
            try (InputStream in = Files.newInputStream(TrainCommand.existing(root, model))) {
                return new Predictor(ModelFile.read(in), model.getFileName().toString());
            }
        }
        HttpApi api = root.api();
        String named = DatasetNames.check(String.valueOf(dataset));
        VersionsApi versions = new VersionsApi(api);
        VersionsApi.Version live = (versions.datasets().contains(named) ? versions.versions(named)
                : List.<VersionsApi.Version>of()).stream().filter(VersionsApi.Version::live).findFirst().orElseThrow(
                        () -> CliException.user("no model of %s is live; approve one with: segmenta approve", named));
        byte[] bytes = new RunsApi(api).documents(live.run().toString()).find(RunFile.MODEL).orElseThrow(
                () -> CliException.infrastructure("run %s has no model any more", live.run()));
        return new Predictor(ModelFile.read(new ByteArrayInputStream(bytes)), live.label());
    }

    private Segment wanted(SegmentationModel of) {
        return of.segments().stream().filter(one -> one.id().equals(target) || one.name().equalsIgnoreCase(target))
                .findFirst().orElseThrow(() -> CliException.user("no segment is called %s; there are %s", target,
                        String.join("; ", of.segments().stream().map(one -> one.name() + " (" + one.id() + ")")
                                .toList())));
    }

    private void show(Segment own, Segment wanted, List<Move> moves) {
        Screen screen = root.screen();
        if (root.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("heading", Moves.HEADING);
            document.put("segment", own.id());
            document.put("target", wanted.id());
            document.put("moves", moves.stream().map(Move::toDocument).toList());
            screen.json(JSON.valueToTree(document));
            return;
        }
        screen.line(screen.bold(own.name()) + " to " + screen.bold(wanted.name()) + screen.dim("  (" + Moves.HEADING
                + ")"));
        if (moves.isEmpty()) {
            screen.line(own.id().equals(wanted.id()) ? "The record is of this segment already."
                    : "No change was found after which the model answers this segment.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Move move : moves) {
            rows.add(List.of(String.join(", ", move.changes().stream().map(MovesCommand::words).toList()),
                    Values.brief(move.cost())));
        }
        screen.table("", List.of("CHANGE", "COST"), rows);
    }

    private static String words(Change change) {
        return change.column() + " " + text(change.from()) + " to " + text(change.to());
    }

    private static String text(Object value) {
        return value instanceof Double number ? Values.text(number) : value.toString();
    }
}

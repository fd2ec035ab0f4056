package io.segmenta.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the commands of every row of {@code docs/features.md} on a stack of its own and looks for the lines that prove
 * it. Run by {@code benchmarks/features}; exit status 0 when every row holds, 1 when one falls short, 3 when the stack
 * does not start.
 */
public final class Features {
    private static final String MARK = "\u001e";
    private static final int MOST_SECONDS = 400;
    private static final int SHOWN = 12;
    private static final int WIDTH = 150;

    private final Path home;
    private final Path work;

    private Features(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    /** What became of a row: the line that proves it, or what is missing, and the seconds that its commands took. */
    private record Outcome(FeatureRow row, Optional<String> proof, String missing, double seconds) {
        String line() {
            String text = proof.orElse(missing);
            return String.format(Locale.ROOT, "%s %s  %s%s", row.code(), proof.isPresent() ? "ok" : "SHORT",
                    row.nearest() ? "(nearest proof) " : "",
                    text.length() > WIDTH && proof.isPresent() ? text.substring(0, WIDTH - 1) + "…" : text);
        }
    }

    /**
     * Options: {@code --home folder --only A1,E3 --samples folder --out page}. With {@code --samples} the files that
     * the commands speak of are written and nothing is run; with {@code --only} those rows run after what all begin
     * with.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.of(Map.of("--home", ".", "--only", ""), arguments);
        Optional<String> samples = options.find("--samples");
        if (samples.isPresent()) {
            FeatureSamples.write(Files.createDirectories(Path.of(samples.get())));
            return;
        }
        Path home = Path.of(options.text("--home")).toAbsolutePath().normalize();
        List<FeatureRow> rows = chosen(FeatureRow.of(Files.readAllLines(home.resolve("docs/features.md"))),
                options.text("--only"));
        Path work = Files.createTempDirectory("segmenta-features");
        int status = 3;
        try {
            List<Outcome> outcomes = new Features(home, work).run(rows);
            status = outcomes.stream().allMatch(outcome -> outcome.proof().isPresent()) ? 0 : 1;
            if (options.find("--out").isPresent()) {
                Files.writeString(Path.of(options.text("--out")), page(outcomes, options.text("--only")));
            }
        } finally {
            Runner.delete(work);
        }
        System.exit(status);
    }

    private static List<FeatureRow> chosen(List<FeatureRow> rows, String only) {
        List<String> codes = List.of(only.split(",", -1));
        return rows.stream().filter(row -> only.isEmpty() || row.code().equals(FeatureRow.BEGIN)
                || codes.contains(row.code())).toList();
    }

    private List<Outcome> run(List<FeatureRow> rows) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("samples"));
        FeatureSamples.write(folder);
        Path log = work.resolve("segmenta-start.log");
        List<String> start = new ArrayList<>(List.of("start", "--port=0", "--http-port=0"));
        if (Files.exists(home.resolve("spark/target/segmenta-spark.jar"))) {
            start.add(1, "--large");
        }
        Process stack = Runner.segmenta(home, work, start.toArray(String[]::new)).start();
        try {
            while (!Files.readString(log).contains("Segmenta is up")) {
                if (!stack.isAlive()) {
                    throw new IOException("the stack did not start: " + Files.readString(log));
                }
                Thread.sleep(50);
            }
            Map<String, String> surroundings = surroundings();
            List<Outcome> outcomes = new ArrayList<>();
            for (FeatureRow row : rows) {
                Outcome outcome = show(row, folder, surroundings);
                outcomes.add(outcome);
                System.out.println(outcome.line());
            }
            System.out.println(sum(outcomes));
            return outcomes;
        } finally {
            stack.destroy();
            stack.waitFor();
        }
    }

    /** The variables that the page tells a reader to set. */
    private Map<String, String> surroundings() throws IOException {
        Path command = Files.createDirectories(work.resolve("bin")).resolve("segmenta");
        Files.writeString(command, "#!/usr/bin/env bash\nexec \"" + home.resolve("segmenta") + "\" --state \""
                + work.resolve("state") + "\" \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        JsonNode state = new ObjectMapper().readTree(work.resolve("state/state.json").toFile());
        return Map.of("PATH", work.resolve("bin") + ":" + System.getenv("PATH"), "SEGMENTA_NO_BUILD", "1", "CLONE",
                home.toString(), "URL", state.path("httpApi").asText(), "AWS", state.path("endpoint").asText(),
                "BUCKET", state.path("bucket").asText(), "KEY",
                state.path("accessKey").asText() + ':' + state.path("secretKey").asText());
    }

    private Outcome show(FeatureRow row, Path folder, Map<String, String> surroundings)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<List<String>> outputs = outputs(row, folder, surroundings);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Optional<String> proof = Optional.empty();
        for (int i = 0; i < row.steps().size(); i++) {
            FeatureRow.Step step = row.steps().get(i);
            List<String> output = i < outputs.size() ? outputs.get(i) : List.of();
            List<String> met = step.met(output);
            if (met.size() < step.proof().size()) {
                return new Outcome(row, Optional.empty(), "no \"" + step.proof().get(met.size()).strip() + "\" of: "
                        + step.command() + '\n' + tail(output), seconds);
            }
            proof = met.isEmpty() ? proof : Optional.of(proof.orElse(met.getFirst()));
        }
        return new Outcome(row, proof, "no line proves it", seconds);
    }

    private static String tail(List<String> output) {
        return output.stream().skip(Math.max(0, output.size() - SHOWN)).map("   | "::concat)
                .collect(Collectors.joining("\n"));
    }

    /** What each command of a row printed; one shell runs them all, so that one may name what the next one uses. */
    private List<List<String>> outputs(FeatureRow row, Path folder, Map<String, String> surroundings)
            throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        row.steps().forEach(step -> script.append("printf '\\n\\036'\n").append(step.command()).append('\n'));
        Path log = work.resolve(row.code() + ".log");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script.toString()).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        shell.environment().putAll(surroundings);
        Process process = shell.start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor();
        }
        String all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return Arrays.stream(all.split(MARK, -1)).skip(1).map(part -> part.lines().toList()).toList();
    }

    private static String sum(List<Outcome> outcomes) {
        List<Outcome> rows = outcomes.stream().filter(one -> !one.row().code().equals(FeatureRow.BEGIN)).toList();
        String missing = rows.stream().filter(one -> one.proof().isEmpty()).map(one -> one.row().code())
                .collect(Collectors.joining(", "));
        return rows.stream().filter(one -> one.proof().isPresent()).count() + " of " + rows.size()
                + (missing.isEmpty() ? "" : "; short: " + missing);
    }

    private static String page(List<Outcome> outcomes, String only) throws IOException {
        StringBuilder page = new StringBuilder(4000).append("# Every row shown, ").append(Report.date())
                .append("\n\n").append(Report.machine()).append("- Command: `benchmarks/features")
                .append(only.isEmpty() ? "" : " --only " + only).append("`, the commands and lines of ")
                .append("[the page of features](../../docs/features.md)\n- ").append(sum(outcomes))
                .append(String.format(Locale.ROOT, ", in %.0f s%n",
                        outcomes.stream().mapToDouble(Outcome::seconds).sum()))
                .append("- nearest: only AWS shows all of it, as the page of features says\n\n")
                .append("| row | | what proves it | seconds |\n|---|---|---|---|\n");
        for (Outcome outcome : outcomes) {
            String state = outcome.proof().isEmpty() ? "**short**" : outcome.row().nearest() ? "nearest" : "ok";
            String text = outcome.proof().orElse(outcome.missing()).lines().findFirst().orElse("");
            page.append(String.format(Locale.ROOT, "| %s %s | %s | `%s` | %.1f |%n", outcome.row().code(),
                    outcome.row().title(), state,
                    (text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text).replace("|", "\\|")
                            .replace("`", "'"),
                    outcome.seconds()));
        }
        return page.toString();
    }
}

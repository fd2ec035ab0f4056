package io.segmenta.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of {@code docs/features.md}: what is said to be there, the commands that show it, and the lines that they must
 * print. A row is a heading of the third level that begins with a letter and a number; its commands stand in fenced
 * blocks of {@code console}, each after a dollar sign (and goes on after a backslash at the end), the lines that prove
 * it below. {@code …} in a line stands for anything. Blocks before the first row are what all rows begin with, under
 * the code {@link #BEGIN}.
 *
 * @param code the letter and the number, such as {@code A1}
 * @param title the rest of the heading
 * @param nearest whether only AWS shows all of it, and this is the nearest proof
 * @param steps the commands, in order
 */
record FeatureRow(String code, String title, boolean nearest, List<Step> steps) {
    /** The code of what all rows begin with. */
    static final String BEGIN = "begin";
    /** How a paragraph begins that tells what one machine cannot show. */
    static final String ONLY_AWS = "**Only AWS shows";

    private static final Pattern HEADING = Pattern.compile("### ([A-K][1-9]) (.+)");
    private static final String FENCE = "```";
    private static final String PROMPT = "$ ";
    private static final String ANYTHING = "…";

    FeatureRow {
        steps = List.copyOf(steps);
    }

    /**
     * A command and what it must print.
     *
     * @param command for bash, of one or more lines
     * @param proof lines of the output, in order, {@code …} for anything
     */
    record Step(String command, List<String> proof) {
        Step {
            proof = List.copyOf(proof);
        }

        /**
         * The lines of an output that meet the proof, in its order, each the first one after the line before.
         *
         * @param output what the command printed
         * @return as many lines as the proof has when all of it was met, else those before the first that is missing
         */
        List<String> met(List<String> output) {
            List<String> met = new ArrayList<>();
            int next = 0;
            for (String wanted : proof) {
                Pattern pattern = pattern(wanted);
                while (next < output.size() && !pattern.matcher(spaced(output.get(next))).find()) {
                    next++;
                }
                if (next == output.size()) {
                    return met;
                }
                met.add(output.get(next++).strip());
            }
            return met;
        }

        private static Pattern pattern(String wanted) {
            return Pattern.compile(Arrays.stream(spaced(wanted).split(ANYTHING, -1))
                    .map(part -> Pattern.quote(part.strip())).collect(Collectors.joining(".*")));
        }

        /** Columns are as wide as their cells: only that there is space between words counts. */
        private static String spaced(String line) {
            return line.strip().replaceAll("\\s+", " ");
        }
    }

    /**
     * The rows of a page, in its order.
     *
     * @param lines the page, in Markdown
     * @throws IllegalArgumentException when a block has a line of output before any command
     */
    static List<FeatureRow> of(List<String> lines) {
        List<FeatureRow> rows = new ArrayList<>();
        Reading reading = new Reading(BEGIN, "");
        for (String line : lines) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                rows.add(reading.row());
                reading = new Reading(heading.group(1), heading.group(2));
            } else {
                reading.line(line);
            }
        }
        rows.add(reading.row());
        return rows;
    }

    /** A row while its lines are read. */
    private static final class Reading {
        private final String code;
        private final String title;
        private final List<Step> steps = new ArrayList<>();
        private final List<String> proof = new ArrayList<>();
        private String command = "";
        private boolean inBlock;
        private boolean shown;
        private boolean nearest;

        Reading(String code, String title) {
            this.code = code;
            this.title = title;
        }

        void line(String line) {
            if (line.startsWith(FENCE)) {
                inBlock = !inBlock;
                shown = inBlock && line.equals(FENCE + "console");
                end();
            } else if (!inBlock) {
                nearest |= line.startsWith(ONLY_AWS);
            } else if (shown && line.startsWith(PROMPT)) {
                end();
                command = line.substring(PROMPT.length());
            } else if (shown && command.endsWith("\\") && proof.isEmpty()) {
                command += '\n' + line;
            } else if (shown && command.isEmpty()) {
                throw new IllegalArgumentException(code + ": \"" + line + "\" stands before any command");
            } else if (shown && !line.strip().equals(ANYTHING)) {
                proof.add(line);
            }
        }

        private void end() {
            if (!command.isEmpty()) {
                steps.add(new Step(command, proof));
            }
            command = "";
            proof.clear();
        }

        FeatureRow row() {
            return new FeatureRow(code, title, nearest, steps);
        }
    }
}

package io.segmenta.dashboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the settings of a run, as {@code pipeline_config.yaml} documents them, as a list of TypeScript: key, what it
 * is, what it may be, and the default. What only the deployment decides is left out.
 */
final class Settings {
    private static final String HEAD = """
            /** Made from pipeline_config.yaml: mvn -pl dashboard test -Dtest=SchemaTest -Dsegmenta.write=true */

            /** Key, what it is, what it may be, and the default as the file writes it. */
            export type Setting = readonly [key: string, hint: string, limits: string, usual: string];

            export const SETTINGS: readonly Setting[] = [
            """;
    private static final Pattern ENTRY = Pattern.compile("( *)([a-z_0-9]+):(?: (.*))?");
    private static final String DEFAULT = "; default ";
    private static final String DEPLOYMENT = "For the deployment to decide";
    private static final int STEP = 2;

    private Settings() {}

    static String of(String yaml) {
        StringBuilder text = new StringBuilder(HEAD);
        List<String> comment = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        for (String line : yaml.lines().toList()) {
            Matcher entry = ENTRY.matcher(line);
            if (line.strip().startsWith("#")) {
                comment.add(line.strip().substring(1).strip());
            } else if (line.isBlank()) {
                comment.clear();
            } else if (entry.matches()) {
                while (path.size() > entry.group(1).length() / STEP) {
                    path.removeLast();
                }
                path.addLast(entry.group(2));
                if (entry.group(3) != null) {
                    text.append(setting(String.join(".", path), String.join(" ", comment)));
                }
                comment.clear();
            }
        }
        return text.append("];\n").toString();
    }

    private static String setting(String key, String comment) {
        int usual = comment.lastIndexOf(DEFAULT);
        if (usual < 0 || comment.contains(DEPLOYMENT)) {
            return "";
        }
        // What it may be follows the last sentence.
        String said = comment.substring(0, usual);
        int limits = said.lastIndexOf(". ") + 1;
        return "  [%s, %s,%n    %s, %s],%n".formatted(quoted(key), quoted(said.substring(0, limits).strip()),
                quoted(said.substring(limits).strip()), quoted(comment.substring(usual + DEFAULT.length())))
                .replace("\r", "");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

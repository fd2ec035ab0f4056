package io.segmenta.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the sources keep to, beyond what the compiler sees. */
class SourcesTest {
    /** What each folder may import from; whatever lies beside them, such as the address, may be read by all. */
    private static final Map<String, Set<String>> ARROWS = Map.of("figure", Set.of("figure"), "segment",
            Set.of("segment", "figure"), "chart", Set.of("chart", "segment", "figure"), "part",
            Set.of("part", "segment", "figure"), "api", Set.of("api"), "screen",
            Set.of("screen", "chart", "part", "segment", "figure", "api"));
    private static final Pattern IMPORT = Pattern.compile("from '(\\.[^']+)'");
    private static final int COLUMNS = 120;
    private static final int LINES = 350;
    private static final Set<String> MADE = Set.of("api/schema.ts", "screen/check/settings.ts");

    @Test
    void imports_followTheArrows() {
        List<String> against = new ArrayList<>();
        for (String file : sources()) {
            Set<String> allowed = ARROWS.get(Path.of(file).getName(0).toString());
            Matcher imported = IMPORT.matcher(Folder.text(Folder.SOURCES.resolve(file)));
            while (allowed != null && imported.find()) {
                Path target = Path.of(file).resolveSibling(imported.group(1)).normalize();
                if (target.getNameCount() > 1 && !allowed.contains(target.getName(0).toString())) {
                    against.add(file + " imports " + target);
                }
            }
        }
        assertThat(against).isEmpty();
    }

    @Test
    void files_areReadable() {
        List<String> large = new ArrayList<>();
        for (String file : sources()) {
            List<String> lines = Folder.text(Folder.SOURCES.resolve(file)).lines().toList();
            if (!MADE.contains(file)
                    && (lines.size() > LINES || lines.stream().anyMatch(line -> line.length() > COLUMNS))) {
                large.add(file);
            }
        }
        assertThat(large).isEmpty();
    }

    @Test
    void sources_tellNoMarkupAndNoAddress() {
        for (String file : sources()) {
            assertThat(Folder.text(Folder.SOURCES.resolve(file))).as(file).doesNotContain("dangerouslySetInnerHTML",
                    "innerHTML", "eval(", "http://", "https://");
        }
    }

    private static List<String> sources() {
        List<String> found = Folder.files(Folder.SOURCES).stream()
                .filter(name -> name.endsWith(".ts") || name.endsWith(".tsx")).toList();
        assertThat(found).hasSizeGreaterThan(30);
        return found;
    }
}

package io.segmenta.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader's browser has to fetch, and what is in it. */
class BudgetTest {
    /** All of them fit GPL-3.0-or-later. */
    private static final Set<String> LICENCES = Set.of("MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0",
            "OFL-1.1");
    private static final int DEPENDENCIES = 3;

    @ParameterizedTest
    @CsvSource({"app, .css, 10000", "inter, .woff2, 50000"})
    void files_compressed_stayWithinTheirBudgets(String begin, String end, int most) throws IOException {
        List<String> found = Folder.files(Folder.BUNDLE).stream()
                .filter(name -> name.startsWith(begin + ".") && name.endsWith(end)).toList();
        assertThat(found).hasSize(1);
        assertThat(compressed(found)).isBetween(1_000, most);
    }

    @Test
    void scripts_compressed_stayWithinTheirBudgets() throws IOException {
        List<String> scripts = scripts();
        String page = Folder.text(Folder.BUNDLE.resolve("index.html"));
        assertThat(compressed(scripts.stream().filter(page::contains).toList())).as("before the first screen")
                .isBetween(20_000, 60_000);
        for (String later : List.of("making", "judging", "keeping")) {
            List<String> group = scripts.stream().filter(name -> name.startsWith(later + ".")).toList();
            assertThat(group).hasSize(1);
            assertThat(page).doesNotContain(group.getFirst());
            assertThat(compressed(group)).as(later).isBetween(5_000, 20_000);
        }
        assertThat(compressed(scripts)).as("all screens").isLessThan(100_000);
    }

    @Test
    void bundle_hasThePageAndWhatItNames() {
        List<String> files = Folder.files(Folder.BUNDLE);
        assertThat(files).contains("index.html", "third-party.txt");
        String page = Folder.text(Folder.BUNDLE.resolve("index.html"));
        String scripts = scripts().stream().map(name -> Folder.text(Folder.BUNDLE.resolve(name)))
                .collect(Collectors.joining());
        for (String file : files) {
            if (file.endsWith(".js")) {
                assertThat(page + scripts).contains(file);
            } else if (!file.equals("index.html") && !file.equals("third-party.txt")) {
                assertThat(page).contains("\"/" + file + "\"");
            }
        }
        assertThat(page).doesNotContain("<style", "onload=", "<script>");
    }

    private static List<String> scripts() {
        return Folder.files(Folder.BUNDLE).stream().filter(name -> name.endsWith(".js")).toList();
    }

    @Test
    void dependencies_areFewAndFitTheLicence() throws IOException {
        JsonNode packages = new ObjectMapper().readTree(Folder.text(Folder.HOME.resolve("package-lock.json")))
                .path("packages");
        assertThat(packages.path("").path("dependencies").size()).isEqualTo(DEPENDENCIES);
        String told = Folder.text(Folder.BUNDLE.resolve("third-party.txt"));
        packages.properties().forEach(entry -> {
            if (!entry.getKey().isEmpty()) {
                JsonNode one = entry.getValue();
                assertThat(LICENCES).as(entry.getKey()).contains(one.path("license").asText());
                assertThat(one.path("integrity").asText()).as(entry.getKey()).startsWith("sha512-");
                if (!one.path("dev").asBoolean()) {
                    assertThat(told).contains(entry.getKey().substring("node_modules/".length()) + " "
                            + one.path("version").asText() + " (");
                }
            }
        });
    }

    @Test
    void lockFile_namesNoAddress() {
        assertThat(Folder.text(Folder.HOME.resolve("package-lock.json"))).doesNotContain("http");
    }

    /** Bytes of all these files, each compressed by itself as it is sent. */
    private static int compressed(List<String> files) throws IOException {
        int sum = 0;
        for (String file : files) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(out) {
                {
                    def.setLevel(Deflater.BEST_COMPRESSION);
                }
            }) {
                zip.write(Files.readAllBytes(Folder.BUNDLE.resolve(file)));
            }
            sum += out.size();
        }
        return sum;
    }
}

package io.segmenta.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
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
    private static final int FILES = 5;

    @ParameterizedTest
    @CsvSource({"app, .js, 60000", "app, .css, 10000", "inter, .woff2, 50000"})
    void files_compressed_stayWithinTheirBudgets(String begin, String end, int most) throws IOException {
        List<String> found = Folder.files(Folder.BUNDLE).stream()
                .filter(name -> name.startsWith(begin + ".") && name.endsWith(end)).toList();
        assertThat(found).hasSize(1);
        assertThat(compressed(Files.readAllBytes(Folder.BUNDLE.resolve(found.getFirst())))).isBetween(1_000, most);
    }

    @Test
    void bundle_hasThePageAndWhatItNames() {
        List<String> files = Folder.files(Folder.BUNDLE);
        assertThat(files).hasSize(FILES).contains("index.html", "third-party.txt");
        String page = Folder.text(Folder.BUNDLE.resolve("index.html"));
        for (String file : files) {
            if (!file.equals("index.html") && !file.equals("third-party.txt")) {
                assertThat(page).contains("\"/" + file + "\"");
            }
        }
        assertThat(page).doesNotContain("<style", "onload=", "<script>");
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

    private static int compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            zip.write(bytes);
        }
        return out.size();
    }
}

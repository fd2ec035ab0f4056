package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateTableTest {
    @Test
    void candidatesOfK_areATableWithTheOneTakenMarked() throws JsonProcessingException {
        assertThat(shown("""
                {"n_clusters": 3, "candidates": [
                  {"k": 2, "inertia": 1234, "silhouette": 0.414, "calinski_harabasz": 90, "davies_bouldin": 0.9,
                   "smallest_share": 0.25, "gap": null, "least_stability": 0.97},
                  {"k": 3, "inertia": 800, "silhouette": 0.5, "calinski_harabasz": 120, "davies_bouldin": 0.7,
                   "smallest_share": 0.25, "gap": null, "least_stability": 0.99}]}""")).contains("""
                       k  silhouette  Calinski-H.  Davies-B.  inertia  smallest  stability
                       2        0.41        90.00       0.90    1,234      25 %       0.97
                    >  3        0.50       120.00       0.70   800.00      25 %       0.99
                """);
    }

    @Test
    void candidatesOfASearch_nameAlgorithmAndParameters() throws JsonProcessingException {
        String shown = shown("""
                {"n_clusters": 2, "candidates": [{"k": 2}], "search": {"candidates": [
                  {"algorithm": "hdbscan", "parameters": "min_samples 5", "k": 2, "taken": false, "silhouette": 0.1,
                   "outside_share": 0.02, "density_validity": -0.25},
                  {"algorithm": "hdbscan", "parameters": "min_samples 9", "k": 4, "taken": true, "silhouette": 0.2,
                   "outside_share": 0, "density_validity": 0.5}]}}""");
        assertThat(shown).contains("algorithm  with           k  silhouette  outside  validity")
                .contains(">  hdbscan    min_samples 9  4        0.20    0.0 %      0.50");
    }

    @Test
    void oneCandidate_isNoTable() throws JsonProcessingException {
        assertThat(shown("{\"n_clusters\": 2, \"candidates\": [{\"k\": 2, \"silhouette\": 0.5}]}")).isEmpty();
    }

    private static String shown(String metrics) throws JsonProcessingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Screen screen = new Screen(new Environment(stream, stream, Path.of(""), Path.of(""), Map.of(), false, 200));
        new CandidateTable(screen, new ObjectMapper().readTree(metrics)).show("    ");
        return out.toString(StandardCharsets.UTF_8);
    }
}

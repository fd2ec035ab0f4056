package io.segmenta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.data.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static List<String> problems(ConfigSource... sources) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(List.of(sources))).problems();
    }

    private static List<String> problems(String yaml) {
        return problems(ConfigSource.yaml("pipeline_config.yaml", yaml));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    clustering: {k_min: 1}                 | clustering.k_min: must be >= 2, got 1
                    clustering: {k: 5000}                  | clustering.k: must be <= 1000, got 5000
                    clustering: {k: 1}                     | clustering.k: must be 0 (search) or >= 2, got 1
                    clustering: {k: many}                  | clustering.k: must be a whole number, got "many"
                    clustering: {k: 2.5}                   | clustering.k: must be a whole number, got "2.5"
                    clustering: {k: }                      | clustering.k: must be a whole number, got nothing
                    clustering: {k: [3]}                   | clustering.k: must be a whole number, got a list
                    clustering: {k: 99999999999}           | clustering.k: must be a whole number, got "99999999999"
                    clustering: {tolerance: .inf}          | clustering.tolerance: must be a number, got ".inf"
                    clustering: {tolerance: 1e999}         | clustering.tolerance: must be a number, got "1e999"
                    clustering: {k_min: 9, k_max: 3}       | clustering.k_min: must not exceed clustering.k_max (3), got 9
                    clustering: {linkage: wards}           | clustering.linkage: must be one of [ward, complete, average, single], got "wards"
                    clustering: {min_samples: -1}          | clustering.min_samples: must be >= 0, got -1
                    clustering: {algorithm: kmean}         | clustering.algorithm: must be one of [kmeans, xmeans, gmeans, kmedoids, kprototypes, agglomerative, genie, dbscan, hdbscan, som, som_kmeans, gaussian_mixture, auto], got "kmean"
                    clustering: {search: {algorithms: [auto]}} | clustering.search.algorithms[0]: must be one of [kmeans, xmeans, gmeans, kmedoids, kprototypes, agglomerative, genie, dbscan, hdbscan, som, som_kmeans, gaussian_mixture], got "auto"
                    clustering: {mixture: {restarts: 0}}   | clustering.mixture.restarts: must be >= 1, got 0
                    clustering: 5                          | clustering: must be a section of keys and values, got "5"
                    columns: {include: age}                | columns.include: must be a list, got "age"
                    columns: {include: [{a: 1}]}           | columns.include[0]: must be text, got a map
                    columns: {roles: {age: number}}        | columns.roles.age: must be one of [numeric, categorical, ordinal, boolean, date, identifier, code, free_text, constant, personal, protected, ignored], got "number"
                    columns: {use_protected: yes}          | columns.use_protected: must be true or false, got "yes"
                    columns: {include: [a], exclude: [a]}  | columns.exclude: must not name what columns.include names, got "a"
                    read: {encoding: klingon}              | read.encoding: must be auto or the name of an encoding, got "klingon"
                    read: {delimiter: ab}                  | read.delimiter: must be auto, comma, semicolon, tab, pipe, space or one character, got "ab"
                    serving: {memory_mb: 2000}             | serving.memory_mb: must be a multiple of 1024, got 2000
                    clustering: {K: 3}                     | clustering.K: unknown key, did you mean clustering.k?
                    clusterin: {k: 3}                      | clusterin: unknown key, did you mean clustering?
                    k_max: 3                               | k_max: unknown key, did you mean clustering.k_max?
                    colour: blue                           | colour: unknown key
                    """)
    void problem_isOneSentence(String yaml, String problem) {
        assertThat(problems(yaml)).containsExactly("pipeline_config.yaml: " + problem);
    }

    @Test
    void everyProblemOfEverySource_isToldAtOnce() {
        assertThat(problems(ConfigSource.yaml("base.yaml", "seed: x\nclustering: {k_min: 0, wat: 1}"),
                ConfigSource.set(Map.of("serving.target", "moon")))).containsExactlyInAnyOrder(
                        "base.yaml: seed: must be a whole number, got \"x\"",
                        "base.yaml: clustering.k_min: must be >= 2, got 0", "base.yaml: clustering.wat: unknown key",
                        "--set: serving.target: must be one of [endpoint, lambda], got \"moon\"");
    }

    @Test
    void laterSource_overridesKeyByKey() {
        PipelineConfig config = ConfigReader.read(List.of(
                ConfigSource.yaml("a", "clustering: {k: 3, restarts: 4}\ncolumns: {include: [a, b], roles: {a: date}}"),
                ConfigSource.yaml("b", "clustering: {k: 5}\ncolumns: {include: [c], roles: {b: ignored}}"),
                ConfigSource.set(Map.of("clustering.k", "7", "columns.roles.Unit.Price ($)", "numeric"))));
        assertThat(config.clustering().k()).isEqualTo(7);
        assertThat(config.clustering().kmeans().restarts()).isEqualTo(4);
        assertThat(config.columns().include()).containsExactly("c");
        assertThat(config.columns().roles()).containsExactly(Map.entry("Unit.Price ($)", Role.NUMERIC),
                Map.entry("a", Role.DATE), Map.entry("b", Role.IGNORED));
    }

    @Test
    void valueOverriddenByAGoodOne_isNoProblem() {
        PipelineConfig config = ConfigReader.read(
                List.of(ConfigSource.yaml("a", "clustering: {k: 1}"), ConfigSource.set(Map.of("clustering.k", "2"))));
        assertThat(config.clustering().k()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Annual Income (k$), Spending Score (1-100) | Annual Income (k$);Spending Score (1-100)
            [a, "b, c"]                                | a;b, c
            a                                          | a
            []                                         | ``
            `  `                                       | ``
            """)
    void set_listByCommasOrBrackets(String text, String expected) {
        List<String> include = PipelineConfig.defaults().with(Map.of("columns.include", text)).columns().include();
        assertThat(String.join(";", include)).isEqualTo(expected);
    }

    @Test
    void set_unknownKeyOrSection_isRefused() {
        assertThat(problems(ConfigSource.set(Map.of("clustering.kk", "3"))))
                .containsExactly("--set: clustering.kk: unknown key, did you mean clustering.k?");
        assertThat(problems(ConfigSource.set(Map.of("clustering", "3"))))
                .containsExactly("--set: clustering: is a section; set one of the keys in it");
        assertThat(problems(ConfigSource.set(Map.of("columns.include", "[a"))))
                .containsExactly("--set: columns.include: must be a list such as [a, b], got \"[a\"");
    }

    @Test
    void keyGivenTwice_isRefused() {
        assertThat(problems("clustering:\n  k: 3\n  n_clusters: 4\n"))
                .containsExactly("pipeline_config.yaml: clustering.n_clusters: given twice");
    }

    @Test
    void emptyDocumentAndEmptySection_areDefaults() {
        for (String text : List.of("", "# nothing\n", "---\n", "\uFEFFclustering:\n", "{}")) {
            assertThat(ConfigReader.read(List.of(ConfigSource.yaml("x", text)))).isEqualTo(PipelineConfig.defaults());
        }
    }

    @Test
    void brokenYaml_namesTheLine() {
        assertThat(problems("seed: 1\nclustering: {k: 3\nread: [\n").get(0))
                .startsWith("pipeline_config.yaml: line ").contains("not valid YAML");
        assertThat(problems("a: 1\n---\nb: 2\n").get(0)).contains("not valid YAML");
        assertThat(problems("\u0000\u0001\u0002")).hasSize(1);
        assertThat(problems("- a\n- b\n"))
                .containsExactly("pipeline_config.yaml: must be a section of keys and values, got a list");
    }

    @Test
    void hostileYaml_isRefusedCheaply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i <= 30; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("*a").append(i - 1).append("]\n");
        }
        assertThat(problems(bomb.toString())).isNotEmpty();
        assertThat(problems("[".repeat(100_000)).get(0)).contains("not valid YAML");
        assertThat(problems("seed: " + "1".repeat(2_000_000)).get(0)).contains("must not exceed 1048576 characters");
        assertThat(problems("seed: !!javax.script.ScriptEngineManager [x]"))
                .singleElement().asString().contains("Global tag is not allowed");
        assertThat(problems(ConfigSource.set(Map.of("features.fill_text", "a\u0007"))))
                .singleElement().asString().startsWith("--set: features.fill_text: must be 1 to 100 characters");
        assertThatThrownBy(() -> ConfigReader.read(List.of(ConfigSource.yaml("x", "columns: {include: &a [*a]}"))))
                .isInstanceOf(ConfigException.class);
    }
}

package io.segmenta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.ConfigException;
import io.segmenta.model.data.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineConfigTest {
    private static final PipelineConfig EVERYTHING_CHANGED = new PipelineConfig(7,
            new PipelineConfig.Read(";", "utf-16", PipelineConfig.Header.ABSENT, "Sheet2",
                    PipelineConfig.Decimal.COMMA, Map.of("age", List.of("99", "nobody")), 1000, 50, 60),
            new PipelineConfig.Columns(List.of("age", "Annual Income (k$)"), List.of("id"),
                    Map.of("age", Role.ORDINAL), true),
            new PipelineConfig.Cleaning(0.25, true, 0.5, PipelineConfig.Outliers.SET_ASIDE,
                    PipelineConfig.Redundant.KEEP),
            new PipelineConfig.Features(PipelineConfig.ImputeNumeric.FILL, 9, PipelineConfig.ImputeCategorical.FILL,
                    -1.5,
                    "n/a", PipelineConfig.Encode.ORDINAL, 5, PipelineConfig.Unseen.REFUSE,
                    PipelineConfig.Scaling.ROBUST, PipelineConfig.Skew.AUTO, 0, 0.9, 3, "spend@2",
                    Optional.of("2026-05-31T00:00:00Z")),
            new ClusteringConfig(Optional.of(ClusteringConfig.Algorithm.AGGLOMERATIVE), 5, 3, 6, 30, 400,
                    ClusteringConfig.Criterion.DAVIES_BOULDIN, 3, 0, ClusteringConfig.Update.LAST, 12,
                    new ClusteringConfig.KMeans(20, 50, 0.01, 5_000), new ClusteringConfig.KMedoids(3),
                    new ClusteringConfig.KPrototypes(0.75, 21, 51),
                    new ClusteringConfig.Agglomerative(ClusteringConfig.Linkage.SINGLE),
                    new ClusteringConfig.Genie(0.5), new ClusteringConfig.Dbscan(1.5, 4),
                    new ClusteringConfig.Hdbscan(7),
                    new ClusteringConfig.Som(9, 7, ClusteringConfig.SomGrid.RECTANGULAR, 30, 4.0, 0.5, 0.25),
                    new ClusteringConfig.GaussianMixture(ClusteringConfig.MixtureCovariance.DIAGONAL, 4, 52, 0.25,
                            0.125),
                    new ClusteringConfig.Search(
                            List.of(ClusteringConfig.Algorithm.HDBSCAN, ClusteringConfig.Algorithm.DBSCAN),
                            List.of(5, 0), List.of(0.02, 30.0), List.of(0.9), 12)),
            new ConfidenceConfig(0.05),
            new PipelineConfig.Registration(PipelineConfig.Approval.AUTOMATIC, true),
            new GatesConfig(GatesConfig.FirstModel.GATES, 0.3, 0.02, 40, 0.7, 2, 0.8, 0.1, 0.75, 4,
                    GatesConfig.Fairness.BLOCK, 0.1, 0.5, 0.9, 0.1, 0.02),
            new ServingConfig(ServingConfig.Target.LAMBDA, Optional.of("gold"),
                    ServingConfig.EndpointKind.SERVERLESS,
                    "ml.c7g.xlarge", 2, 4096, 20, 60),
            new MonitoringConfig(false, 60, 0.25, 4), new PrivacyConfig(5), new CostConfig(0.25),
            new PipelineConfig.Orders(PipelineConfig.OrdersMode.ON, "c", "o", "d", "q", "p", "a", "s",
                    List.of("ok", "done")),
            new PanelConfig("LOCATION", "TIME", List.of("USD_CAP"), List.of(PanelConfig.Summary.LAST), 2011,
                    2020, true),
            Map.of("ratio", "a / b"), new PipelineConfig.Survey(Map.of("Music", List.of("rock", "pop")), true, 0.75),
            new IdentityConfig(Optional.of("worth"), 500),
            new PipelineConfig.Plots(PipelineConfig.ScatterAxes.TSNE, PipelineConfig.PictureFormat.BOTH),
            new DistributedConfig(DistributedConfig.Enabled.ALWAYS, 5.5, 10));

    private static final String EVERYTHING_CHANGED_YAML = """
            seed: 7
            read: {delimiter: ";", encoding: utf-16, header: absent, sheet: Sheet2, decimal: comma,
                missing: {age: ["99", nobody]}, max_bytes: 1000,
              max_columns: 50, max_rows: 60}
            columns: {include: [age, Annual Income (k$)], exclude: [id], roles: {age: ordinal}, use_protected: true}
            cleaning: {drop_thresh: 0.25, drop_duplicates: true, variance_threshold: 0.5, outliers: set_aside,
                       redundant: keep}
            features: {impute_numeric: fill, impute_neighbors: 9, impute_categorical: fill, fill_number: -1.5,
              fill_text: n/a, encode: ordinal, max_levels: 5, unseen: refuse, scale: robust, skew: auto,
              pca_components: 0, pca_variance: 0.9, umap_components: 3,
              view: spend@2, as_of: "2026-05-31T00:00:00Z"}
            clustering: {algorithm: agglomerative, k: 5, k_min: 3, k_max: 6, min_segment_size: 30,
              max_segment_size: 400, criterion: davies_bouldin, gap_references: 3, stability_resamples: 0,
              update: last, update_memory: 12,
              kmeans: {restarts: 20, max_iterations: 50, tolerance: 0.01, batch_size: 5000},
              kmedoids: {restarts: 3},
              kprototypes: {gamma: 0.75, restarts: 21, max_iterations: 51},
              agglomerative: {linkage: single}, genie: {gini_threshold: 0.5}, dbscan: {radius: 1.5, min_samples: 4},
              hdbscan: {min_samples: 7},
              som: {width: 9, height: 7, grid: rectangular, epochs: 30, sigma: 4, end_radius: 0.5,
                learning_rate: 0.25},
              gaussian_mixture: {covariance: diagonal, restarts: 4, max_iterations: 52, tolerance: 0.25,
                regularization: 0.125},
              search: {algorithms: [hdbscan, dbscan], min_samples: [5, 0], min_segment_size: [0.02, 30],
                radius_quantile: [0.9], budget: 12}}
            confidence: {alpha: 0.05}
            registration: {approval: automatic, four_eyes: true, min_silhouette: 0.3, min_segment_share: 0.02}
            gates: {first_model: gates, min_segment_size: 40, min_stability: 0.7, max_changes: 2, min_certainty: 0.8,
              max_moved_by_model: 0.1, min_agreement: 0.75, max_outside: 4, fairness: block,
              max_disparity: 0.1, max_centroid_move: 0.5, min_update_agreement: 0.9, max_share_change: 0.1,
              max_error_rise: 0.02}
            serving: {target: lambda, endpoint_name: gold, kind: serverless, instance_type: ml.c7g.xlarge, instance_count: 2,
              memory_mb: 4096, max_concurrency: 20, bake_seconds: 60}
            monitoring: {capture: false, flush_seconds: 60, tolerance: 0.25,
              false_alarms_per_year: 4}
            privacy: {k: 5}
            cost: {max_usd_per_run: 0.25}
            orders: {mode: "on", customer: c, order: o, date: d, quantity: q, price: p, amount: a,
              status: s, paid: [ok, done]}
            panel: {entity: LOCATION, time: TIME, measures: [USD_CAP], summaries: [last], from: 2011, to: 2020,
              complete: true}
            derive: {ratio: a / b}
            survey: {groups: {Music: [rock, pop]}, find: true, min_answered: 0.75}
            identity: {value: worth, reference_rows: 500}
            plots: {scatter: tsne, format: both}
            distributed: {enabled: always, confirm_above_usd: 5.5, max_workers: 10}
            """;

    @Test
    void everySetting_unsaid_hasItsDefault() {
        assertThat(PipelineConfig.defaults()).isEqualTo(new PipelineConfig(42,
                new PipelineConfig.Read("auto", "auto", PipelineConfig.Header.AUTO, "auto",
                        PipelineConfig.Decimal.AUTO, Map.of(), 4294967296L, 10000, 50000000),
                new PipelineConfig.Columns(List.of(), List.of(), Map.of(), false),
                new PipelineConfig.Cleaning(0.5, false, 0, PipelineConfig.Outliers.AUTO, PipelineConfig.Redundant.DROP),
                new PipelineConfig.Features(PipelineConfig.ImputeNumeric.MEDIAN, 5,
                        PipelineConfig.ImputeCategorical.MODE,
                        0, "missing", PipelineConfig.Encode.ONE_HOT, 20, PipelineConfig.Unseen.OTHER,
                        PipelineConfig.Scaling.STANDARD,
                        PipelineConfig.Skew.TAILS, 0, 0, 0, "none", Optional.empty()),
                new ClusteringConfig(Optional.of(ClusteringConfig.Algorithm.KMEANS), 0, 2, 10, 0, 0,
                        ClusteringConfig.Criterion.AUTO, 5, 10, ClusteringConfig.Update.NONE, 30,
                        new ClusteringConfig.KMeans(10, 300, 1e-4, 0), new ClusteringConfig.KMedoids(2),
                        new ClusteringConfig.KPrototypes(0, 10, 300),
                        new ClusteringConfig.Agglomerative(ClusteringConfig.Linkage.WARD),
                        new ClusteringConfig.Genie(0.3), new ClusteringConfig.Dbscan(0, 0),
                        new ClusteringConfig.Hdbscan(0),
                        new ClusteringConfig.Som(0, 0, ClusteringConfig.SomGrid.HEXAGONAL, 20, 0, 0.3, 1),
                        new ClusteringConfig.GaussianMixture(ClusteringConfig.MixtureCovariance.FULL, 3, 300, 1e-3,
                                1e-6),
                        new ClusteringConfig.Search(List.of(ClusteringConfig.Algorithm.KMEANS,
                                ClusteringConfig.Algorithm.AGGLOMERATIVE, ClusteringConfig.Algorithm.GAUSSIAN_MIXTURE,
                                ClusteringConfig.Algorithm.GENIE), List.of(0), List.of(0.0), List.of(0.0), 0)),
                new ConfidenceConfig(0.01),
                new PipelineConfig.Registration(PipelineConfig.Approval.MANUAL, false),
                new GatesConfig(GatesConfig.FirstModel.PERSON, 0, 0.01, 30, 0.6, 0, 0.9, 0.05, 0.8, 3,
                        GatesConfig.Fairness.WARN, 0.05, 0.25, 0.95, 0.05, 0.01),
                new ServingConfig(ServingConfig.Target.ENDPOINT, Optional.empty(),
                        ServingConfig.EndpointKind.INSTANCE,
                        "ml.m5.large", 1, 2048, 5, 0),
                new MonitoringConfig(true, 300, 0.1, 1), new PrivacyConfig(10), new CostConfig(0),
                new PipelineConfig.Orders(PipelineConfig.OrdersMode.AUTO, "auto", "auto", "auto", "auto", "auto",
                        "auto", "auto", List.of()),
                new PanelConfig("auto", "none", List.of(), List.of(PanelConfig.Summary.MEAN,
                        PanelConfig.Summary.GROWTH, PanelConfig.Summary.VOLATILITY), -1e9, 1e9, false),
                Map.of(), new PipelineConfig.Survey(Map.of(), false, 0.5),

                new IdentityConfig(Optional.empty(), 1024),
                new PipelineConfig.Plots(PipelineConfig.ScatterAxes.COMPONENTS, PipelineConfig.PictureFormat.SVG),
                new DistributedConfig(DistributedConfig.Enabled.AUTO, 20, 50)));
    }

    @Test
    void everySetting_given_isRead() {
        assertThat(ConfigReader.read(List.of(ConfigSource.yaml("all.yaml", EVERYTHING_CHANGED_YAML))))
                .isEqualTo(EVERYTHING_CHANGED);
    }

    @Test
    void everySettingButTheCountOfComponents_isChangedByTheTestAbove() {
        // pca_components and pca_variance exclude one another, so one of them must stay off.
        PipelineConfig components = PipelineConfig.defaults().with(Map.of("features.pca_components", "3"));
        assertThat(components.features().pcaComponents()).isEqualTo(3);
        String[] changed = EVERYTHING_CHANGED.json().split(",\"|\\{\"");
        String[] defaults = PipelineConfig.defaults().json().split(",\"|\\{\"");
        assertThat(changed).filteredOn(List.of(defaults)::contains)
                .containsOnly("", "pca_components\":0", "read\":", "columns\":", "cleaning\":", "features\":",
                        "clustering\":", "confidence\":", "registration\":", "gates\":", "serving\":", "monitoring\":",
                        "cost\":", "orders\":",
                        "panel\":",
                        "som\":", "gaussian_mixture\":", "kmeans\":", "kmedoids\":", "kprototypes\":",
                        "agglomerative\":", "genie\":",
                        "dbscan\":", "hdbscan\":", "search\":", "survey\":", "identity\":", "plots\":", "privacy\":",
                        "distributed\":");
    }

    @Test
    void namesOfOtherTools_meanTheSameSettings() {
        PipelineConfig aliased = ConfigReader.read(List.of(ConfigSource.yaml("old.yaml",
                "clustering: {n_clusters: 5, n_init: 3, max_iter: 9, tol: 0.5, metric: calinski_harabasz}")));
        PipelineConfig named = ConfigReader.read(List.of(ConfigSource.yaml("new.yaml",
                """
                        clustering:
                          k: 5
                          criterion: calinski_harabasz
                          kmeans: {restarts: 3, max_iterations: 9, tolerance: 0.5}
                          kprototypes: {restarts: 3, max_iterations: 9}
                          gaussian_mixture: {max_iterations: 9}
                        """)));
        assertThat(aliased).isEqualTo(named);
    }

    @Test
    void keysBeforeAlgorithmsHadSections_meanTheSameSettings() {
        PipelineConfig old = ConfigReader.read(List.of(ConfigSource.yaml("old.yaml", """
                clustering: {algorithm: auto, linkage: single, gini_threshold: 0.5, gamma: 0.75, radius: 1.5,
                  min_samples: 4, restarts: 20, max_iterations: 50, tolerance: 0.01, batch_size: 5000,
                  mixture: {covariance: diagonal, restarts: 4}}
                """), ConfigSource.set(Map.of("clustering.mixture.tolerance", "0.25"))));
        PipelineConfig now = ConfigReader.read(List.of(ConfigSource.yaml("new.yaml", """
                clustering:
                  algorithm: auto
                  kmeans: {restarts: 20, max_iterations: 50, tolerance: 0.01, batch_size: 5000}
                  kprototypes: {gamma: 0.75, restarts: 20, max_iterations: 50}
                  agglomerative: {linkage: single}
                  genie: {gini_threshold: 0.5}
                  dbscan: {radius: 1.5, min_samples: 4}
                  hdbscan: {min_samples: 4}
                  gaussian_mixture: {covariance: diagonal, restarts: 4, max_iterations: 50, tolerance: 0.25}
                """)));
        assertThat(old).isEqualTo(now);
        assertThat(old.clustering().algorithm()).isEmpty();
        assertThat(old.json()).contains("\"algorithm\":\"auto\"");
    }

    @Test
    void documentInTheRoot_isTheDefaultsAndNamesEverySetting() throws IOException {
        String document = Files.readString(Path.of("..", "..", "pipeline_config.yaml"));
        assertThat(document).as("after a setting changed, write PipelineConfig.document() to pipeline_config.yaml")
                .isEqualTo(PipelineConfig.document());
        assertThat(ConfigReader.read(List.of(ConfigSource.yaml("pipeline_config.yaml", document))))
                .isEqualTo(PipelineConfig.defaults());
        for (Layout.Key key : Layout.of(PipelineConfig.class).settings()) {
            assertThat(document).containsPattern("(?m)^ *" + key.name() + ": .+$");
        }
    }

    @Test
    void searchSpace_notPossible_isRefusedWithEveryReason() {
        assertThatThrownBy(() -> PipelineConfig.defaults().with(Map.of("clustering.search.algorithms", "kmeans,kmeans",
                "clustering.search.min_samples", "5,5", "clustering.search.radius_quantile", "0.5")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "clustering.search.algorithms: must be a list of different values, got 2 of which 1 differ")
                .hasMessageContaining("clustering.search.min_samples: must be a list of different values");
        assertThatThrownBy(() -> PipelineConfig.defaults().with(Map.of("clustering.search.radius_quantile", "0.5,2")))
                .hasMessageContaining("clustering.search.radius_quantile[1]: must be <= 1, got 2");
        assertThatThrownBy(() -> PipelineConfig.defaults().with(Map.of("clustering.algorithm", "auto", "clustering.k",
                "3", "clustering.search.algorithms", "kmeans,hdbscan")))
                .hasMessageContaining(
                        "clustering.k: must be 0 when clustering.search.algorithms names one of [dbscan, hdbscan, "
                                + "xmeans, gmeans], which find");
        assertThatThrownBy(() -> PipelineConfig.defaults().with(Map.of("clustering.criterion", "stability",
                "clustering.stability_resamples", "0")))
                .hasMessageContaining("clustering.criterion: stability needs clustering.stability_resamples above 0");
    }

    @Test
    void groupsOfASurvey_setByName_areLists() {
        PipelineConfig config = PipelineConfig.defaults().with(Map.of("survey.groups.Music", "rock, pop"));
        assertThat(config.survey().groups()).isEqualTo(Map.of("Music", List.of("rock", "pop")));
        assertThat(PipelineConfig.defaults().with(Map.of("survey.groups", "{Film: [\"War, new\", Horror]}")).survey()
                .groups()).isEqualTo(Map.of("Film", List.of("War, new", "Horror")));
        assertThat(PipelineConfig.defaults().with(Map.of("survey.groups.Film", "[\"War, new\",\"Horror\"]")).survey()
                .groups()).isEqualTo(Map.of("Film", List.of("War, new", "Horror")));
    }

    @Test
    void json_readBack_isTheSameConfiguration() {
        assertThat(EVERYTHING_CHANGED.with(Map.of())).isEqualTo(EVERYTHING_CHANGED);
        PipelineConfig odd = PipelineConfig.defaults()
                .with(Map.of("columns.exclude", "\u00e4\ud83d\ude00 \"x\"\\", "read.delimiter", "\t"));
        assertThat(odd.with(Map.of())).isEqualTo(odd);
        assertThat(odd.json()).matches("\\p{ASCII}*");
    }
}

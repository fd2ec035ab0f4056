package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.RealData;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Segment;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.moves.Move.Change;
import io.segmenta.model.moves.Move;
import io.segmenta.model.moves.Moves;
import io.segmenta.model.moves.Wish;
import io.segmenta.model.predict.Predictor;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever algorithm made the model: a move that is shown flips its answer, and most records have one. */
@RealData
class MovesOfTrainedModelsTest {
    @ParameterizedTest
    @CsvSource({"customers/wholesale_customers.csv, clustering.algorithm=kmeans, 0.9",
            "customers/wholesale_customers.csv, clustering.algorithm=gaussian_mixture, 0.5",
            "customers/wholesale_customers.csv, features.pca_components=3, 0.9",
            "customers/wholesale_customers.csv, clustering.algorithm=som, 0.5",
            "customers/wholesale_customers.csv, features.umap_components=2, 0.3",
            "customers/marketing_campaign.csv, clustering.algorithm=kmeans, 0.5",
            "customers/Telco-Customer-Churn.csv, clustering.algorithm=kprototypes, 0.3",
            "real_labelled/penguins.csv, clustering.algorithm=agglomerative, 0.5",
            "benchmarks/other__hdbscan.csv, clustering.algorithm=hdbscan, 0.5"})
    void find_recordsOfTheFile_flipsTheAnswerOfMost(String file, String setting, double least) throws IOException {
        Path path = Path.of(System.getProperty("segmenta.data"), file);
        PipelineConfig config = PipelineConfig.defaults()
                .with(Map.of(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1)));
        try (InputStream in = Files.newInputStream(path); Workers workers = new Workers(2)) {
            ReadResult read = TableReader.read(in, path.getFileName().toString(), config);
            TrainingResult result = Pipeline.train(read, config, workers, Progress.NONE);
            Predictor predictor = new Predictor(result.model(), "v1");
            Moves moves = new Moves(predictor);
            int asked = 0;
            int found = 0;
            for (int row = 0; row < read.table().rows(); row += read.table().rows() / 12) {
                InputRecord record = InputRecord.of(result.model().schema(), read.table(), row);
                int own = predictor.predict(record, Instant.EPOCH).segment().cluster();
                for (Segment segment : result.model().segments()) {
                    if (segment.cluster() != own) {
                        asked++;
                        var shown = moves.find(record, Wish.of(segment.id()));
                        found += shown.isEmpty() ? 0 : 1;
                        shown.forEach(move -> assertThat(answer(predictor, record, move)).isEqualTo(segment.id()));
                    }
                }
            }
            assertThat((double) found / asked).as(found + " of " + asked).isGreaterThanOrEqualTo(least);
        }
    }

    private static String answer(Predictor predictor, InputRecord record, Move move) {
        InputRecord changed = record.copy();
        for (Change change : move.changes()) {
            int place = predictor.schema().indexOf(change.column());
            if (change.to() instanceof Double number) {
                changed.setNumber(place, number);
            } else {
                changed.setText(place, (String) change.to());
            }
        }
        return predictor.predict(changed, Instant.EPOCH).segment().id();
    }
}

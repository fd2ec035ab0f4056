package io.segmenta.training;

import io.segmenta.learning.StartingPoint;
import io.segmenta.learning.Trained;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.RunFile;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.catalogue.RunResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What training made of a file.
 *
 * @param dataSha256 of the file in hexadecimal
 * @param before the last successful run of the data set that was created before this one
 */
record Learned(String dataSha256, Optional<Run> before, StartingPoint start, Trained trained) {
    /** What the catalogue keeps of it. */
    RunResult result() {
        return new RunResult(dataSha256, Sha256.of(bytes(RunFile.MODEL)), text(RunFile.METRICS));
    }

    private String text(RunFile file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    byte[] bytes(RunFile file) {
        return trained.artifacts().stream().filter(artifact -> artifact.path().equals(file.path())).findFirst()
                .orElseThrow(() -> new IllegalStateException("training gave no " + file.path())).bytes();
    }
}

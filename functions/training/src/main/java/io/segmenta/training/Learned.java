package io.segmenta.training;

import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.RunFile;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.platform.catalogue.RunResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What training made of a file.
 *
 * @param dataSha256 of the file in hexadecimal
 * @param artifacts among them the model, its metrics and its schema
 */
record Learned(String dataSha256, List<Artifact> artifacts) {
    /** What the catalogue keeps of it. */
    RunResult result() {
        return new RunResult(dataSha256, Sha256.of(bytes(RunFile.MODEL)), text(RunFile.METRICS));
    }

    String text(RunFile file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private byte[] bytes(RunFile file) {
        return artifacts.stream().filter(artifact -> artifact.path().equals(file.path())).findFirst()
                .orElseThrow(() -> new IllegalStateException("training gave no " + file.path())).bytes();
    }
}

package io.segmenta.learning;

import io.segmenta.model.contract.Lineage;
import io.segmenta.pipeline.report.Artifact;
import java.util.List;
import java.util.Optional;

/**
 * What training made.
 *
 * @param artifacts the files, among them the model, its metrics and its schema
 * @param basis what the model before was compared by; empty where none came before
 */
public record Trained(List<Artifact> artifacts, Optional<Lineage.Basis> basis) {
    public Trained {
        artifacts = List.copyOf(artifacts);
    }
}

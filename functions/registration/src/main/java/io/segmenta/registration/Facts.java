package io.segmenta.registration;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunMetrics;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.RegisteredObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a run was found to be when it ended, as the catalogue has it; the objects that go on from here are those that it
 * wrote.
 *
 * @param model the model file
 * @param settings the file of the settings
 * @param config what the settings say
 */
record Facts(RunFolder folder, RegisteredObject model, RegisteredObject settings, PipelineConfig config,
        RunMetrics metrics, String dataSha256) {
    /**
     * @throws IllegalStateException when the catalogue does not know the run as one that has ended well
     * @throws io.segmenta.platform.storage.ReplacedObjectException when model or settings are not those of the run
     */
    static Facts of(TrainedRun trained, Catalogue catalogue, ObjectStore store) {
        Run run = catalogue.run(trained.id()).filter(it -> it.status() == Run.Status.SUCCEEDED)
                .orElseThrow(() -> new IllegalStateException(
                        "run " + trained.id() + " is not in the catalogue as one that succeeded"));
        RunFolder folder = new RunFolder(run.dataset(), run.id());
        RegisteredObject model = new RegisteredObject(folder.key(RunFile.MODEL), known(run, run.modelSha256()));
        RegisteredObject settings = new RegisteredObject(folder.key(RunFile.CONFIG), run.configurationHash());
        model.check(store);
        String json = new String(settings.read(store), StandardCharsets.UTF_8);
        return new Facts(folder, model, settings, ConfigReader.read(List.of(ConfigSource.yaml(settings.key(), json))),
                RunMetrics.parse(known(run, run.metrics()).getBytes(StandardCharsets.UTF_8)),
                known(run, run.dataSha256()));
    }

    private static String known(Run run, Optional<String> fact) {
        return fact.orElseThrow(() -> new IllegalStateException("run " + run.id() + " succeeded without a result"));
    }
}

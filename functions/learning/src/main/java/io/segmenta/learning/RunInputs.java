package io.segmenta.learning;

import io.segmenta.config.ClusteringConfig.Update;
import io.segmenta.config.ConfigHash;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.contract.SchemaChanges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run was made from, each held against the hash that was noted of it.
 *
 * @param config the settings, all of them
 * @param changes what the run tells of columns since the upload before; empty where nothing came before
 */
record RunInputs(RunParts parts, Lineage lineage, RunStart start, PipelineConfig config,
        Optional<SchemaChanges> changes) {
    /** A run that has not noted what it was compared by had all rows, as most have. */
    private static final Lineage.Basis USUAL = new Lineage.Basis(Lineage.Rows.ALL, Optional.empty());

    /**
     * Reads the documents of a run.
     *
     * @throws DataException when one is gone
     * @throws io.segmenta.model.base.ConfigException when this program does not know its settings
     */
    static RunInputs of(RunParts parts) {
        Lineage lineage = Lineage.parse(document(parts, RunFile.LINEAGE));
        return new RunInputs(parts, lineage, RunStart.parse(document(parts, RunFile.START)),
                config(parts, RunParts.RUN), parts.file(RunFile.CHANGES).map(RunPart::bytes).map(SchemaChanges::parse));
    }

    private static byte[] document(RunParts parts, RunFile file) {
        return parts.required(RunParts.RUN + file.path()).bytes();
    }

    /** @param folder {@link RunParts#RUN} or {@link RunParts#REFERENCE} */
    static PipelineConfig config(RunParts parts, String folder) {
        String name = folder + RunFile.CONFIG.path();
        return ConfigReader.read(List.of(ConfigSource.yaml(parts.where(name),
                new String(parts.required(name).bytes(), StandardCharsets.UTF_8))));
    }

    /** What the model before was compared by; empty where none came before. */
    Optional<Lineage.Basis> basis() {
        return start.reference().map(_ -> lineage.reference().flatMap(Lineage.Reference::basis).orElse(USUAL));
    }

    /** The names of all parts that a repetition reads, without the files that it only compares. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(RunParts.UPLOAD));
        for (RunFile file : List.of(RunFile.LINEAGE, RunFile.START, RunFile.CONFIG)) {
            names.add(RunParts.RUN + file.path());
        }
        config.features().viewName().ifPresent(_ -> names.addAll(joined(RunParts.RUN)));
        Optional<Lineage.Rows> rows = basis().map(Lineage.Basis::rows);
        if (rows.filter(known -> known != Lineage.Rows.UNKNOWN || continues()).isPresent()) {
            names.add(RunParts.REFERENCE + RunFile.MODEL.path());
        }
        rows.ifPresent(known -> names.addAll(switch (known) {
            case ALL -> List.of(RunParts.REFERENCE_UPLOAD, RunParts.REFERENCE + RunFile.LINEAGE.path(),
                    RunParts.REFERENCE + RunFile.CONFIG.path());
            case KEPT -> List.of(RunParts.REFERENCE + RunFile.REFERENCE.path());
            case UNKNOWN -> List.<String>of();
        }));
        if (names.contains(RunParts.REFERENCE_UPLOAD) && parts.find(RunParts.REFERENCE + RunFile.CONFIG.path())
                .isPresent() && config(parts, RunParts.REFERENCE).features().viewName().isPresent()) {
            names.addAll(joined(RunParts.REFERENCE));
        }
        changes.ifPresent(_ -> names.add(RunParts.BEFORE_SCHEMA));
        return names;
    }

    /** What a run joined to its file, and what that is. */
    private static List<String> joined(String folder) {
        return List.of(folder + RunFile.JOINED.path(), folder + RunFile.SCHEMA.path());
    }

    private boolean continues() {
        return config.clustering().update() != Update.NONE;
    }

    /**
     * Holds everything against what was noted of it.
     *
     * @throws DataException when something is gone, or is not what the run had
     */
    void check() {
        String hash = ConfigHash.of(config);
        if (!hash.equals(lineage.configurationSha256())) {
            throw DataException.of(DataException.Reason.NOT_FOUND,
                    "%s does not hold the settings that the run had, or this version of the program has others: their "
                            + "hash is %s, that of the lineage %s; put the file that the run wrote back there",
                    parts.where(RunParts.RUN + RunFile.CONFIG.path()), hash, lineage.configurationSha256());
        }
        // The name of a run follows from all that it was made from, the declared schema too.
        if (!lineage.run().equals(Task.run(lineage.bucket(), lineage.key(), lineage.objectVersion(),
                Task.identity(config, start.schema())))) {
            throw DataException.of(DataException.Reason.NOT_FOUND,
                    "%s does not tell what was declared of the columns when run %s began, or its lineage was changed; "
                            + "put the files that the run wrote back there, or train again, which notes it",
                    parts.where(RunParts.RUN + RunFile.START.path()), lineage.run());
        }
        checked(RunParts.UPLOAD, lineage.dataSha256());
        List<String> names = names();
        for (String name : names) {
            parts.required(name);
        }
        if (names.contains(RunParts.REFERENCE + RunFile.MODEL.path())) {
            checked(RunParts.REFERENCE + RunFile.MODEL.path(), start.reference().orElseThrow().modelSha256());
        }
        if (names.contains(RunParts.REFERENCE_UPLOAD)) {
            checked(RunParts.REFERENCE_UPLOAD, ofReference().dataSha256());
        }
    }

    /**
     * A part whose hash was noted.
     *
     * @throws DataException when it is gone, or holds other bytes
     */
    RunPart checked(String name, String sha256) {
        RunPart part = parts.required(name);
        String found = part.sha256();
        if (!found.equals(sha256)) {
            throw DataException.of(DataException.Reason.NOT_FOUND,
                    "%s holds other bytes than the run read: their SHA-256 is %s, that of the run %s; put the same "
                            + "bytes back there, or verify an archive that segmenta export made of the run",
                    parts.where(name), found, sha256);
        }
        return part;
    }

    /** What the run compared with was made from. */
    Lineage ofReference() {
        return Lineage.parse(parts.required(RunParts.REFERENCE + RunFile.LINEAGE.path()).bytes());
    }
}

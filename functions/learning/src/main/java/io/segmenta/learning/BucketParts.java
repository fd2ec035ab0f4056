package io.segmenta.learning;

import io.segmenta.model.contract.Lineage;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.contract.RunStart;
import io.segmenta.model.contract.SchemaChanges;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parts of a run in a bucket. Only reads. */
public final class BucketParts implements RunParts {
    private final ObjectStore store;
    private final RunFolder folder;

    /** @param folder of the run */
    public BucketParts(ObjectStore store, RunFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    @Override
    public List<String> files() {
        String people = folder.key(RunFolder.PEOPLE);
        return Stream.concat(paths(folder.prefix(), ""), paths(people, RunFolder.PEOPLE)).sorted().toList();
    }

    private Stream<String> paths(String prefix, String before) {
        return store.list(prefix).stream().map(key -> before + key.substring(prefix.length()));
    }

    @Override
    public Optional<RunPart> find(String name) {
        Optional<ObjectHead> head = switch (name) {
            case UPLOAD -> lineage(folder).flatMap(this::upload);
            case REFERENCE_UPLOAD -> reference().flatMap(this::lineage).flatMap(this::upload);
            default -> key(name).flatMap(store::head);
        };
        return head.map(found -> new RunPart(found.size(), () -> store.open(found).bytes()));
    }

    /** That version; else what lies there now, which may have been put back. */
    private Optional<ObjectHead> upload(Lineage lineage) {
        return Uploads.exact(store, lineage.key(), lineage.objectVersion()).or(() -> store.head(lineage.key()));
    }

    @Override
    public String where(String name) {
        return switch (name) {
            case UPLOAD -> where(lineage(folder));
            case REFERENCE_UPLOAD -> where(reference().flatMap(this::lineage));
            default -> key(name).orElse(name);
        };
    }

    private static String where(Optional<Lineage> lineage) {
        return lineage.map(known -> known.key() + " (version " + known.objectVersion() + ")").orElse("the upload");
    }

    private Optional<String> key(String name) {
        if (name.startsWith(RUN)) {
            return Optional.of(folder.key(name.substring(RUN.length())));
        }
        if (name.startsWith(REFERENCE)) {
            return reference().map(earlier -> earlier.key(name.substring(REFERENCE.length())));
        }
        return document(folder, RunFile.CHANGES, SchemaChanges::parse).map(SchemaChanges::since).map(this::beside)
                .map(before -> before.key(RunFile.SCHEMA));
    }

    private Optional<RunFolder> reference() {
        return document(folder, RunFile.START, RunStart::parse).flatMap(RunStart::reference)
                .map(RunStart.Reference::run).map(this::beside);
    }

    private RunFolder beside(UUID run) {
        return new RunFolder(folder.dataset(), run);
    }

    private Optional<Lineage> lineage(RunFolder of) {
        return document(of, RunFile.LINEAGE, Lineage::parse);
    }

    private <T> Optional<T> document(RunFolder of, RunFile file, Function<byte[], T> reader) {
        return store.readAll(of.key(file)).map(reader);
    }
}

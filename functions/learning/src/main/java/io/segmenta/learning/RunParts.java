package io.segmenta.learning;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import java.util.List;
import java.util.Optional;

/**
 * What a run was made from and what it made, under names that say what each is to the run, wherever they lie: the
 * {@link #UPLOAD}; the run's own files after {@link #RUN}; of the run that it was compared with files after
 * {@link #REFERENCE} and the {@link #REFERENCE_UPLOAD}; the schema of the run before ({@link #BEFORE_SCHEMA}).
 */
public interface RunParts {
    /** The file that the run read. */
    String UPLOAD = "upload";

    /** What the names of the run's own files begin with, before their path in its folder. */
    String RUN = "run/";

    /** What the names of files of the run compared with begin with. */
    String REFERENCE = "reference/";

    /** The file that the run compared with has read. */
    String REFERENCE_UPLOAD = REFERENCE + UPLOAD;

    /** What the columns of the upload before were read as. */
    String BEFORE_SCHEMA = "before/" + RunFile.SCHEMA.path();

    /** The paths of the files that the run has, without {@link #RUN}, in order. */
    List<String> files();

    /** A part by its name; empty when it is gone. */
    Optional<RunPart> find(String name);

    /** Where a part lies or has to be put, for messages. */
    String where(String name);

    /** A file of the run itself. */
    default Optional<RunPart> file(RunFile file) {
        return find(RUN + file.path());
    }

    /**
     * A part that must be there.
     *
     * @throws DataException when it is gone, naming where it was
     */
    default RunPart required(String name) {
        return find(name).orElseThrow(() -> DataException.of(DataException.Reason.NOT_FOUND,
                "%s is gone, and the run cannot be repeated without it; put the same bytes back there, or verify an "
                        + "archive that segmenta export made of the run. What the run made stands as it is",
                where(name)));
    }
}

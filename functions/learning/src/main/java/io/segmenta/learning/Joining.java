package io.segmenta.learning;

import io.segmenta.model.contract.RunFile;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.report.Artifact;
import io.segmenta.pipeline.view.JoinedColumns;
import java.util.List;

/** What is joined to the rows of a file before anything is learned of them. */
@FunctionalInterface
public interface Joining {
    /** Nothing is. */
    Joining NOTHING = file -> new Joined(file, List.of());

    /**
     * A file with what was joined.
     *
     * @param artifacts the file of the run that keeps it; none where nothing was joined
     */
    record Joined(ReadResult file, List<Artifact> artifacts) {
        /** A file with columns of a view, which are kept. */
        public static Joined of(ReadResult file, JoinedColumns columns) {
            String identifier = JoinedColumns.customers(file).name();
            return new Joined(columns.to(file), List.of(new Artifact(
                    RunFile.JOINED.path(), RunFile.JOINED.contentType(),
                    out -> out.write(columns.write(identifier)))));
        }
    }

    /**
     * Joins.
     *
     * @param file as it was read, without those who are left out
     * @throws io.segmenta.model.base.DataException when that cannot be done, which ends the run
     */
    Joined to(ReadResult file);
}

package io.segmenta.platform.sagemaker;

import io.segmenta.platform.ApprovalStatus;
import java.util.List;

/** The model registry: which versions of a data set's model exist and which are approved. */
public interface Registry {
    /** Makes the group if there is none. */
    void ensureGroup(String group, String description);

    /**
     * Registers a version, pending approval. The same token gives the same version.
     *
     * @return the version's Amazon resource name
     */
    String register(NewVersion version);

    /** Decides about a version, with the reason. */
    void decide(String arn, ApprovalStatus status, String description);

    /** The version of that resource name. */
    ModelVersion version(String arn);

    /** All versions of a group, the newest first; none when there is no such group. */
    List<ModelVersion> versions(String group);
}

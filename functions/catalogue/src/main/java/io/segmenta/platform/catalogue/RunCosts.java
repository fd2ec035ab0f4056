package io.segmenta.platform.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What runs were expected to cost, and have cost. Every method may be called again to the same effect. */
public interface RunCosts {
    /** Notes an attempt as it is now known, instead of what was noted of it before. */
    void note(RunCost cost);

    /** The attempts at some runs, of each in their order. */
    List<RunCost> of(Collection<UUID> runs);
}

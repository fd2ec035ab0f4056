package io.segmenta.config;

import java.util.function.BiConsumer;

/** A section whose settings must also agree with one another. */
interface CrossChecked {
    /**
     * Reports each disagreement.
     *
     * @param problem takes the key within this section and the sentence after it
     */
    void check(BiConsumer<String, String> problem);
}

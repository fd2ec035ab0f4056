package io.segmenta.pipeline.drift;

import java.util.Locale;

/** What found a change. */
public enum Detector {
    /** One window was enough: a sudden change. */
    DAY,
    /** The evidence of many windows: a slow or small change. */
    MEMORY;

    /** The name in documents. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

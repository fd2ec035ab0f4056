package io.segmenta.platform.catalogue;

/**
 * Who did what, to which nothing is ever done but that it grows. What is changed in the catalogue is entered by the
 * change itself ({@link SegmentBook#edit}, {@link Uploads#announce}, {@link Cancellations#ask}).
 */
public interface Audit {
    /** Enters what was done elsewhere than in the catalogue, unless it is entered. */
    void enter(AuditEntry entry);
}

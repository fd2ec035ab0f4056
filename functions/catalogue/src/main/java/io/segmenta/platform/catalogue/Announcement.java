package io.segmenta.platform.catalogue;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that other systems are told of.
 *
 * @param id follows from what is told, so that a repetition is known as one; it stands in the detail too
 * @param type what it is, such as {@code Segment Transition}
 * @param detail a JSON object
 */
public record Announcement(UUID id, String dataset, String type, String detail, Instant at) {}

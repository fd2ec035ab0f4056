package io.segmenta.platform.storage;

/**
 * A stretch of an object.
 *
 * @param bytes shared, not copied; fewer than were asked for where the object ends before
 * @param etag of the whole object, without quotes; empty when the object ends before the stretch begins
 * @param size of the whole object in bytes; 0 when it ends before the stretch begins
 */
public record ObjectPart(byte[] bytes, String etag, long size) {}

package io.segmenta.api.http;

/**
 * One mistake of a request.
 *
 * @param where {@code parameter} or {@code header} with a name, or {@code pointer} with a JSON Pointer into the body
 * @param name what is wrong
 * @param code {@code unknown}, {@code missing}, {@code out-of-range} or {@code malformed}
 * @param detail what was expected and what was given
 */
public record Fault(Where where, String name, String code, String detail) {

    /** The part of a request that is wrong. */
    public enum Where {
        /** The query. */
        PARAMETER,
        /** A header. */
        HEADER,
        /** The body. */
        POINTER
    }

    /** The mistake as a clause that names what is wrong. */
    String sentence() {
        String plain = where == Where.POINTER ? name.replaceFirst("^/", "") : name;
        return plain + ' ' + detail;
    }
}

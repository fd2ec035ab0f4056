package io.segmenta.api;

/** How much a request may bring and an answer may hold. */
final class Limits {
    /** What Lambda takes, and hands back, as one event. */
    static final int REQUEST_BYTES = 6 << 20;
    /** A file in a form: in base64, with the rest of the event, it fits into {@link #REQUEST_BYTES}. */
    static final int FORM_FILE_BYTES = 4_400_000;
    /** Items of a page, at most. */
    static final int PAGE_ITEMS = io.segmenta.api.http.Page.MOST;

    private Limits() {}
}

package io.segmenta.api.http;

import java.util.List;
import java.util.Locale;

/** Why a request is not answered as it was meant. */
public enum Refusal {
    /** Parameters, fields or their values are wrong. */
    INVALID_REQUEST(400, "The request has a mistake"),
    /** Nobody is signed in. */
    SIGN_IN_NEEDED(401, "Sign in first"),
    /** The caller lacks a role. */
    ROLE_NEEDED(403, "A role is needed"),
    /** The API has no such path. */
    UNKNOWN_ROUTE(404, "No such route"),
    /** The path is known, what it names is not there. */
    NOT_FOUND(404, "Not found"),
    /** The run has no dendrogram. */
    NO_DENDROGRAM(404, "No dendrogram"),
    /** The run has no map. */
    NO_MAP(404, "No map"),
    /** The dashboard is not served here. */
    NO_DASHBOARD(404, "No dashboard"),
    /** The path is known, but not for this method. */
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    /** What is asked does not fit the state of things. */
    CONFLICT(409, "Not in this state"),
    /** It was there, and was deleted. */
    GONE(410, "Deleted"),
    /** Somebody has changed it since the caller saw it. */
    CHANGED_MEANWHILE(412, "Changed meanwhile"),
    /** The body, or what it would be answered with, is more than can be carried. */
    TOO_LARGE(413, "Too large"),
    /** The body is of another type than this route reads. */
    UNSUPPORTED_TYPE(415, "The content type is not supported"),
    /** The idempotency key was given to another request. */
    IDEMPOTENCY_KEY_REUSED(422, "The key belongs to another request"),
    /** {@code If-Match} has to say what the caller saw. */
    PRECONDITION_NEEDED(428, "Say what you saw"),
    /** A fault of this program. */
    FAULT(500, "Something went wrong"),
    /** Something that is needed cannot be reached now. */
    UNAVAILABLE(503, "Temporarily unavailable");

    private final int status;
    private final String title;

    Refusal(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The same for every refusal of this kind, but that several mistakes are counted. */
    public String title() {
        return title;
    }

    /** The end of {@code urn:segmenta:problem:<code>}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The exception that ends the request with this refusal. */
    public RefusalException because(String detail) {
        return new RefusalException(this, detail, List.of());
    }
}

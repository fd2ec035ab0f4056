package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.api.access.Role;
import io.segmenta.api.http.Request;
import io.segmenta.platform.catalogue.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What callers can do that is entered in the audit. */
enum Deed {
    /** A data set was added. */
    DATASET_ADDED,
    /** A data set was deleted. */
    DATASET_DELETED,
    /** A file was announced, or sent along. */
    FILE_UPLOADED,
    /** A run was started. */
    RUN_STARTED,
    /** The end of a run was asked for. */
    RUN_CANCELLED,
    /** A run is to be made once more, and compared. */
    REPETITION_ASKED_FOR,
    /** Somebody called a segment otherwise, or said what is done about it. */
    SEGMENT_EDITED,
    /** A version was approved or rejected. */
    VERSION_DECIDED,
    /** Rows of people were seen, a page of them. */
    ROWS_LISTED,
    /** A list of rows was asked for as a file. */
    ROWS_EXPORTED,
    /** Somebody looked where a customer is. */
    CUSTOMER_LOOKED_UP,
    /** A customer asked what is known. */
    SUBJECT_ANSWERED,
    /** A customer is to be left out. */
    CUSTOMER_OPTED_OUT,
    /** A customer is to be left out no longer. */
    OPT_OUT_TAKEN_BACK,
    /** A customer is to be erased. */
    ERASURE_ASKED_FOR,
    /** An approved version was put in the place of the one that was live. */
    LIVE_CHANGED,
    /** A version was tried beside the live one. */
    EXPERIMENT_STARTED,
    /** That was stopped. */
    EXPERIMENT_STOPPED,
    /** A version of a view of features was defined. */
    FEATURES_DEFINED,
    /** Somebody sees to an alarm of drift. */
    ALARM_ACKNOWLEDGED;

    /**
     * How something was, and how it is since.
     *
     * @param before empty where there was nothing
     */
    record Change(Optional<JsonNode> before, Optional<JsonNode> after, Optional<String> comment) {
        static Change to(JsonNode after) {
            return new Change(Optional.empty(), Optional.of(after), Optional.empty());
        }
    }

    /** The code in documents. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Stream.of(values()).map(Deed::word).toList();
    }

    /**
     * The entry of what the caller of a request did.
     *
     * @param object never an identifier of a customer as it is
     */
    AuditEntry by(Request request, Instant at, String dataset, String object, Change change) {
        return by(request, at, Optional.of(dataset), object, change);
    }

    /** The same of what concerns all data sets, where none is named. */
    AuditEntry by(Request request, Instant at, Optional<String> dataset, String object, Change change) {
        return new AuditEntry(at, request.caller().name(), request.caller().role().map(Role::word).orElse(""), word(),
                dataset, object, change.before().map(JsonNode::toString),
                change.after().map(JsonNode::toString), change.comment(), request.id());
    }
}

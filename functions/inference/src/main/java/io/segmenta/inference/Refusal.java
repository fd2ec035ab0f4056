package io.segmenta.inference;

import io.segmenta.model.predict.Problem;
import io.segmenta.model.predict.Reply;
import java.util.Locale;

/** Refusals that are not about a record; those are the model's own. */
enum Refusal {
    UNKNOWN_ROUTE(404, "No such route"), BAD_DATASET(400, "The data set name is not valid"),
    DATASET_NEEDED(400, "Several data sets are live"), NOT_LIVE(404, "The data set is not live"),
    TOO_LARGE(413, "The request is too large"), UNSUPPORTED_ENCODING(415, "The encoding is not supported"),
    NOTHING_LIVE(503, "Nothing is live yet"),
    UNAVAILABLE(503, "Temporarily unavailable");

    private final int status;
    private final String title;
    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Refusal(int status, String title) {
        this.status = status;
        this.title = title;
    }

    Reply answer(String detail) {
        return Problem.of(status, code, title, detail).toReply();
    }
}

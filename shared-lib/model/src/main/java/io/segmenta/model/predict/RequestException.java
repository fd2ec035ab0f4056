package io.segmenta.model.predict;

/** A request, or a table of records, that is refused as a whole. */
public final class RequestException extends RuntimeException {

    private final transient Problem problem;

    RequestException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** Returns why. */
    public Problem problem() {
        return problem;
    }
}

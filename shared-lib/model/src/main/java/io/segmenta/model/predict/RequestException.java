package io.segmenta.model.predict;

/** Ends the reading of a request that is refused as a whole. */
final class RequestException extends RuntimeException {

    private final transient Problem problem;

    RequestException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}

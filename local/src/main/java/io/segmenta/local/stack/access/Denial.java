package io.segmenta.local.stack.access;

/**
 * Why a request is refused.
 *
 * @param who the ARN of whoever asked
 */
record Denial(String who, AccessRequest request, Decision decision) {

    /**
     * In AWS's words.
     *
     * @param quote put around the resource; S3 quotes it, other services do not
     */
    String message(String quote) {
        String resource = request.resource().equals("*") ? "" : " on resource: " + quote + request.resource() + quote;
        return "User: " + who + " is not authorized to perform: " + request.action() + resource
                + decision.why(request.action());
    }
}

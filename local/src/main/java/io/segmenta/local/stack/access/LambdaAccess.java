package io.segmenta.local.stack.access;

import io.segmenta.local.stack.http.Exchange;
import java.util.List;

/** What a request to Lambda asks for: to call a function. */
public final class LambdaAccess {

    private final String prefix;

    /** For the functions of one account and region. */
    public LambdaAccess(String region, String account) {
        this.prefix = "arn:aws:lambda:" + region + ":" + account + ":function:";
    }

    /** The action behind a call. */
    public List<AccessRequest> invocation(Exchange exchange) {
        String name = exchange.path().orElse("").replaceFirst("^/2015-03-31/functions/", "")
                .replaceFirst("/invocations$", "");
        return List.of(AccessRequest.of("lambda:InvokeFunction", name.startsWith("arn:") ? name : prefix + name));
    }
}

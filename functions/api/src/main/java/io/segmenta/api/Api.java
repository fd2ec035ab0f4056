package io.segmenta.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.segmenta.api.access.Caller;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.RefusalException;
import io.segmenta.api.http.Request;
import io.segmenta.api.http.Route;
import io.segmenta.api.http.RouteTable;
import io.segmenta.model.predict.Reply;
import io.segmenta.platform.catalogue.CatalogueException;
import io.segmenta.platform.http.HttpRequest;
import io.segmenta.platform.observe.Log;
import java.util.Optional;

/** Finds the route of a request, asks for its role, and answers: also what went wrong. */
final class Api {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final RouteTable routes;
    private final SignIn signIn;
    private final Pages pages;

    Api(RouteTable routes, SignIn signIn, Pages pages) {
        this.routes = routes;
        this.signIn = signIn;
        this.pages = pages;
    }

    /**
     * Answers an event of the HTTP API.
     *
     * @param requestId as Lambda names the call
     */
    Answer answer(APIGatewayV2HTTPEvent event, String requestId, Log log) {
        String instance = "urn:uuid:" + requestId;
        try {
            HttpRequest http = HttpRequest.of(event);
            int space = http.route().indexOf(' ');
            String method = http.route().substring(0, space);
            String path = http.route().substring(space + 1);
            if (Pages.owns(path)) {
                Answer page = pages.answer(method, path, http).unlessKnown(http.header("if-none-match"));
                return method.equals("HEAD") ? page.withoutBody() : page;
            }
            RouteTable.Match match = routes.find(method, path);
            Caller caller = admitted(match.route(), signIn.caller(event));
            Answer answer = match.route().action()
                    .answer(new Request(http, caller, match.path(), match.variables(), log, requestId,
                            Optional.empty()));
            // Of what changes something, a caller cannot have the answer already (RFC 9110, 13.1.2).
            return carried(match.route().method().equals("GET") ? answer.unlessKnown(http.header("if-none-match"))
                    : answer);
        } catch (RefusalException refused) {
            return refused.answer(instance);
        } catch (CatalogueException unavailable) {
            log.error("catalogue not reached", "error", unavailable);
            return Refusal.UNAVAILABLE.because("the catalogue cannot be reached now; try again")
                    .with("retry-after", RETRY_AFTER_SECONDS).answer(instance);
        } catch (RuntimeException fault) {
            // What failed is for the log; its words may name what the caller should not know.
            log.error("request not answered", "error", fault);
            return Refusal.FAULT.because("the request could not be answered; tell us its instance").answer(instance);
        }
    }

    private static Answer carried(Answer answer) {
        String type = answer.headers().getOrDefault("content-type", "");
        if (new Reply(answer.status(), type, answer.body()).isCarried()) {
            return answer;
        }
        throw Refusal.TOO_LARGE.because("the answer has " + answer.body().length
                + " bytes, more than can be carried; ask for less of it at once");
    }

    private static Caller admitted(Route route, Optional<Caller> caller) {
        if (route.open()) {
            return caller.orElse(new Caller("", "", Optional.empty()));
        }
        Caller known = caller.orElseThrow(() -> Refusal.SIGN_IN_NEEDED.because("nobody is signed in"));
        route.role().filter(needed -> !known.has(needed)).ifPresent(needed -> {
            throw Refusal.ROLE_NEEDED.because("this needs the role " + needed.word() + "; you have "
                    + known.role().map(held -> "the role " + held.word()).orElse("none"));
        });
        return known;
    }
}

package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.access.Role;
import io.segmenta.api.access.SignIn;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Request;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Catalogue;
import java.util.List;

/** What the API tells of itself: who calls, how it is set up, whether it works. */
final class Self {
    private final Deployed deployed;
    private final SignIn signIn;
    private final Catalogue catalogue;

    Self(Deployed deployed, SignIn signIn, Catalogue catalogue) {
        this.deployed = deployed;
        this.signIn = signIn;
        this.catalogue = catalogue;
    }

    Answer me(Request request) {
        request.withoutQuery();
        ObjectNode me = Json.object().put("name", request.caller().name()).put("sign_in", signIn.word());
        List<Role> roles = request.caller().role().map(Role::all).orElse(List.of());
        roles.forEach(role -> me.withArray("roles").add(role.word()));
        if (roles.isEmpty()) {
            me.putArray("roles");
        }
        return Answer.ok(me);
    }

    Answer health(Request request) {
        request.withoutQuery();
        catalogue.datasets();
        return Answer.ok(Json.object().put("status", "ok"));
    }

    Answer settings(Request request) {
        request.withoutQuery();
        ObjectNode settings = Json.object().put("version", deployed.version())
                .put("name_prefix", deployed.namePrefix()).put("region", deployed.region())
                .put("sign_in", signIn.word());
        deployed.defaultDataset().ifPresent(dataset -> settings.put("default_dataset", dataset));
        settings.putObject("limits").put("request_bytes", Limits.REQUEST_BYTES).put("page_items", Limits.PAGE_ITEMS);
        return Answer.ok(settings);
    }
}

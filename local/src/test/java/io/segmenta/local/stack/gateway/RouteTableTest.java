package io.segmenta.local.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.template.SystemPlan.Route;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private static final RouteTable ROUTES = new RouteTable(List.of(new Route("ANY", "/{proxy+}", "pages"),
            new Route("ANY", "/api/v1/{proxy+}", "api"), new Route("POST", "/predict", "inference"),
            new Route("GET", "/docs", "docs")));

    @ParameterizedTest
    @CsvSource({"GET, /, pages", "HEAD, /, pages", "GET, /d/shop/segments, pages", "GET, /predict, pages",
            "POST, /predict, inference", "GET, /docs, docs", "GET, /api/v1/datasets, api", "GET, /api/v1, pages",
            "GET, /api/v2/datasets, pages"})
    void defaultRoute_takesWhatNoOtherTakes(String method, String path, String function) {
        assertThat(ROUTES.find(method, path).orElseThrow().route().function()).isEqualTo(function);
    }
}

package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private static final World WORLD = new World("monitor");
    private static final Client CLIENT = new Client(WORLD.routes(World.nobodySignsIn()), World.nobodySignsIn(),
            Contract.read());

    @Test
    void monitor_isOfTheLiveVersionAlone_withTheReportOfItsNewestWindow() {
        JsonNode monitor = CLIENT.get(Routes.BASE + "/datasets/loyalty-members/monitor").json();
        assertThat(monitor.path("version").asInt()).isEqualTo(1);
        assertThat(monitor.path("state").asText()).isEqualTo("drift");
        assertThat(monitor.path("retrain").asText()).isEqualTo("shares_only");
        assertThat(monitor.path("alarms")).as("not that of another version").hasSize(1);
        assertThat(monitor.path("alarms").path(0).path("statistic").asText()).isEqualTo("location age");
        assertThat(monitor.path("windows")).hasSize(1);
        assertThat(monitor.path("report").path("verdict").asText()).isEqualTo("drift");
    }

    @Test
    void monitorOfADataSetThatIsNotLive_saysSo() {
        JsonNode monitor = CLIENT.get(Routes.BASE + "/datasets/shop/monitor").json();
        assertThat(monitor.toString()).isEqualTo("{\"dataset\":\"shop\",\"state\":\"not_live\"}");
    }
}

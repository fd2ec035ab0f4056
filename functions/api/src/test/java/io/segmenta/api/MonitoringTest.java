package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
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
    void alarm_isAcknowledgedByWhoeverIsFirst() {
        World world = new World("acknowledged");
        Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(), Contract.read());
        JsonNode seen = acknowledge(client, "loyalty-members", World.DRIFT_ALARM).json();
        assertThat(seen.path("acknowledged_by").asText()).isEqualTo("local");
        assertThat(seen.has("closed")).isFalse();
        JsonNode monitor = client.get(Routes.BASE + "/datasets/loyalty-members/monitor").json();
        assertThat(monitor.path("alarms").path(0)).isEqualTo(seen);
        assertThat(acknowledge(client, "loyalty-members", new UUID(1, 1)).status()).isEqualTo(404);
        assertThat(acknowledge(client, "shop", World.DRIFT_ALARM).status()).as("of another data set").isEqualTo(404);
    }

    private static Client.Got acknowledge(Client client, String dataset, UUID alarm) {
        return client.send("PUT", Routes.BASE + "/datasets/" + dataset + "/alarms/" + alarm + "/acknowledgement",
                Map.of(), "", _ -> {});
    }

    @Test
    void monitorOfADataSetThatIsNotLive_saysSo() {
        JsonNode monitor = CLIENT.get(Routes.BASE + "/datasets/shop/monitor").json();
        assertThat(monitor.toString()).isEqualTo("{\"dataset\":\"shop\",\"state\":\"not_live\"}");
    }
}

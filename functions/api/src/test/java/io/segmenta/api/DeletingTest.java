package io.segmenta.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.contract.DatasetErasure;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.json.Json;
import io.segmenta.platform.catalogue.Deployment;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A data set that goes. */
class DeletingTest {
    private static final AtomicInteger WORLDS = new AtomicInteger();
    private static final String DATASETS = "/api/v1/datasets";
    private static final String MEMBERS = DATASETS + "/loyalty-members";

    @AutoClose
    private final World world = new World("deleting_" + WORLDS.incrementAndGet());
    private final Client client = new Client(world.routes(World.nobodySignsIn()), World.nobodySignsIn(),
            Contract.read());

    private Client.Got delete(String target) {
        return client.send("DELETE", target, Map.of(), "", event -> {});
    }

    /** Nothing is live and no run goes on. */
    private void quiet() {
        for (Deployment deployment : world.catalogue.deployments(World.DATASET)) {
            world.catalogue.settleDeployment(deployment.id(), Deployment.State.SUPERSEDED, "", World.NOW);
        }
        world.catalogue.fail(World.run(3), "owner", "too-few-rows", "3 rows", World.NOW);
    }

    @Test
    void dataset_isDeletedOnceAndForAll_andItsRowsAreAskedToGo() {
        quiet();
        Client.Got deleted = delete(MEMBERS);
        assertThat(deleted.status()).as(deleted.body()).isEqualTo(202);
        ErasureKey key = new ErasureKey(UUID.fromString(deleted.json().path("erasure").asText()));
        assertThat(deleted.header("location")).isEqualTo("/api/v1/privacy/erasures/" + key.erasure());
        assertThat(DatasetErasure.of(Json.parse(world.store.bytes(key.request()), "request")))
                .contains(new DatasetErasure(World.DATASET, World.NOW.toString()));
        assertThat(delete(MEMBERS).body()).isEqualTo(deleted.body());
        assertThat(client.get("/api/v1/audit?action=dataset-deleted").json().path("items")).hasSize(1);
        assertThat(client.get(MEMBERS).status()).isEqualTo(410);
        assertThat(client.get(MEMBERS).json().path("type").asText()).isEqualTo("urn:segmenta:problem:gone");
        assertThat(client.get(MEMBERS + "/models").status()).isEqualTo(410);
        assertThat(client.get(DATASETS).json().findValuesAsText("name")).containsExactly("shop");
        assertThat(client.get("/api/v1/runs/" + World.run(2)).status()).as("what is known of its runs").isEqualTo(200);
        Client.Got again = client.post(DATASETS, Map.of("Content-Type", "application/json"),
                "{\"name\": \"loyalty-members\"}");
        assertThat(again.status()).isEqualTo(410);
    }

    @Test
    void datasetInWhichSomethingGoesOn_staysWhole() {
        assertThat(delete(MEMBERS).status()).isEqualTo(409);
        assertThat(delete(DATASETS + "/shop").status()).as("a run goes on").isEqualTo(409);
        assertThat(client.get(MEMBERS).status()).isEqualTo(200);
        assertThat(world.store.list(ErasureKey.PREFIX)).allMatch(one -> one.endsWith(World.EXPORT.export() + ".json"));
    }

    @Test
    void unknownDataset_isNotFound() {
        assertThat(delete(DATASETS + "/loyalty-member").json().path("detail").asText()).contains("did you mean");
        assertThat(delete(DATASETS + "/nonsense").status()).isEqualTo(404);
    }
}

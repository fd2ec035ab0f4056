package io.segmenta.platform.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.platform.StubService;
import io.segmenta.platform.catalogue.SqlCatalogue;
import io.segmenta.platform.sagemaker.SageMaker;
import io.segmenta.platform.storage.S3ObjectStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class PrimingTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void beforeCheckpoint_asksEveryServiceAlthoughEachRefuses() throws Exception {
        try (StubService service = new StubService(exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            StubService.reply(exchange, 403, new byte[0]);
        })) {
            SqlCatalogue catalogue = new SqlCatalogue(() -> {
                asked.add("database");
                throw new SQLException("no");
            });
            Priming priming = Priming.register(new S3ObjectStore(service.aws(), "bucket"),
                    new SageMaker(service.aws()).registry(), catalogue);

            priming.beforeCheckpoint(Core.getGlobalContext());
            priming.afterRestore(Core.getGlobalContext());
        }
        assertThat(asked).containsExactly("GET /bucket/live/none.json null", "POST / SageMaker.ListModelPackages",
                "database");
    }
}

package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.experiment.ExperimentKind;
import io.segmenta.platform.catalogue.Listings.AuditFilter;
import io.segmenta.platform.catalogue.Listings.DatasetOrder;
import io.segmenta.platform.catalogue.Listings.RunFilter;
import io.segmenta.platform.catalogue.Listings.RunOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SqlListingsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final RunFilter ALL = new RunFilter(Optional.empty(), List.of(), Optional.empty());

    /** Runs of two data sets, two of them claimed at the same moment. */
    private static final ConnectionSource SOURCE = filled();

    private final Listings listings = new SqlCatalogue(SOURCE).listings();

    private static ConnectionSource filled() {
        ConnectionSource source = TestDatabase.create("listings");
        try (SqlCatalogue catalogue = new SqlCatalogue(source)) {
            claim(catalogue, 1, "mall", 0);
            claim(catalogue, 2, "shop", 1);
            claim(catalogue, 3, "mall", 1);
            claim(catalogue, 4, "mall", 2);
            catalogue.succeed(id(1), new RunResult("d", "m", "{\"silhouette_score\": 0.5406167300186012}"), NOON);
            catalogue.succeed(id(2), new RunResult("d", "m", "{\"silhouette_score\": 0.25}"), NOON);
            catalogue.fail(id(3), "owner", "too-few-rows", "3 rows", NOON);
        }
        return source;
    }

    private static void claim(SqlCatalogue catalogue, int number, String dataset, int minutes) {
        Instant at = NOON.plus(Duration.ofMinutes(minutes));
        catalogue.claim(new NewRun(id(number), dataset, "b", "data/" + dataset + "/x.csv", "v", 1, "h", "{}", ""),
                "owner", at, at.plusSeconds(60));
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    /** Whoever adds a column with a text has it searched for customers. */
    @Test
    void mentions_areLookedForInEveryTextOfTheCatalogue() {
        List<String> columns;
        try (Database database = new Database(SOURCE)) {
            columns = Sql.query(database, row -> row.getString(1), """
                    SELECT table_name || '.' || column_name FROM information_schema.columns
                    WHERE table_schema = 'segmenta' AND data_type IN ('text', 'jsonb', 'character varying')""");
        }
        List<String> searched = Mentions.TEXTS.stream().map(table -> table.split(" ", -1))
                .flatMap(names -> Arrays.stream(names).skip(1).map(name -> names[0] + '.' + name)).toList();
        assertThat(searched).containsExactlyInAnyOrderElementsOf(columns);
    }

    @Test
    void mentions_areWholeWords_andHashesCountToo() {
        assertThat(listings.mentions("3 rows", List.of())).containsExactly(new Listings.Mention("runs.detail", 1));
        assertThat(listings.mentions("3 row", List.of())).isEmpty();
        assertThat(listings.mentions("nobody", List.of("too-few-rows")))
                .containsExactly(new Listings.Mention("runs.reason", 1));
    }

    /** The numbers of the runs of all pages of a size. */
    private List<Long> walked(RunFilter filter, RunOrder order, boolean descending, int size) {
        List<Long> numbers = new ArrayList<>();
        Optional<Mark> after = Optional.empty();
        while (true) {
            List<Run> page = listings.runs(filter, order, descending, after, size);
            if (page.isEmpty()) {
                return numbers;
            }
            page.forEach(run -> numbers.add(run.id().getLeastSignificantBits()));
            after = Optional.of(Listings.mark(page.getLast(), order));
        }
    }

    @Test
    void runs_inPagesOfAnySize_areThoseOfOnePage() {
        for (int size = 1; size <= 5; size++) {
            assertThat(walked(ALL, RunOrder.CREATED_AT, true, size)).containsExactly(4L, 3L, 2L, 1L);
            assertThat(walked(ALL, RunOrder.CREATED_AT, false, size)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(walked(ALL, RunOrder.SILHOUETTE, true, size)).containsExactly(1L, 2L, 4L, 3L);
        }
    }

    @Test
    void runs_filtered_areTheseAlone() {
        assertThat(walked(new RunFilter(Optional.of("mall"), List.of(), Optional.empty()), RunOrder.CREATED_AT, false,
                2)).containsExactly(1L, 3L, 4L);
        assertThat(walked(new RunFilter(Optional.empty(), List.of(Run.Status.FAILED, Run.Status.SUCCEEDED),
                Optional.empty()), RunOrder.CREATED_AT, false, 2)).containsExactly(1L, 2L, 3L);
        assertThat(walked(new RunFilter(Optional.of("mall"), List.of(), Optional.of(NOON)), RunOrder.CREATED_AT, false,
                2)).containsExactly(3L, 4L);
    }

    @Test
    void page_afterRunsCameIn_neitherSkipsNorRepeats() {
        ConnectionSource source = TestDatabase.create("growing");
        try (SqlCatalogue catalogue = new SqlCatalogue(source)) {
            Listings growing = catalogue.listings();
            claim(catalogue, 1, "mall", 0);
            claim(catalogue, 2, "mall", 1);
            List<Run> first = growing.runs(ALL, RunOrder.CREATED_AT, true, Optional.empty(), 1);
            claim(catalogue, 3, "mall", 2);
            List<Run> second = growing.runs(ALL, RunOrder.CREATED_AT, true,
                    Optional.of(Listings.mark(first.getLast(), RunOrder.CREATED_AT)), 5);
            assertThat(first).extracting(Run::id).containsExactly(id(2));
            assertThat(second).extracting(Run::id).containsExactly(id(1));
        }
    }

    @Test
    void datasets_areFoundByNameAndById() {
        List<Dataset> all = listings.datasets(DatasetOrder.NAME, false, Optional.empty(), 10);
        assertThat(all).extracting(Dataset::name).containsExactly("mall", "shop");
        assertThat(listings.datasets(DatasetOrder.NAME, false,
                Optional.of(Listings.mark(all.getFirst(), DatasetOrder.NAME)), 10)).containsExactly(all.get(1));
        assertThat(listings.datasets(DatasetOrder.CREATED_AT, true, Optional.empty(), 1)).containsExactly(all.get(1));
        assertThat(listings.dataset("mall")).contains(all.getFirst());
        assertThat(listings.dataset(all.getFirst().id().toString())).contains(all.getFirst());
        assertThat(listings.dataset("nobody")).isEmpty();
    }

    @Test
    void runs_ofIds_areThoseThereAre() {
        assertThat(listings.runs(List.of(id(3), id(99), id(1)))).extracting(Run::id)
                .containsExactlyInAnyOrder(id(1), id(3));
        assertThat(listings.runs(List.of())).isEmpty();
    }

    @Test
    void newestRuns_areOneOfEachDataset() {
        assertThat(listings.newestRuns(List.of("mall", "shop", "nobody"))).extracting(Run::id)
                .containsExactlyInAnyOrder(id(4), id(2));
        assertThat(listings.newestRuns(List.of())).isEmpty();
    }

    @Test
    void current_isWhatIsLiveOrWillBe() {
        ConnectionSource source = TestDatabase.create("serving");
        try (SqlCatalogue catalogue = new SqlCatalogue(source)) {
            Listings serving = catalogue.listings();
            int version = 1;
            for (Deployment.State state : Deployment.State.values()) {
                catalogue.requestDeployment(new Deployment(id(version), "mall", version, "arn", "lambda", "", "",
                        state, true, "", NOON, NOON.plusSeconds(version), NOON));
                version++;
            }
            assertThat(serving.current(List.of("mall"))).extracting(Deployment::state)
                    .containsExactly(Deployment.State.LIVE, Deployment.State.REQUESTED);
            assertThat(serving.current(List.of("shop"))).isEmpty();
        }
    }

    @Test
    void mark_ofAnotherOrder_isRefused() {
        Mark mark = new Mark("mall\0", id(1));
        Mark never = new Mark("+1000000000-12-31T23:59:59.999999999Z", id(1));
        assertThatThrownBy(() -> listings.runs(ALL, RunOrder.CREATED_AT, true, Optional.of(never), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> listings.datasets(DatasetOrder.NAME, true, Optional.of(mark), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> listings.runs(ALL, RunOrder.CREATED_AT, true, Optional.of(mark), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> listings.runs(ALL, RunOrder.SILHOUETTE, true, Optional.of(mark), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AuditEntry did(int number, String dataset, String actor, String action, int minutes) {
        return new AuditEntry(NOON.plus(Duration.ofMinutes(minutes)), actor, "analyst", action, Optional.of(dataset),
                "object", Optional.empty(), Optional.of("{\"n\": " + number + "}"), Optional.of("why"),
                "request-" + number);
    }

    private static List<String> requests(Listings listings, AuditFilter filter, int size) {
        List<String> requests = new ArrayList<>();
        Optional<Mark> after = Optional.empty();
        while (true) {
            List<AuditEntry> page = listings.audit(filter, after, size);
            if (page.isEmpty()) {
                return requests;
            }
            page.forEach(entry -> requests.add(entry.requestId()));
            after = Optional.of(Listings.mark(page.getLast()));
        }
    }

    @Test
    void audit_isGivenByPageAndFilter_andHoldsWhatWasDoneWithTheChange() {
        try (SqlCatalogue catalogue = new SqlCatalogue(TestDatabase.create("audited"))) {
            Listings audited = catalogue.listings();
            catalogue.audit().enter(did(1, "mall", "ann", "run-started", 0));
            catalogue.audit().enter(did(1, "mall", "bob", "run-started", 9));
            catalogue.audit().enter(did(2, "shop", "bob", "version-decided", 1));
            catalogue.uploads().addDataset("mall", NOON, did(3, "mall", "ann", "dataset-added", 2));
            catalogue.uploads().addDataset("mall", NOON.plusSeconds(1), did(4, "mall", "bob", "dataset-added", 3));
            AuditFilter all = new AuditFilter(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
            for (int size = 1; size <= 4; size++) {
                assertThat(requests(audited, all, size)).containsExactly("request-3", "request-2", "request-1");
            }
            assertThat(audited.audit(all, Optional.empty(), 1).getFirst())
                    .isEqualTo(did(3, "mall", "ann", "dataset-added", 2));
            assertThat(requests(audited, new AuditFilter(Optional.of("mall"), Optional.of("ann"), List.of(),
                    Optional.of(NOON)), 5)).containsExactly("request-3");
            assertThat(requests(audited, new AuditFilter(Optional.empty(), Optional.empty(),
                    List.of("run-started", "version-decided"), Optional.empty()), 5))
                    .containsExactly("request-2", "request-1");
        }
    }

    @Test
    void change_whoseEntryIsRefused_isNotMade() {
        ConnectionSource source = TestDatabase.create("whole_or_not");
        try (SqlCatalogue catalogue = new SqlCatalogue(source)) {
            AuditEntry broken = new AuditEntry(NOON, "ann", "analyst", "dataset-added", Optional.empty(), "mall",
                    Optional.empty(), Optional.of("no JSON"), Optional.empty(), "request-1");
            assertThatThrownBy(() -> catalogue.uploads().addDataset("mall", NOON, broken))
                    .isInstanceOf(CatalogueException.class);
            assertThat(catalogue.datasets()).isEmpty();
            catalogue.uploads().addDataset("mall", NOON, did(1, "mall", "ann", "dataset-added", 0));
            assertThat(new SqlCatalogue(source).datasets()).containsExactly("mall");
        }
    }

    @Test
    void newestUploads_areOneOfEachDataset() {
        try (SqlCatalogue catalogue = new SqlCatalogue(TestDatabase.create("newest"))) {
            for (int number = 1; number <= 3; number++) {
                Instant at = NOON.plusSeconds(number);
                catalogue.uploads().announce(new AnnouncedUpload(id(number), number == 3 ? "shop" : "mall", "a.csv", 1,
                        "text/csv", at, at.plusSeconds(900), "ann"), did(number, "mall", "ann", "announced", number));
            }
            assertThat(catalogue.uploads().newest(List.of("mall", "shop", "nobody"))).extracting(AnnouncedUpload::id)
                    .containsExactlyInAnyOrder(id(2), id(3));
            assertThat(catalogue.uploads().newest(List.of())).isEmpty();
        }
    }

    /** Two of the three began at the same moment. */
    @Test
    void experiments_inPagesOfAnySize_areThoseOfOnePage() {
        ExperimentBook book = new SqlCatalogue(SOURCE).experiments();
        for (int number = 1; number <= 3; number++) {
            Instant started = NOON.plusSeconds(number / 2);
            Experiment experiment = new Experiment(new LiveExperiment(id(number), "trials" + number,
                    ExperimentKind.SHADOW, "v1", "v2", "runs/a/b/model.tar.gz", "cafe", 0.5,
                    started.plusSeconds(60)), Optional.empty(), 100, 2, started, "ana", Optional.empty());
            book.start(experiment, new AuditEntry(started, "ana", "approver", "experiment-started",
                    Optional.of("trials"), "x", Optional.empty(), Optional.empty(), Optional.empty(), "request"));
        }
        for (int size = 1; size <= 4; size++) {
            List<Long> numbers = new ArrayList<>();
            Optional<Mark> after = Optional.empty();
            List<Experiment> page = listings.experiments(Optional.empty(), after, size);
            while (!page.isEmpty()) {
                page.forEach(one -> numbers.add(one.id().getLeastSignificantBits()));
                after = Optional.of(Listings.mark(page.getLast()));
                page = listings.experiments(Optional.empty(), after, size);
            }
            assertThat(numbers).containsExactly(3L, 2L, 1L);
        }
        assertThat(listings.experiments(Optional.of("trials2"), Optional.empty(), 9)).hasSize(1);
        assertThatThrownBy(() -> listings.experiments(Optional.empty(), Optional.of(new Mark("x", id(1))), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

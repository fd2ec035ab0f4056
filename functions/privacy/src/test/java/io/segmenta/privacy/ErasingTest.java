package io.segmenta.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.DatasetErasure;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.OptOuts;
import io.segmenta.model.privacy.RowSum;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowFilter;
import io.segmenta.model.rows.RowValues;
import io.segmenta.platform.storage.StoredRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Customers are taken out of everything that the bucket holds. */
class ErasingTest {

    @Test
    void erase_aHundredOfAThousand_leavesNoByteOfThemAndEverythingOfTheOthers() {
        Shop shop = Shop.of(1000);
        Map<String, byte[]> models = new TreeMap<>();
        shop.store.list("runs/").stream().filter(RunFile.MODEL::isAt)
                .forEach(key -> models.put(key, shop.store.bytes(key)));
        Map<String, List<String>> before = rows(shop);
        List<String> erased = new ArrayList<>();
        for (int i = 0; i < 1000; i += 10) {
            erased.add(shop.ids.get(i));
        }

        List<ErasureKey> receipts = erased.stream().map(shop::ask).toList();
        assertThat(receipts.stream().map(shop::see).map(seen -> seen.get("status"))).startsWith("ERASED", "IGNORED")
                .filteredOn("ERASED"::equals).hasSize(1);

        Subjects gone = new Subjects(erased.stream().map(id -> Subject.of(id, Shop.KEYS)).toList());
        for (String key : shop.store.list("")) {
            byte[] bytes = shop.plain(key);
            if (!key.startsWith(ErasureKey.PREFIX)) {
                // Receipts hold hashes by purpose.
                assertThat(gone.mayBeIn(bytes)).as(key).isFalse();
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(erased.stream().filter(text::contains)).as(key).isEmpty();
        }
        String logs = shop.logs.toString(StandardCharsets.UTF_8);
        assertThat(logs).contains("customer erased");
        assertThat(erased.stream().filter(logs::contains)).isEmpty();
        models.forEach((key, bytes) -> assertThat(shop.store.bytes(key)).isEqualTo(bytes));
        before.keySet().removeAll(erased);
        assertThat(rows(shop)).isEqualTo(before);
        for (ErasureKey key : receipts) {
            JsonObject receipt = Json.parse(shop.store.bytes(key.receipt()), "receipt");
            assertThat(receipt.string("state")).isEqualTo("done");
            assertThat(receipt.strings("left")).isEmpty();
            assertThat(receipt.strings("unread")).isEmpty();
            assertThat(receipt.objects("changes")).filteredOn(change -> change.has("row_sums"))
                    .hasSizeGreaterThan(5).allSatisfy(change -> {
                        JsonObject sums = change.object("row_sums");
                        assertThat(change.integer("rows")).isPositive();
                        assertThat(RowSum.addUp(sums.string("after"), sums.string("erased"), sums.string("before")))
                                .isTrue();
                    });
        }
        // Each object is written once, for all of them.
        assertThat(shop.store.written()).filteredOn(one -> !one.startsWith(ErasureKey.PREFIX))
                .doesNotHaveDuplicates();
    }

    /** What the newest run says of each customer, without the numbers of rows. */
    private static Map<String, List<String>> rows(Shop shop) {
        StoredRows assigned = StoredRows.find(shop.store, Shop.SECOND, StoredRows.Kind.ASSIGNED).orElseThrow();
        StoredRows read = StoredRows.find(shop.store, Shop.SECOND, StoredRows.Kind.VALUES).orElseThrow();
        RowValues values = new RowValues(read.index(), read);
        AssignedRows rows = new AssignedRows(assigned.index(), assigned);
        Map<String, List<String>> found = new TreeMap<>();
        List<AssignedRow> all = new ArrayList<>();
        rows.forEach(RowFilter.ALL, all::add);
        for (AssignedRow row : all) {
            List<String> cells = new ArrayList<>(row.cells().subList(1, row.cells().size()));
            cells.addAll(values.cells(row.number()));
            found.put(row.identifier().orElseThrow(), cells);
            assertThat(rows.find(row.identifier().orElseThrow())).containsExactly(row);
        }
        return found;
    }

    @Test
    void receipt_provesThatOnlyTheCustomersRowsWent() {
        Shop shop = Shop.of(60);
        String id = shop.ids.get(0);
        JsonObject receipt = Json.parse(shop.store.bytes(shop.erase(id).receipt()), "receipt");
        assertThat(receipt.string("subject")).isEqualTo(Shop.KEYS.hash(id).hex());
        assertThat(receipt.objects("places")).hasSize(PeoplePlace.values().length);
        assertThat(receipt.objects("changes")).extracting(change -> change.string("key")).contains("data/shop/may.csv",
                "data/shop/june.csv", "score/shop/ask.csv", "people/shop/scores/ask.csv.csv.gz",
                "outcomes/shop/e1/results.csv", "exports/shop/list.csv", "previews/shop/p.json",
                "people/shop/experiments/e1/exposures/a.csv.gz", Shop.FIRST.prefix() + "assignments.csv.gz",
                Shop.SECOND.key(RunFile.ASSIGNMENTS), Shop.SECOND.key(RunFile.VALUES),
                Shop.SECOND.key(RunFile.JOINED), Shop.VIEW.bucket(Shop.TABLE, Shop.KEYS.hash(id).bucket()));
        JsonObject table = receipt.objects("changes").stream()
                .filter(change -> change.string("key").startsWith(Shop.VIEW.table(Shop.TABLE))).findFirst()
                .orElseThrow();
        assertThat(table.integer("rows")).isEqualTo(1);
        JsonObject ofTable = table.object("row_sums");
        assertThat(RowSum.addUp(ofTable.string("after"), ofTable.string("erased"), ofTable.string("before"))).isTrue();
        JsonObject upload = receipt.objects("changes").stream()
                .filter(change -> change.string("key").equals("data/shop/june.csv")).findFirst().orElseThrow();
        assertThat(upload.integer("rows")).isEqualTo(1);
        JsonObject sums = upload.object("row_sums");
        assertThat(RowSum.addUp(sums.string("after"), sums.string("erased"), sums.string("before"))).isTrue();
        assertThat(RowSum.addUp(sums.string("after"), sums.string("after"), sums.string("before"))).isFalse();
        assertThat(shop.store.head("data/shop/june.csv").orElseThrow().metadata())
                .containsKey(ErasureKey.MARK);
        assertThat(new String(shop.store.bytes("people/shop/erasures.jsonl"), StandardCharsets.UTF_8))
                .contains("data/shop/june.csv").doesNotContain(id);
    }

    @Test
    void erase_again_orAfterItWasDone_changesNothing() {
        Shop shop = Shop.of(60);
        ErasureKey key = shop.erase(shop.ids.get(3));
        List<String> keys = shop.store.list("");
        byte[] rows = shop.store.bytes(Shop.SECOND.key(RunFile.ASSIGNMENTS));
        assertThat(shop.see(key)).containsEntry("status", "IGNORED");
        JsonObject second = Json.parse(shop.store.bytes(shop.erase(shop.ids.get(3)).receipt()), "receipt");
        assertThat(second.objects("changes")).isEmpty();
        assertThat(shop.store.bytes(Shop.SECOND.key(RunFile.ASSIGNMENTS))).isEqualTo(rows);
        assertThat(shop.store.list("")).hasSize(keys.size() + 1);
    }

    @Test
    void erase_brokenOffAtAnyWrite_isGoneOnWith() {
        Shop whole = Shop.of(40);
        ErasureKey done = whole.erase(whole.ids.get(5));
        for (int writes = 0; writes < 40; writes += 3) {
            Shop shop = Shop.of(40);
            ErasureKey key = shop.ask(shop.ids.get(5));
            shop.store.failAfter(writes);
            assertThatThrownBy(() -> shop.see(key)).isNotNull();
            shop.store.failAfter(-1);
            shop.see(key);
            assertThat(rows(shop)).as("after %d writes", writes).isEqualTo(rows(whole));
            for (String one : whole.store.list("")) {
                if (!one.startsWith("privacy/")) {
                    assertThat(shop.store.bytes(one)).as(one).isEqualTo(whole.store.bytes(one));
                }
            }
            assertThat(Json.parse(shop.store.bytes(key.receipt()), "receipt").objects("changes"))
                    .hasSameSizeAs(Json.parse(whole.store.bytes(done.receipt()), "receipt").objects("changes"));
        }
    }

    private static final RunFolder THIRD = new RunFolder(Shop.DATASET,
            UUID.fromString("00000000-0000-4000-8000-000000000003"));

    private static JsonObject receipt(Shop shop, ErasureKey key) {
        return Json.parse(shop.store.bytes(key.receipt()), "receipt");
    }

    @Test
    void erase_whileARunIsUnderWay_endsAfterItWithoutTheCustomer() {
        Shop shop = Shop.of(60);
        Map<String, byte[]> read = new TreeMap<>();
        for (String key : shop.store.list(Shop.SECOND.key(RunFolder.PEOPLE))) {
            read.put(key.replace(Shop.SECOND.run().toString(), THIRD.run().toString()), shop.store.bytes(key));
        }
        byte[] lineage = shop.store.bytes(Shop.SECOND.key(RunFile.LINEAGE));
        String start = THIRD.key(RunFile.START);
        shop.store.upload(start, new byte[] {'{', '}'}, Map.of());
        ErasureKey key = shop.ask(shop.ids.get(0));

        assertThat(shop.see(key)).containsEntry("status", "WAITING");
        assertThat(receipt(shop, key).string("state")).isEqualTo("running");
        assertThat(receipt(shop, key).strings("waits_for")).contains(start);
        assertThat(shop.store.list(key.request())).hasSize(1);

        // What it read before it writes now; another run that begins meanwhile reads what is left.
        read.forEach((one, bytes) -> shop.store.upload(one, bytes, Map.of()));
        shop.store.upload(THIRD.key(RunFile.LINEAGE), lineage, Map.of());
        shop.store.upload(start.replace(THIRD.run().toString(), new UUID(0x4000L, 0x8000000000000004L).toString()),
                new byte[] {'{', '}'}, Map.of());
        assertThat(shop.hour()).singleElement().satisfies(one -> assertThat(one).containsEntry("status", "ERASED"));
        for (String one : shop.store.list("")) {
            assertThat(new String(shop.plain(one), StandardCharsets.ISO_8859_1)).as(one)
                    .doesNotContain(shop.ids.get(0));
        }
        assertThat(StoredRows.find(shop.store, THIRD, StoredRows.Kind.ASSIGNED).orElseThrow().index().rows())
                .isEqualTo(59);
        assertThat(receipt(shop, key).string("state")).isEqualTo("done");
        assertThat(receipt(shop, key).has("waits_for")).isFalse();
        assertThat(shop.hour()).isEmpty();
    }

    @Test
    void erase_whatDoesNotEndInADay_isNotWaitedForAnyMore() {
        Shop shop = Shop.of(60);
        String start = THIRD.key(RunFile.START);
        shop.store.upload(start, new byte[] {'{', '}'}, Map.of());
        ErasureKey key = shop.ask(shop.ids.get(0));
        assertThat(shop.see(key)).containsEntry("status", "WAITING");
        assertThat(shop.hour()).singleElement().satisfies(one -> assertThat(one).containsEntry("status", "WAITING"));
        shop.clock.advance(Duration.ofDays(11));
        assertThat(shop.hour()).singleElement().satisfies(one -> assertThat(one).containsEntry("status", "ERASED"));
        assertThat(receipt(shop, key).string("state")).isEqualTo("done");
        assertThat(receipt(shop, key).strings("waits_for")).containsExactly(start);
    }

    @Test
    void erase_whileAnotherCallIsAtIt_isLeftToThatOne_whichLooksAgain() {
        Shop shop = Shop.of(40);
        ErasureKey first = shop.ask(shop.ids.get(3));
        AtomicReference<ErasureKey> second = new AtomicReference<>();
        // While the first call waits, the second one comes.
        shop.meanwhile(() -> {
            if (second.get() == null) {
                second.set(shop.ask(shop.ids.get(9)));
                assertThat(shop.see(second.get(), "another call")).containsEntry("status", "DUPLICATE");
            }
        });
        assertThat(shop.see(first)).containsEntry("status", "ERASED");
        for (ErasureKey key : List.of(first, second.get())) {
            assertThat(receipt(shop, key).string("state")).isEqualTo("done");
            assertThat(receipt(shop, key).strings("left")).isEmpty();
        }
        assertThat(shop.see(second.get(), "another call")).containsEntry("status", "IGNORED");
    }

    @Test
    void requestThatCannotBeRead_isToldAndKeepsNobodyElseFromBeingErased() {
        Shop shop = Shop.of(40);
        ErasureKey broken = new ErasureKey(new UUID(0x4000L, 0x8000000000000000L));
        shop.store.upload(broken.request(), new byte[] {'{'}, Map.of());
        assertThatThrownBy(() -> shop.see(broken)).isInstanceOf(DataException.class);
        assertThat(receipt(shop, shop.erase(shop.ids.get(3))).string("state")).isEqualTo("done");
        assertThatThrownBy(shop::hour).isInstanceOf(DataException.class);
        assertThat(shop.store.list(broken.request())).hasSize(1);
    }

    @Test
    void erase_afterACallThatDied_isSeenToByAnotherOnceThatHasEnded() {
        Shop shop = Shop.of(40);
        assertThat(Work.take(shop.store, new Work.Call("dead", shop.clock.instant().plusSeconds(900)), shop.clock))
                .isPresent();
        ErasureKey key = shop.ask(shop.ids.get(3));
        assertThat(shop.see(key)).containsEntry("status", "DUPLICATE");
        shop.clock.advance(Duration.ofHours(1));
        assertThat(shop.hour()).singleElement().satisfies(one -> assertThat(one).containsEntry("status", "ERASED"));
    }

    /** Each step takes five seconds, and a call has a quarter of an hour. */
    @Test
    void erase_ofABucketThatNoCallWalksThrough_isGoneOnWithByTheNextCalls() {
        Shop shop = Shop.of(40);
        Shop whole = Shop.of(40);
        ErasureKey done = whole.erase(whole.ids.get(5));
        ErasureKey key = shop.ask(shop.ids.get(5));
        shop.pace = Duration.ofSeconds(5);
        int calls = 1;
        while (shop.see(key, "call " + calls).get("status").equals("WAITING")) {
            calls++;
        }
        assertThat(calls).isBetween(3, 30);
        assertThat(rows(shop)).isEqualTo(rows(whole));
        assertThat(receipt(shop, key).string("state")).isEqualTo("done");
        assertThat(receipt(shop, key).strings("left")).isEmpty();
        assertThat(receipt(shop, key).objects("places")).extracting(JsonObject::fields).isEqualTo(
                receipt(whole, done).objects("places").stream().map(JsonObject::fields).toList());
    }

    /** Otherwise every later erasure would take the run for one that is under way. */
    @Test
    void failureThatNamesTheCustomer_staysWithoutWords() {
        Shop shop = Shop.of(60);
        shop.erase(shop.ids.get(2));
        assertThat(new String(shop.store.bytes(Shop.FIRST.key(RunFile.FAILURE)), StandardCharsets.UTF_8))
                .doesNotContain(shop.ids.get(2)).contains("was erased");
    }

    private static ErasureKey askForAll(Shop shop) {
        ErasureKey key = new ErasureKey(new UUID(0x4000L, 0x8000000000000000L));
        shop.store.upload(key.request(), new DatasetErasure(Shop.DATASET, "2026-11-30T10:00:00Z").write(), Map.of());
        return key;
    }

    @Test
    void dataset_leavesNoRowsOfItsOwn_andAllOfOthers() {
        Shop shop = Shop.of(60);
        shop.store.upload("data/mall/a.csv", "customer_id\nX1\n".getBytes(StandardCharsets.UTF_8), Map.of());
        shop.store.upload("people/mall/scores/a.csv.gz", new byte[] {1}, Map.of());
        ErasureKey key = askForAll(shop);
        assertThat(shop.see(key)).containsEntry("status", "ERASED");
        for (String one : shop.store.list("")) {
            String text = new String(shop.plain(one), StandardCharsets.UTF_8);
            assertThat(shop.ids).as(one).noneMatch(text::contains);
        }
        assertThat(shop.store.list("")).contains("data/mall/a.csv", "people/mall/scores/a.csv.gz",
                Shop.SECOND.key(RunFile.METRICS), Shop.SECOND.key(RunFile.MODEL), Shop.SECOND.key(RunFile.PROFILE))
                .doesNotContain("data/shop/may.csv", key.request());
        JsonObject receipt = Json.parse(shop.store.bytes(key.receipt()), "receipt");
        assertThat(receipt.string("state")).isEqualTo("done");
        assertThat(receipt.fields().get("left")).isEqualTo(List.of());
        assertThat(shop.see(key)).containsEntry("status", "IGNORED");
    }

    @Test
    void dataset_brokenOffAtAnyWrite_isGoneOnWith() {
        for (int writes = 0; writes < 2; writes++) {
            Shop shop = Shop.of(40);
            ErasureKey key = askForAll(shop);
            shop.store.failAfter(writes);
            assertThatThrownBy(() -> shop.see(key)).isNotNull();
            shop.store.failAfter(-1);
            shop.see(key);
            JsonObject receipt = Json.parse(shop.store.bytes(key.receipt()), "receipt");
            assertThat(receipt.objects("places").getFirst().integer("deleted")).as("after %d writes", writes)
                    .isEqualTo(2);
            assertThat(shop.store.list("data/shop/")).isEmpty();
        }
    }

    @Test
    void erase_likeNamedAndOptedOutCustomers_areLeftAlone() {
        Shop shop = Shop.of(60);
        String part = shop.ids.get(8).substring(0, 6);
        shop.erase(part);
        assertThat(rows(shop)).hasSize(60);
        shop.erase(shop.ids.get(999 % 60));
        assertThat(OptOuts.parse(shop.store.bytes(OptOuts.KEY)).holds(Shop.KEYS, shop.ids.get(999 % 60))).isTrue();
    }

    @Test
    void features_ofTheOthers_areFoundAsBefore() throws IOException {
        Shop shop = Shop.of(60);
        shop.erase(shop.ids.get(4));
        assertThat(shop.features(shop.ids.get(4))).isEmpty();
        for (int i = 5; i < 60; i++) {
            assertThat(shop.features(shop.ids.get(i)).orElseThrow().values()).containsExactly(i / 2.0);
        }
    }

    /** Whatever a run writes that names a customer lies in a place of the list. */
    @Test
    void places_haveEverythingThatNamesACustomer() {
        Shop shop = Shop.of(60);
        for (String key : shop.store.list("")) {
            String text = new String(shop.plain(key), StandardCharsets.UTF_8);
            if (shop.ids.stream().anyMatch(text::contains)) {
                assertThat(PeoplePlace.of(key)).as(key).isPresent();
            }
        }
    }
}

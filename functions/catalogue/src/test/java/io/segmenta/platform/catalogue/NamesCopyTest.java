package io.segmenta.platform.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.contract.RunSegment;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.storage.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamesCopyTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String KEY = SegmentNames.key("members");

    private final InMemoryObjectStore store = new InMemoryObjectStore("bucket");
    private final InMemoryCatalogue catalogue = new InMemoryCatalogue();
    private final NamesCopy copy = new NamesCopy(catalogue.segments(), store);

    @BeforeEach
    void find() {
        catalogue.segments().found(Hashes.id("run"), "members",
                List.of(new RunSegment("s-1", 0, "Loyal", "", "#0072b2", 3, 0.5)), NOON);
    }

    private void edit(int number, String name) {
        catalogue.segments().edit(new Edit("members", "s-1", number, Optional.of(name), Optional.empty(), "ann", NOON),
                new AuditEntry(NOON, "ann", "analyst", "segment-edited", Optional.of("members"), "s-1",
                        Optional.empty(), Optional.empty(), Optional.empty(), "request-" + number));
    }

    private String copied() {
        return SegmentNames.parse("members", store.bytes(KEY)).segments().getFirst().name();
    }

    @Test
    void dataSetThatNobodyHasEdited_hasNoCopy() {
        copy.renew("members");
        assertThat(store.written()).isEmpty();
    }

    @Test
    void edit_isCopiedOnce() {
        edit(1, "Regulars");
        copy.renew("members");
        copy.renew("members");
        assertThat(copied()).isEqualTo("Regulars");
        assertThat(store.written()).containsExactly(KEY);
    }

    @Test
    void copyOfAnOlderState_orNone_isReplaced() {
        edit(1, "Regulars");
        copy.renew("members");
        edit(2, "Friends");
        copy.renew("members");
        assertThat(copied()).isEqualTo("Friends");
        store.upload(KEY, "{}".getBytes(StandardCharsets.UTF_8), Map.of());
        copy.renew("members");
        assertThat(copied()).isEqualTo("Friends");
    }

    @Test
    void copyThatAnotherMadeMeanwhile_isNotOverwrittenByAnOlderOne() {
        edit(1, "Regulars");
        // Reads the catalogue, and before it writes, a later edit is copied by another call.
        SegmentBook slow = new SegmentBookBefore(catalogue.segments(), () -> {
            edit(2, "Friends");
            copy.renew("members");
        });
        new NamesCopy(slow, store).renew("members");
        assertThat(copied()).isEqualTo("Friends");
    }

    /** Lets something happen after the names were read for the first time. */
    private record SegmentBookBefore(SegmentBook book, Runnable after, boolean[] done) implements SegmentBook {
        SegmentBookBefore(SegmentBook book, Runnable after) {
            this(book, after, new boolean[1]);
        }

        @Override
        public SegmentNames names(String dataset) {
            SegmentNames read = book.names(dataset);
            if (!done[0]) {
                done[0] = true;
                after.run();
            }
            return read;
        }

        @Override
        public void found(UUID run, String dataset, List<RunSegment> segments, Instant now) {
            book.found(run, dataset, segments, now);
        }

        @Override
        public List<SegmentVersion> versions(String dataset) {
            return book.versions(dataset);
        }

        @Override
        public List<KnownSegment> segments(String dataset) {
            return book.segments(dataset);
        }

        @Override
        public boolean edit(Edit edit, AuditEntry entry) {
            return book.edit(edit, entry);
        }

        @Override
        public List<Edit> edits(String dataset, String segment) {
            return book.edits(dataset, segment);
        }
    }
}

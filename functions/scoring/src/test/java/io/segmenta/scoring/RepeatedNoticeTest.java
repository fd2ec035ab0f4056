package io.segmenta.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.base.Sha256;
import io.segmenta.platform.Events;
import io.segmenta.platform.storage.InMemoryObjectStore;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.ObjectContent;
import io.segmenta.platform.storage.ObjectHead;
import io.segmenta.platform.storage.ObjectPart;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.StoredObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices come again, late, in any order, and beside one another. */
class RepeatedNoticeTest extends ScoringFixture {
    private static final String PUT = Events.text("scoring-s3-put");
    private static final String OTHER = "customer_id,age,total_spend\nc9,60,300\n";

    @Test
    void notice_again_changesNothing() {
        live("v1");
        upload(KEY, TABLE);
        scored();
        scored();
        assertThat(store.written()).containsExactly(ANSWER, OUTCOME);
    }

    @Test
    void file_again_getsANewAnswer() {
        live("v1");
        upload(KEY, TABLE);
        scored();
        upload(KEY, OTHER);
        assertThat(scored().path("records").intValue()).isEqualTo(1);
        assertThat(answer().get(1)).startsWith("c9,careful-seniors");
        assertThat(store.written()).containsExactly(ANSWER, OUTCOME, ANSWER, OUTCOME);
    }

    @Test
    void sameFileUnderAnotherVersion_isAnsweredByIt() {
        live("v1");
        upload(KEY, TABLE);
        scored();
        live("v2");
        assertThat(scored().path("model_version").textValue()).isEqualTo("v2");
        assertThat(answer().get(1)).contains(",v2,");
    }

    @Test
    void sameFileAndModel_giveTheSameBytes() {
        live("v1");
        upload(KEY, TABLE);
        scored();
        String first = Sha256.of(store.bytes(ANSWER)) + Sha256.of(store.bytes(OUTCOME));
        store.delete(ANSWER);
        store.delete(OUTCOME);
        scored();
        assertThat(Sha256.of(store.bytes(ANSWER)) + Sha256.of(store.bytes(OUTCOME))).isEqualTo(first);
    }

    @Test
    void fileThatCannotBeUsed_inThePlaceOfOneThatCould_leavesNoAnswerToTheOldOne() {
        live("v1");
        upload(KEY, TABLE);
        scored();
        upload(KEY, "PK\u0003\u0004");
        assertThat(scored().path("status").textValue()).isEqualTo("FAILED");
        assertThat(store.bytes(ANSWER)).isEmpty();
        upload(KEY, OTHER);
        assertThat(scored().path("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(answer()).hasSize(2);
    }

    @Test
    void fileThatCannotBeUsed_announcedAgain_changesNothing_unlessAnswersLieThere() {
        live("v1");
        upload(KEY, "PK\u0003\u0004");
        String told = invoke(PUT).toString();
        assertThat(invoke(PUT).toString()).isEqualTo(told).contains("FAILED");
        assertThat(store.written()).containsExactly(OUTCOME);
        upload(ANSWER, "those of another call");
        scored();
        assertThat(store.bytes(ANSWER)).isEmpty();
        scored();
        assertThat(store.written()).containsExactly(OUTCOME, ANSWER, OUTCOME);
    }

    @Test
    void outcome_thatCannotBeRead_isReplaced() {
        live("v1");
        upload(KEY, TABLE);
        upload(OUTCOME, "{}");
        assertThat(scored().path("status").textValue()).isEqualTo("SUCCEEDED");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void infrastructure_failing_isThrownAndMendedByTheNextCall(int writes) {
        live("v1");
        upload(KEY, TABLE);
        store.failAfter(writes);
        assertThatThrownBy(this::scored).isInstanceOf(IllegalStateException.class);
        assertThat(scored().path("answer_sha256").textValue()).isEqualTo(Sha256.of(store.bytes(ANSWER)));
    }

    /**
     * While one call works, the file is written again and another call answers it: before the n-th write of the first.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void laterVersion_answeredMeanwhile_isNotOverwritten(int writes) {
        live("v1");
        upload(KEY, TABLE);
        Interrupted first = new Interrupted(store, writes, () -> {
            upload(KEY, OTHER);
            scored();
        });
        invoke(first, PUT, LIMITS, 15 * MINUTES);
        assertThat(outcome().path("etag").textValue()).isEqualTo(store.head(KEY).orElseThrow().etag());
        assertThat(outcome().path("answer_sha256").textValue()).isEqualTo(Sha256.of(store.bytes(ANSWER)));
        assertThat(answer()).hasSize(2);
    }

    /** The file is written with other records and back again while a call works: before its n-th write. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void earlierRecords_putBackMeanwhile_areAnswered(int writes) {
        live("v1");
        upload(KEY, TABLE);
        scored();
        upload(KEY, OTHER);
        invoke(new Interrupted(store, writes, () -> {
            upload(KEY, TABLE);
            scored();
        }), PUT, LIMITS, 15 * MINUTES);
        assertThat(outcome().path("etag").textValue()).isEqualTo(store.head(KEY).orElseThrow().etag());
        assertThat(outcome().path("answer_sha256").textValue()).isEqualTo(Sha256.of(store.bytes(ANSWER)));
        assertThat(answer()).hasSize(3);
    }

    @Test
    void answers_thatAreNotThoseOfTheOutcome_areWrittenAgain() {
        live("v1");
        upload(KEY, TABLE);
        String answer = Sha256.of(store.bytes(scored().path("answer_key").textValue()));
        upload(ANSWER, "those of another call");
        scored();
        assertThat(Sha256.of(store.bytes(ANSWER))).isEqualTo(answer);
    }

    @Test
    void file_deletedWhileItIsScored_isIgnored() {
        live("v1");
        upload(KEY, TABLE);
        assertThat(invoke(new Interrupted(store, 0, () -> store.delete(KEY)), PUT, LIMITS, 15 * MINUTES)
                .path("reason").textValue()).isEqualTo("not-found");
    }

    @Test
    void othersAlwaysFaster_isThrownToBeTriedLater() {
        live("v1");
        upload(KEY, TABLE);
        Interrupted never = new Interrupted(store, 0, () -> {}) {
            @Override
            public void replace(String key, String contentType, ObjectContent content, Optional<String> expected) {
                throw new ObjectConflictException(key, "was written since it was last seen");
            }
        };
        assertThatThrownBy(() -> invoke(never, PUT, LIMITS, 15 * MINUTES))
                .isInstanceOf(ObjectConflictException.class);
    }

    /** A bucket in which something happens once, before the n-th write. */
    private static class Interrupted implements ObjectStore {
        private final InMemoryObjectStore store;
        private final Runnable happening;
        private int left;

        Interrupted(InMemoryObjectStore store, int writes, Runnable happening) {
            this.store = store;
            this.left = writes;
            this.happening = happening;
        }

        @Override
        public void replace(String key, String contentType, ObjectContent content, Optional<String> expected) {
            if (left-- == 0) {
                happening.run();
            }
            store.replace(key, contentType, content, expected);
        }

        @Override
        public String bucket() {
            return store.bucket();
        }

        @Override
        public Optional<ObjectHead> head(String key) {
            return store.head(key);
        }

        @Override
        public Optional<ObjectPart> part(String key, long from, int length) {
            return store.part(key, from, length);
        }

        @Override
        public Optional<ObjectHead> head(String key, String version) {
            return store.head(key, version);
        }

        @Override
        public Optional<StoredObject> get(String key) {
            return store.get(key);
        }

        @Override
        public StoredObject open(ObjectHead head) {
            return store.open(head);
        }

        @Override
        public void create(String key, String contentType, ObjectContent content) {
            store.create(key, contentType, content);
        }

        @Override
        public ObjectHead copy(ObjectHead from, String to, Map<String, String> metadata) {
            return store.copy(from, to, metadata);
        }

        @Override
        public void delete(String key) {
            store.delete(key);
        }

        @Override
        public Found find(String key, Optional<String> knownEtag) {
            return store.find(key, knownEtag);
        }

        @Override
        public List<String> list(String prefix) {
            return store.list(prefix);
        }
    }
}

package io.segmenta.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.contract.EvidenceCard.Gate;
import io.segmenta.model.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceCardTest {
    private static final UUID RUN = new UUID(1, 2);
    private static final UUID BEFORE = new UUID(3, 4);

    private static EvidenceCard card(Optional<UUID> reference) {
        return new EvidenceCard(RUN, "customers", reference, List.of(new Gate("structure", true, "structure strong"),
                new Gate("max_changes", false, "changes 2 > 0")), List.of("\"age\" seems to be in other units."),
                Map.of("metrics", Map.of("segments", 4)));
    }

    @Test
    void card_isReadBackWithoutItsEvidence() {
        byte[] bytes = card(Optional.of(BEFORE)).write();
        assertThat(Json.parse(bytes, "card.json").object("metrics").integer("segments")).isEqualTo(4);
        EvidenceCard read = EvidenceCard.parse(bytes);
        assertThat(read.gates()).isEqualTo(card(Optional.of(BEFORE)).gates());
        assertThat(read.comments()).containsExactly("\"age\" seems to be in other units.");
        assertThat(read.reference()).contains(BEFORE);
        assertThat(read.evidence()).isEmpty();
        assertThat(EvidenceCard.parse(card(Optional.empty()).write()).reference()).isEmpty();
    }

    @Test
    void whatIsNoCard_isSaid() {
        assertThatThrownBy(() -> EvidenceCard.parse("{\"run_id\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ContractException.class)
                .hasMessage("card.json.run_id: expected a UUID, found \"x\"");
    }

    @Test
    void card_isStale_whenAnotherModelIsLiveThanItWasComparedWith() {
        assertThat(card(Optional.of(BEFORE)).isStale(Optional.empty())).isFalse();
        assertThat(card(Optional.of(BEFORE)).isStale(Optional.of(BEFORE))).isFalse();
        assertThat(card(Optional.of(BEFORE)).isStale(Optional.of(RUN))).as("its own model").isFalse();
        assertThat(card(Optional.of(BEFORE)).isStale(Optional.of(new UUID(5, 6)))).isTrue();
        assertThat(card(Optional.empty()).isStale(Optional.of(BEFORE))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                            | false
            ' '                                           | false
            approved by policy: structure strong          | false
            left to a person by policy: silhouette 0.1    | false
            approved by anna with segmenta                | false
            seen with Anna; the split is what we expected | true
            approved by anna                              | true
            """)
    void comment_isOfAPersonUnlessTheProgramSaidIt(String comment, boolean ofAPerson) {
        assertThat(ApprovalComment.isOfAPerson(comment)).isEqualTo(ofAPerson);
        assertThat(ApprovalComment.isOfAPerson(ApprovalComment.byDefault("approved", "anna"))).isFalse();
    }

    @Test
    void continuity_isReadBackFromTheMetrics() {
        RunContinuity known = new RunContinuity(RunContinuity.State.KNOWN, Optional.of(BEFORE), 3, 1, 0, 1, 2, 0.97,
                0.91, OptionalDouble.of(0.02), 0.01, OptionalDouble.of(0.03), OptionalDouble.empty(), List.of("a"),
                List.of(), List.of("b"), List.of("Gold"));
        assertThat(read(known)).isEqualTo(known);
        assertThat(known.changes()).isEqualTo(4);
        assertThat(read(RunContinuity.FIRST)).isEqualTo(RunContinuity.FIRST);
        assertThat(read(RunContinuity.UNKNOWN)).isEqualTo(RunContinuity.UNKNOWN);
    }

    @Test
    void update_isReadBackFromTheMetrics() {
        RunUpdate update = new RunUpdate(600, 300, 0.2, 0.97, 0.03, -0.01);
        byte[] metrics = Json.write(Map.of("n_clusters", 2, "n_samples", 9, "cluster_sizes", Map.of(), "update",
                update.fields()));
        assertThat(RunMetrics.parse(metrics).update()).contains(update);
    }

    private static RunContinuity read(RunContinuity continuity) {
        byte[] metrics = Json.write(Map.of("n_clusters", 2, "n_samples", 9, "cluster_sizes", Map.of("0", 5, "1", 4),
                "stability", Map.of("0", 0.9, "1", 0.7), "continuity", continuity.fields()));
        RunMetrics read = RunMetrics.parse(metrics);
        assertThat(read.leastStability()).hasValue(0.7);
        assertThat(read.smallest()).isEqualTo(4);
        return read.continuity().orElseThrow();
    }
}

package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MovesTest {
    @Test
    void customersOfBothFiles_areCountedBySegments() {
        Moves moves = Moves.of(Map.of("a", "s1", "b", "s1", "c", "s2", "gone", "s2"),
                Map.of("a", "s1", "b", "s3", "c", "s2", "new", "s3"), Set.of());
        assertThat(moves.both()).isEqualTo(3);
        assertThat(moves.stayed()).isEqualTo(2);
        assertThat(moves.flows()).containsExactly(new Moves.Flow("s1", "s1", 1), new Moves.Flow("s1", "s3", 1),
                new Moves.Flow("s2", "s2", 1));
    }

    @Test
    void largestFlow_isFirst() {
        Moves moves = Moves.of(Map.of("a", "s1", "b", "s2", "c", "s2"), Map.of("a", "s1", "b", "s3", "c", "s3"),
                Set.of());
        assertThat(moves.flows().getFirst()).isEqualTo(new Moves.Flow("s2", "s3", 2));
    }

    @Test
    void whoeverIsInAFileTwice_isInNeither() {
        Moves moves = Moves.of(Map.of("a", "s1", "b", "s1"), Map.of("a", "s1", "b", "s1"), Set.of("a"));
        assertThat(moves.both()).isEqualTo(1);
    }
}

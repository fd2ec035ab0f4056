package io.segmenta.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    @Test
    void sameSegmentsInAnotherOrder_goOnAsTheyWere() {
        Succession found = rows(new double[][] {{0, 100}, {50, 0}});
        assertThat(found.keeps()).containsExactly(1, 0);
        assertThat(found.transitions()).containsExactly(
                new Transition(Transition.Kind.CONTINUE, List.of(0), List.of(1), 1),
                new Transition(Transition.Kind.CONTINUE, List.of(1), List.of(0), 0));
        assertThat(found.certainty()).containsExactly(1, 1);
    }

    @Test
    void segmentOfTwoParts_isSplit_andTheGreaterPartIsTheHeir() {
        Succession found = rows(new double[][] {{70, 30, 0}, {0, 0, 100}});
        assertThat(found.transitions()).containsExactly(
                new Transition(Transition.Kind.CONTINUE, List.of(1), List.of(2), 2),
                new Transition(Transition.Kind.SPLIT, List.of(0), List.of(0, 1), 0));
        assertThat(found.keeps()).containsExactly(0, -1, 1);
    }

    /** sqrt(0.34 x 1) = 0.58 is less than the 0.7 that an heir needs. */
    @Test
    void thirdsOfASegment_areAllNew() {
        Succession found = rows(new double[][] {{34, 33, 33}});
        assertThat(found.transitions()).containsExactly(
                new Transition(Transition.Kind.SPLIT, List.of(0), List.of(0, 1, 2), -1));
        assertThat(found.keeps()).containsOnly(-1);
    }

    @Test
    void segmentsThatBecomeOne_areMerged_andTheGreaterKeepsItsIdentity() {
        Succession found = rows(new double[][] {{80, 0}, {20, 0}, {0, 50}});
        assertThat(found.transitions()).containsExactly(
                new Transition(Transition.Kind.CONTINUE, List.of(2), List.of(1), 1),
                new Transition(Transition.Kind.MERGE, List.of(0, 1), List.of(0), 0));
        assertThat(found.keeps()).containsExactly(0, 2);
    }

    /** New rows of a segment nobody had before look like the nearest old one, whose own rows went elsewhere. */
    @Test
    void groupThatBeginsBesideASegment_isABirth_andNoPartOfThat() {
        Shares forward = shares(new double[][] {{100, 0, 0}, {0, 100, 0}});
        Shares backward = shares(new double[][] {{100, 0}, {0, 100}, {60, 0}});
        Succession found = Succession.of(new Evidence(forward, backward, Optional.empty(), 1), 1);
        assertThat(found.transitions()).containsExactly(
                new Transition(Transition.Kind.CONTINUE, List.of(0), List.of(0), 0),
                new Transition(Transition.Kind.CONTINUE, List.of(1), List.of(1), 1),
                new Transition(Transition.Kind.BIRTH, List.of(), List.of(2), -1));
    }

    @Test
    void segmentThatNobodyIsLikeAnyMore_isADeath() {
        Shares forward = shares(new double[][] {{100, 0}, {0, 100}, {100, 0}});
        Shares backward = shares(new double[][] {{100, 0, 0}, {0, 100, 0}});
        Succession found = Succession.of(new Evidence(forward, backward, Optional.empty(), 1), 1);
        assertThat(found.transitions()).endsWith(new Transition(Transition.Kind.DEATH, List.of(2), List.of(), -1));
        assertThat(found.keeps()).containsExactly(0, 1);
    }

    /** By rows alone the new segment would be a part: its customers are all others. */
    @Test
    void partThatNoCustomerWentTo_isABirth() {
        Shares forward = shares(new double[][] {{80, 20}});
        Shares backward = shares(new double[][] {{100}, {100}});
        assertThat(Succession.of(new Evidence(forward, backward, Optional.empty(), 1), 1).transitions())
                .extracting(Transition::kind).containsExactly(Transition.Kind.SPLIT);
        Evidence.People people = new Evidence.People(shares(new double[][] {{100, 0}}),
                shares(new double[][] {{100}, {0}}), new double[] {1}, new double[] {1, 0});
        assertThat(Succession.of(new Evidence(forward, backward, Optional.of(people), 1), 1).transitions())
                .extracting(Transition::kind).containsExactly(Transition.Kind.CONTINUE, Transition.Kind.BIRTH);
    }

    /** A segment's customers left, others came who are like them: one ended and one began. */
    @Test
    void segmentOfStrangers_isAnother_howeverAlikeItIs() {
        double[][] same = {{100, 0, 0}, {0, 100, 0}, {0, 0, 100}};
        Evidence.People people = new Evidence.People(shares(new double[][] {{80, 0, 0}, {0, 80, 0}, {0, 0, 0}}),
                shares(new double[][] {{80, 0, 0}, {0, 80, 0}, {0, 0, 0}}), new double[] {0.8, 0.8, 0},
                new double[] {0.8, 0.8, 0});
        Succession found = Succession.of(new Evidence(shares(same), shares(same), Optional.of(people), 1), 1);
        assertThat(found.keeps()).containsExactly(0, 1, -1);
        assertThat(found.transitions()).extracting(Transition::kind).containsExactly(Transition.Kind.CONTINUE,
                Transition.Kind.CONTINUE, Transition.Kind.BIRTH, Transition.Kind.DEATH);
    }

    /** went: (1 x 0.5 + 0.3 x 0.5 x 1) / (1 + 0.3 x 0.5) */
    @Test
    void customers_countBesideRows_byHowManyOfThemAreKnown() {
        Evidence.People people = new Evidence.People(shares(new double[][] {{30, 0}}),
                shares(new double[][] {{30}, {0}}), new double[] {0.5}, new double[] {0.5, 0});
        Evidence evidence = new Evidence(shares(new double[][] {{50, 50}}), shares(new double[][] {{100}, {100}}),
                Optional.of(people), 1);
        assertThat(evidence.went(0, 0)).isCloseTo(0.65 / 1.15, within(1e-12));
        assertThat(evidence.came(0, 1)).as("too few customers say nothing").isEqualTo(1);
    }

    @Test
    void fewRowsOnTheBorder_areLessCertain() {
        Shares forward = new Shares(new double[][] {{0.82, 0.18}}, new int[] {50});
        Shares backward = new Shares(new double[][] {{1}, {1}}, new int[] {40, 10});
        Succession found = Succession.of(new Evidence(forward, backward, Optional.empty(), 1), 1);
        assertThat(found.transitions()).extracting(Transition::kind).containsExactly(Transition.Kind.SPLIT);
        assertThat(found.certainty()[0]).isBetween(0.3, 0.8);
        assertThat(Succession.of(new Evidence(forward, backward, Optional.empty(), 1), 1).certainty())
                .as("seeded").isEqualTo(found.certainty());
    }

    /** Rows are the same before and after, so that both ways count the same table. */
    private static Succession rows(double[][] counts) {
        double[][] turned = new double[counts[0].length][counts.length];
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                turned[j][i] = counts[i][j];
            }
        }
        return Succession.of(new Evidence(shares(counts), shares(turned), Optional.empty(), 1), 7);
    }

    private static Shares shares(double[][] counts) {
        double[][] shares = new double[counts.length][];
        int[] members = new int[counts.length];
        for (int g = 0; g < counts.length; g++) {
            double all = Arrays.stream(counts[g]).sum();
            members[g] = (int) all;
            shares[g] = Arrays.stream(counts[g]).map(count -> all == 0 ? 0 : count / all).toArray();
        }
        return new Shares(shares, members);
    }
}

package io.segmenta.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.Identity.Named;
import io.segmenta.model.Identity.Reference;
import io.segmenta.model.Identity.Retired;
import io.segmenta.model.Identity;
import io.segmenta.model.Segment;
import io.segmenta.pipeline.plot.Palette;
import io.segmenta.model.data.Role;
import io.segmenta.pipeline.segments.NumericProfile;
import io.segmenta.pipeline.segments.SegmentProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids, names and colours of the segments of a later model. */
class InheritanceTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final Reference REFERENCE = new Reference(FIRST, "ab12");

    private static Named named(int cluster, String id, String name, int slot) {
        return new Named(cluster, id, name, NameSource.EDITED, "do " + id, slot, Palette.color(slot), FIRST);
    }

    private static Segment found(int cluster, String name) {
        return new Segment("s-found" + cluster, cluster, name, "act", "#000000", 10, 0.5, List.of());
    }

    private static SegmentProfile profile(int cluster, double effect) {
        return new SegmentProfile(cluster, 10, 0.5, List.of(new NumericProfile("visits", Role.NUMERIC, true, 10, 1, 1,
                1, 1, 1, 1, effect, effect)), List.of(), "p" + cluster, "p" + cluster, "", List.of());
    }

    private static Identity identity(Identity before, Succession succession, String... names) {
        List<Segment> found = IntStream.range(0, names.length).mapToObj(c -> found(c, names[c])).toList();
        List<SegmentProfile> profiles = IntStream.range(0, names.length).mapToObj(c -> profile(c, c)).toList();
        return Inheritance.of(before, REFERENCE, succession, found, profiles, SECOND);
    }

    private static Succession succession(int[] keeps, Transition... transitions) {
        return new Succession(List.of(transitions), new double[transitions.length], keeps);
    }

    @Test
    void segmentThatGoesOn_keepsEverythingPeopleKnowItBy() {
        Identity before = new Identity(Optional.empty(), List.of(named(0, "s-a", "Regulars", 0),
                named(1, "s-b", "Guests", 5)), List.of());
        Identity now = identity(before, succession(new int[] {1, 0}), "Other name", "Another");
        assertThat(now.segments().getFirst()).isEqualTo(new Named(0, "s-b", "Guests", NameSource.EDITED, "do s-b", 5,
                Palette.color(5), FIRST));
        assertThat(now.segments().get(1).id()).isEqualTo("s-a");
        assertThat(now.reference()).contains(REFERENCE);
        assertThat(now.retired()).isEmpty();
    }

    @Test
    void segmentThatBegins_getsIdNameAndColourThatNobodyHad_andTheOneThatEndsIsNotForgotten() {
        Identity before = new Identity(Optional.empty(), List.of(named(0, "s-a", "Regulars", 0)),
                List.of(new Retired("s-z", "Savers", 1, Palette.color(1), FIRST)));
        Identity now = identity(before, succession(new int[] {-1, -1}), "Savers", "Regulars");
        assertThat(now.segments()).extracting(Named::name).containsExactly("Savers (2)", "Regulars (2)");
        assertThat(now.segments()).extracting(Named::slot).containsExactly(2, 3);
        assertThat(now.segments()).extracting(Named::born).containsOnly(SECOND);
        assertThat(now.segments()).extracting(Named::id).doesNotContain("s-a", "s-z").doesNotHaveDuplicates()
                .allMatch(id -> id.matches("s-[0-9a-f]{10}"));
        assertThat(now.retired()).extracting(Retired::id).containsExactly("s-z", "s-a");
        assertThat(now.retired().getLast().in()).isEqualTo(SECOND);
    }

    @Test
    void equalBirthsOfOneReference_haveEqualIds_andAnIdOfTheLedgerIsNotGivenAgain() {
        Identity before = new Identity(Optional.empty(), List.of(named(0, "s-a", "Regulars", 0)), List.of());
        Named one = identity(before, succession(new int[] {-1}), "New").segments().getFirst();
        assertThat(identity(before, succession(new int[] {-1}), "Newer").segments().getFirst().id())
                .isEqualTo(one.id());
        Identity met = new Identity(Optional.empty(), before.segments(),
                List.of(new Retired(one.id(), "Met before", 2, Palette.color(2), FIRST)));
        assertThat(identity(met, succession(new int[] {-1}), "New").segments().getFirst().id()).isNotEqualTo(one.id());
    }

    @Test
    void partOfASplit_isNamedAfterTheWholeAndWhatTellsItApart() {
        Identity before = new Identity(Optional.empty(), List.of(named(0, "s-a", "Regulars", 0)), List.of());
        Transition split = new Transition(Transition.Kind.SPLIT, List.of(0), List.of(0, 1), 0);
        Identity now = identity(before, succession(new int[] {0, -1}, split), "One", "Two");
        assertThat(now.segments()).extracting(Named::name).containsExactly("Regulars", "Regulars, higher visits");
        assertThat(now.segments().get(1).nameSource()).isEqualTo(NameSource.PROPOSED);
    }

    /** Letters are segments in the order of their clusters; a small one goes on, a capital one begins. */
    @Test
    void slots_areTheLowestFreeOnes_andThoseOfTheDeadRestForTwoModels() {
        assertThat(slots("ABC")).containsExactly(0, 1, 2);
        assertThat(slots("ABC", "acD")).as("that of b rests").containsExactly(0, 2, 3);
        assertThat(slots("ABC", "acD", "cdE")).as("those of b and a rest").containsExactly(2, 3, 4);
        assertThat(slots("ABC", "acD", "cdE", "dF")).as("b, a and now c").containsExactly(3, 5);
        assertThat(slots("ABC", "acD", "cdE", "dF", "fGH")).as("b has rested, so has nobody after it")
                .containsExactly(5, 1, 6);
        assertThat(slots("ABC", "bac")).as("other clusters, the same slots").containsExactly(1, 0, 2);
    }

    private static List<Integer> slots(String... models) {
        List<Named> first = new ArrayList<>();
        for (char letter : models[0].toCharArray()) {
            first.add(named(first.size(), "s-" + letter, "n" + letter, first.size()));
        }
        Identity identity = new Identity(Optional.empty(), first, List.of());
        String known = models[0].toLowerCase(Locale.ROOT);
        for (int m = 1; m < models.length; m++) {
            String before = known;
            int[] keeps = models[m].chars().map(before::indexOf).toArray();
            int model = m;
            String[] names = IntStream.range(0, keeps.length).mapToObj(j -> "m" + model + '-' + j)
                    .toArray(String[]::new);
            List<Segment> found = IntStream.range(0, names.length).mapToObj(c -> found(c, names[c])).toList();
            List<SegmentProfile> profiles = IntStream.range(0, names.length).mapToObj(c -> profile(c, c)).toList();
            identity = Inheritance.of(identity, REFERENCE, succession(keeps), found, profiles, new UUID(7, m));
            known = models[m].toLowerCase(Locale.ROOT);
        }
        return identity.segments().stream().map(Named::slot).toList();
    }
}

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

    @Test
    void coloursRest_andAreGivenAgainOldestFirst_beforeThoseOfNoPalette() {
        List<Named> living = new ArrayList<>();
        for (int c = 0; c < Palette.COUNT - 3; c++) {
            living.add(named(c, "s-" + c, "n" + c, c));
        }
        List<Retired> retired = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            int slot = Palette.COUNT - 3 + r;
            retired.add(new Retired("s-r" + r, "r" + r, slot, Palette.color(slot), new UUID(7, r)));
        }
        int[] keeps = IntStream.range(0, living.size() + 2).map(j -> j < living.size() ? j : -1).toArray();
        String[] names = IntStream.range(0, keeps.length).mapToObj(j -> "m" + j).toArray(String[]::new);
        Identity now = identity(new Identity(Optional.empty(), living, retired), succession(keeps), names);
        assertThat(now.segments().get(living.size()).slot()).as("rested for two runs").isEqualTo(Palette.COUNT - 3);
        assertThat(now.segments().getLast().slot()).as("beyond the palette").isEqualTo(Palette.COUNT);
    }
}

package io.segmenta.pipeline.identity;

import io.segmenta.model.Identity.Named;
import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.Identity.Retired;
import io.segmenta.model.Identity;
import io.segmenta.model.Segment;
import io.segmenta.model.base.Sha256;
import io.segmenta.pipeline.plot.Palette;
import io.segmenta.pipeline.segments.SegmentProfile;
import io.segmenta.pipeline.segments.SegmentTitles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Gives the segments of a new model what they keep of an earlier one, and the others what nobody in the line of models
 * has had: ids never come back, names and colours rest.
 */
final class Inheritance {
    private final Identity before;
    private final Identity.Reference reference;
    private final Succession succession;
    private final List<Segment> found;
    private final List<SegmentProfile> profiles;
    private final UUID run;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Slots slots;

    private Inheritance(Identity before, Identity.Reference reference, Succession succession, List<Segment> found,
            List<SegmentProfile> profiles, UUID run) {
        this.before = before;
        this.reference = reference;
        this.succession = succession;
        this.found = found;
        this.profiles = profiles;
        this.run = run;
        Stream.concat(before.segments().stream().map(Named::id), before.retired().stream().map(Retired::id))
                .forEach(ids::add);
        Stream.concat(before.segments().stream().map(Named::name), before.retired().stream().map(Retired::name))
                .forEach(names::add);
        this.slots = new Slots(before);
    }

    /**
     * The identity of a later model.
     *
     * @param before what the segments of the earlier model are known as
     * @param reference names that model
     * @param found the segments as the fit proposes them
     * @param profiles of these segments
     * @param run that made the new model
     */
    static Identity of(Identity before, Identity.Reference reference, Succession succession, List<Segment> found,
            List<SegmentProfile> profiles, UUID run) {
        return new Inheritance(before, reference, succession, found, profiles, run).identity();
    }

    private Identity identity() {
        List<Named> segments = new ArrayList<>();
        Set<Integer> kept = new HashSet<>();
        for (Segment segment : found) {
            int old = succession.keeps()[segment.cluster()];
            if (old >= 0) {
                kept.add(old);
                segments.add(kept(segment, before.segments().get(old)));
            } else {
                segments.add(born(segment));
            }
        }
        List<Retired> retired = new ArrayList<>(before.retired());
        for (Named named : before.segments()) {
            if (!kept.contains(named.cluster())) {
                retired.add(new Retired(named.id(), named.name(), named.slot(), named.color(), run));
            }
        }
        return new Identity(Optional.of(reference), segments, retired);
    }

    private static Named kept(Segment segment, Named old) {
        return new Named(segment.cluster(), old.id(), old.name(), old.nameSource(), old.action(), old.slot(),
                old.color(), old.born());
    }

    private Named born(Segment segment) {
        int slot = slots.next();
        return new Named(segment.cluster(), id(segment), name(segment), NameSource.PROPOSED, segment.action(), slot,
                Palette.color(slot), run);
    }

    /** Follows from the reference and from where the segment lies, so that equal births have equal ids. */
    private String id(Segment segment) {
        int attempt = 0;
        String id;
        do {
            String text = reference.modelSha256() + '\n' + segment.id() + '\n' + attempt++;
            id = "s-" + Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 10);
        } while (!ids.add(id));
        return id;
    }

    /** A part of a split has the name of the whole and what tells it from the other parts; others what is proposed. */
    private String name(Segment segment) {
        int cluster = segment.cluster();
        String proposed = split(cluster).flatMap(split -> {
            List<SegmentProfile> others = split.to().stream().filter(part -> part != cluster).map(profiles::get)
                    .toList();
            return SegmentTitles.part(before.segments().get(split.from().getFirst()).name(), profiles.get(cluster),
                    others);
        }).orElse(segment.name());
        String name = proposed;
        for (int again = 2; !names.add(name); again++) {
            name = SegmentTitles.again(proposed, again);
        }
        return name;
    }

    private Optional<Transition> split(int cluster) {
        return succession.transitions().stream().filter(transition -> transition.kind() == Transition.Kind.SPLIT
                && transition.to().contains(cluster)).findFirst();
    }

    /** Numbers of colours: the lowest that no living segment has and that has rested since the last one that had it. */
    private static final class Slots {
        /** Of so many last runs that retired segments the colours are not given again. */
        private static final int RESTING = 2;

        private final Set<Integer> taken = new HashSet<>();

        Slots(Identity before) {
            before.segments().forEach(named -> taken.add(named.slot()));
            List<UUID> runs = before.retired().stream().map(Retired::in).distinct().toList();
            Set<UUID> last = Set.copyOf(runs.subList(Math.max(0, runs.size() - RESTING), runs.size()));
            before.retired().stream().filter(retired -> last.contains(retired.in()))
                    .forEach(retired -> taken.add(retired.slot()));
        }

        int next() {
            int slot = 0;
            while (!taken.add(slot)) {
                slot++;
            }
            return slot;
        }
    }
}

package io.segmenta.model;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What people know the clusters of a model as, and every segment that the line of models before it ever had. It lies
 * beside what was learned, so that this stays a function of data, settings and seed alone. Immutable.
 *
 * @param reference the model whose segments these go on from; empty of the first of a line
 * @param segments one per cluster, in the order of the clusters
 * @param retired segments that ended, in the order in which they did
 */
public record Identity(Optional<Reference> reference, List<Named> segments, List<Retired> retired) {
    /**
     * An earlier model.
     *
     * @param run that made it
     * @param modelSha256 of its file, in hexadecimal
     */
    public record Reference(UUID run, String modelSha256) {
        public Reference {
            Check.notNull(run, "run");
            Check.notBlank(modelSha256, "modelSha256");
        }
    }

    /** Where a name comes from. */
    public enum NameSource {
        /** The profile of the segment, when it was born. */
        PROPOSED,
        /** A person. */
        EDITED
    }

    /**
     * One cluster as people know it.
     *
     * @param cluster in [0, k)
     * @param id lasting
     * @param name for people
     * @param action what to do about its members; may be empty
     * @param slot number of its colour in the palette, from 0, kept for ever
     * @param color {@code #rrggbb}, that of the slot
     * @param born the run that found it
     */
    public record Named(int cluster, String id, String name, NameSource nameSource, String action, int slot,
            String color, UUID born) {
        public Named {
            Check.range("cluster", cluster, 0, Integer.MAX_VALUE);
            Check.notBlank(id, "id");
            Check.notBlank(name, "name");
            Check.notNull(nameSource, "nameSource");
            Check.notNull(action, "action");
            Check.range("slot", slot, 0, Integer.MAX_VALUE);
            Check.notNull(born, "born");
        }
    }

    /**
     * A segment that ended. Its id never comes back.
     *
     * @param in the run that did not find it any more
     */
    public record Retired(String id, String name, int slot, String color, UUID in) {
        public Retired {
            Check.notBlank(id, "id");
            Check.notBlank(name, "name");
            Check.range("slot", slot, 0, Integer.MAX_VALUE);
            Check.notNull(in, "in");
        }
    }

    public Identity {
        Check.notNull(reference, "reference");
        segments = List.copyOf(segments);
        retired = List.copyOf(retired);
        for (int k = 0; k < segments.size(); k++) {
            Check.argument(segments.get(k).cluster() == k,
                    "identity %d is of cluster %d; they must be in the order of their clusters", k,
                    segments.get(k).cluster());
        }
    }

    /**
     * Returns the identity of the first model of a line: what was found.
     *
     * @param run that found it
     */
    public static Identity first(List<Segment> found, UUID run) {
        return new Identity(Optional.empty(), found.stream().map(segment -> new Named(segment.cluster(), segment.id(),
                segment.name(), NameSource.PROPOSED, segment.action(), segment.cluster(), segment.color(), run))
                .toList(), List.of());
    }

    /** Returns the same identity under what people call its segments now; edits of other segments change nothing. */
    public Identity edited(List<SegmentEdit> edits) {
        Map<String, SegmentEdit> byId = edits.stream().collect(Collectors.toMap(SegmentEdit::id, edit -> edit));
        return new Identity(reference, segments.stream().map(named -> {
            SegmentEdit edit = byId.get(named.id);
            return edit == null ? named
                    : new Named(named.cluster, named.id, edit.name(), edit.nameSource(), edit.action(), named.slot,
                            named.color, named.born);
        }).toList(), retired);
    }

    /**
     * Returns segments as people know them.
     *
     * @param found the segments as their clusters were found, as many as there are here
     */
    List<Segment> over(List<Segment> found) {
        List<Segment> known = new ArrayList<>(found.size());
        for (int k = 0; k < found.size(); k++) {
            Named named = segments.get(k);
            Segment segment = found.get(k);
            known.add(new Segment(named.id, k, named.name, named.action, named.color, segment.size(), segment.share(),
                    segment.traits(), segment.rule()));
        }
        return List.copyOf(known);
    }
}

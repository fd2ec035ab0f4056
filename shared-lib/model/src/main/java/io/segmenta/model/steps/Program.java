package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline with its names resolved: sources to load, operations to run in order, slots to read the features from.
 * Every text column that is read gets one index of all levels that any step knows.
 */
final class Program {

    /** A column that is read: its slot is among the codes when {@code levels} is there, else among the numbers. */
    record Source(String name, int slot, @Nullable LevelIndex levels, @Nullable UnseenLevels unseen) {
        boolean isText() {
            return levels != null;
        }

        boolean countsAsMissing(int code) {
            return code == LevelIndex.UNSEEN && unseen != null && unseen.kind() == UnseenLevels.Kind.MISSING;
        }

        boolean refuses(int code) {
            return code == LevelIndex.UNSEEN && unseen != null && unseen.kind() == UnseenLevels.Kind.REFUSE;
        }

        /** Returns the levels of a text. */
        LevelIndex textLevels() {
            return Check.notNull(levels, name);
        }
    }

    private record Slot(boolean text, int index, int source) {}

    static final int MIXED = -1;

    final List<Source> sources = new ArrayList<>();
    /** Run before {@code ops}, on the columns as they were given. */
    final List<Op.Compute> derivations;
    private final boolean[] derived;
    final List<Op> ops = new ArrayList<>();
    final int[] outputSlots;
    /**
     * For each feature the source column, {@link #MIXED} when it is a component, below that when it is the score of the
     * group {@link #group} tells.
     */
    final int[] outputSources;
    /** For each slot of numbers its source, as in {@code outputSources}. */
    final int[] slotSources;
    final int numberSlots;
    final int codeSlots;
    /** For each group the sources of its questions. */
    final List<int[]> groups;
    /** The projection at the end, or null. */
    final Op.@Nullable Project projection;

    Program(List<FeatureStep> steps, List<String> outputs) {
        Compiler compiler = new Compiler(levelsByColumn(steps));
        for (FeatureStep step : steps) {
            compiler.add(step);
        }
        outputSlots = new int[outputs.size()];
        outputSources = new int[outputs.size()];
        for (int f = 0; f < outputSlots.length; f++) {
            Slot slot = compiler.number(outputs.get(f));
            compiler.refuseMissing(outputs.get(f), slot);
            outputSlots[f] = slot.index();
            outputSources[f] = slot.source();
        }
        for (Map.Entry<String, Integer> source : compiler.sourceIndex.entrySet()) {
            List<String> levels = compiler.levels.get(source.getKey());
            sources.add(new Source(source.getKey(), compiler.sourceSlots.get(source.getValue()),
                    levels == null ? null : new LevelIndex(levels), compiler.unseen.get(source.getKey())));
        }
        derivations = List.copyOf(compiler.derivations);
        ops.addAll(compiler.ops);
        derived = new boolean[sources.size()];
        derivations.forEach(derivation -> derived[derivation.source] = true);
        numberSlots = compiler.numberSources.size();
        codeSlots = compiler.codeSlots;
        slotSources = compiler.numberSources.stream().mapToInt(Integer::intValue).toArray();
        groups = List.copyOf(compiler.groups);
        projection = compiler.projection;
    }

    /** Tells whether a source is computed from others. */
    boolean isDerived(int source) {
        return derived[source];
    }

    /** Returns the sources that some feature is made of itself, not only of what was derived from them. */
    int[] shaping() {
        boolean[] shaping = new boolean[sources.size()];
        for (int source : outputSources) {
            mark(source, shaping);
        }
        if (projection != null) {
            for (int slot : projection.from) {
                mark(slotSources[slot], shaping);
            }
        }
        return IntStream.range(0, shaping.length).filter(source -> shaping[source]).toArray();
    }

    private void mark(int source, boolean[] shaping) {
        if (source >= 0) {
            shaping[source] = true;
        } else if (source != MIXED) {
            for (int member : group(source)) {
                shaping[member] = true;
            }
        }
    }

    /** Returns the sources of the group that a source below {@link #MIXED} stands for. */
    int[] group(int source) {
        return groups.get(MIXED - 1 - source);
    }

    /** Returns for each column that starts as text the levels its steps know, in order of first mention. */
    private static Map<String, List<String>> levelsByColumn(List<FeatureStep> steps) {
        Map<String, Set<String>> levels = new HashMap<>();
        for (FeatureStep step : steps) {
            if (step instanceof ImputeCategory impute) {
                levels.computeIfAbsent(impute.column(), c -> new LinkedHashSet<>()).add(impute.level());
            } else if (step instanceof UnseenLevels unseen) {
                levels.computeIfAbsent(unseen.column(), c -> new LinkedHashSet<>()).addAll(unseen.known());
            } else if (step instanceof OneHot oneHot) {
                levels.computeIfAbsent(oneHot.column(), c -> new LinkedHashSet<>()).addAll(oneHot.levels());
            } else if (step instanceof OrdinalEncode ordinal) {
                levels.computeIfAbsent(ordinal.column(), c -> new LinkedHashSet<>()).addAll(ordinal.order());
            }
        }
        Map<String, List<String>> lists = new HashMap<>();
        levels.forEach((column, set) -> lists.put(column, List.copyOf(set)));
        return lists;
    }

    private static final class Compiler {
        private final Map<String, List<String>> levels;
        private final Map<String, UnseenLevels> unseen = new HashMap<>();
        private final Map<String, Slot> slots = new HashMap<>();
        private final Map<String, Integer> sourceIndex = new LinkedHashMap<>();
        private final List<Integer> sourceSlots = new ArrayList<>();
        private final List<Integer> numberSources = new ArrayList<>();
        private final List<Boolean> mayBeMissing = new ArrayList<>();
        private final List<Op.Compute> derivations = new ArrayList<>();
        private final List<Op> ops = new ArrayList<>();
        private final List<int[]> groups = new ArrayList<>();
        private int codeSlots;
        private Op.@Nullable Project projection;

        Compiler(Map<String, List<String>> levels) {
            this.levels = levels;
        }

        void add(FeatureStep step) {
            Check.argument(projection == null, "no step may follow the principal components: %s", step.describe());
            if (step instanceof Derive derive) {
                add(derive);
            } else if (step instanceof ImputeNumeric impute) {
                Slot slot = number(impute.column());
                mayBeMissing.set(slot.index(), false);
                ops.add(new Op.FillNumber(slot.index(), slot.source(), impute.value()));
            } else if (step instanceof ImputeNeighbors impute) {
                add(impute);
            } else if (step instanceof ImputeCategory impute) {
                Slot slot = text(impute.column());
                ops.add(new Op.FillCode(slot.index(), slot.source(), code(impute.column(), impute.level())));
            } else if (step instanceof UnseenLevels levelsOnly) {
                text(levelsOnly.column());
                Check.argument(unseen.put(levelsOnly.column(), levelsOnly) == null,
                        "column \"%s\": unseen levels are spoken of twice", levelsOnly.column());
            } else if (step instanceof DateToDays date) {
                ops.add(new Op.Age(number(date.column()).index(), date.referenceEpochDay()));
            } else if (step instanceof YearToAge year) {
                ops.add(new Op.Age(number(year.column()).index(), year.referenceYear()));
            } else if (step instanceof Transform transform) {
                ops.add(new Op.Reshape(number(transform.column()).index(), transform));
            } else if (step instanceof Scale scale) {
                int slot = number(scale.column()).index();
                if (scale.kind() != Scale.Kind.NONE) {
                    ops.add(new Op.Rescale(slot, scale.center(), scale.scale()));
                }
            } else if (step instanceof Clip clip) {
                Slot slot = number(clip.column());
                ops.add(new Op.Limit(slot.index(), slot.source(), clip));
            } else if (step instanceof OrdinalEncode ordinal) {
                add(ordinal);
            } else if (step instanceof OneHot oneHot) {
                add(oneHot);
            } else if (step instanceof GroupScore group) {
                add(group);
            } else if (step instanceof Pca pca) {
                add(pca);
            } else {
                throw new IllegalArgumentException("unknown step " + step.getClass().getSimpleName());
            }
        }

        private void add(Derive step) {
            Check.argument(ops.isEmpty(), "a column must be derived before any other step: %s", step.describe());
            Expression expression = Expression.parse(step.expression());
            int[] from = new int[expression.columns().size()];
            for (int j = 0; j < from.length; j++) {
                from[j] = number(expression.columns().get(j)).index();
            }
            newColumn(step.column());
            Slot slot = number(step.column());
            derivations.add(new Op.Compute(slot.index(), slot.source(), from, expression));
        }

        private void add(ImputeNeighbors step) {
            List<Slot> filled = step.columns().stream().map(this::number).toList();
            filled.forEach(slot -> mayBeMissing.set(slot.index(), false));
            ops.add(new Op.FillFromNeighbors(filled.stream().mapToInt(Slot::index).toArray(),
                    filled.stream().mapToInt(Slot::source).toArray(), step.reference()));
        }

        private void add(OrdinalEncode step) {
            Slot from = text(step.column());
            double[] table = new double[levels(step.column()).size()];
            Arrays.fill(table, Double.NaN);
            for (int place = 0; place < step.order().size(); place++) {
                table[code(step.column(), step.order().get(place))] = place;
            }
            int to = newNumber(step.column(), from.source());
            ops.add(new Op.Look(from.index(), to, table, step.unseen()));
        }

        private void add(OneHot step) {
            Slot from = text(step.column());
            int[] place = new int[levels(step.column()).size()];
            Arrays.fill(place, -1);
            for (int p = 0; p < step.levels().size(); p++) {
                place[code(step.column(), step.levels().get(p))] = p;
            }
            List<String> names = step.outputs();
            int first = numberSources.size();
            for (String name : names) {
                newColumn(name);
                newNumber(name, from.source());
            }
            ops.add(new Op.Spread(from.index(), first, names.size(), place,
                    step.otherBucket() ? step.levels().size() : -1));
        }

        private void add(GroupScore step) {
            int[] from = new int[step.columns().size()];
            int[] members = new int[from.length];
            for (int j = 0; j < from.length; j++) {
                Slot slot = number(step.columns().get(j));
                Check.argument(slot.source() >= 0, "group \"%s\": \"%s\" is not a column of its own", step.name(),
                        step.columns().get(j));
                from[j] = slot.index();
                members[j] = slot.source();
            }
            groups.add(members);
            int source = MIXED - groups.size();
            step.outputs().forEach(this::newColumn);
            int to = newNumber(step.outputs().get(0), source);
            mayBeMissing.set(to, true);
            newNumber(step.outputs().get(1), source);
            ops.add(new Op.Average(from, to, step.minAnswered()));
        }

        private void add(Pca step) {
            int[] from = new int[step.inputs().size()];
            for (int j = 0; j < from.length; j++) {
                Slot slot = number(step.inputs().get(j));
                refuseMissing(step.inputs().get(j), slot);
                from[j] = slot.index();
            }
            int first = numberSources.size();
            for (String name : step.outputs()) {
                newColumn(name);
                newNumber(name, MIXED);
            }
            projection = new Op.Project(from, first, step.mean(), step.components());
            ops.add(projection);
        }

        private int code(String column, String level) {
            return levels(column).indexOf(level);
        }

        private List<String> levels(String column) {
            return Check.notNull(levels.get(column), column);
        }

        Slot number(String column) {
            Slot slot = slots.get(column);
            if (slot == null) {
                Check.argument(!levels.containsKey(column), "column \"%s\" is text: encode it before it is used",
                        column);
                int source = newSource(column, numberSources.size());
                newNumber(column, source);
                mayBeMissing.set(mayBeMissing.size() - 1, true);
                slot = Check.notNull(slots.get(column), column);
            }
            Check.argument(!slot.text(), "column \"%s\" is text: encode it before it is used", column);
            return slot;
        }

        private Slot text(String column) {
            Slot slot = slots.get(column);
            if (slot == null) {
                slot = new Slot(true, codeSlots, newSource(column, codeSlots));
                codeSlots++;
                slots.put(column, slot);
            }
            Check.argument(slot.text(), "column \"%s\" is already a number", column);
            return slot;
        }

        private int newSource(String column, int slot) {
            sourceIndex.put(column, sourceSlots.size());
            sourceSlots.add(slot);
            return sourceSlots.size() - 1;
        }

        private int newNumber(String name, int source) {
            int index = numberSources.size();
            numberSources.add(source);
            mayBeMissing.add(false);
            slots.put(name, new Slot(false, index, source));
            return index;
        }

        private void newColumn(String name) {
            Check.argument(!slots.containsKey(name), "two columns are named \"%s\"", name);
        }

        void refuseMissing(String name, Slot slot) {
            Check.argument(!mayBeMissing.get(slot.index()), "column \"%s\" has no imputation step", name);
        }
    }
}

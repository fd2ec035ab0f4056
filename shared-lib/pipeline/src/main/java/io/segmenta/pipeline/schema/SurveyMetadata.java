package io.segmenta.pipeline.schema;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The columns in which a survey tool tells when and how a form was filled in, and the sampling weight: no answers.
 * Their names are common words, so that the table must show that it is a survey.
 */
final class SurveyMetadata {
    private static final Lexicon WORDS = Lexicon.read("survey-words.txt");
    private static final String START = "start";
    private static final String END = "end";
    private static final String TIMESTAMP = "timestamp";
    /** The word alone may be of a body or a parcel. */
    private static final String WEIGHT = "weight";
    private static final String SAMPLING = "sampling weight";
    private static final Set<String> WEIGHTS = Set.of(WEIGHT, SAMPLING);
    private static final String DURATION = "duration";
    private static final int SCALES = 4;
    private static final int MOST_ON_A_SCALE = 11;
    /** These alone show a survey when several stand together. */
    private static final Set<String> TOOL = Set.of("progress", "finished", "channel", "language", DURATION);
    /** How long each page of a form was looked at. */
    private static final Pattern PAGE_TIME = Pattern.compile("(?i)(time|rts)_?\\d{3,}");
    /** Questions as tools number them: Q1, p3_2, v_12, A101_01. */
    private static final Pattern NUMBERED = Pattern
            .compile("[QqFfPpVvВв]_?\\d{1,3}([._ -].*)?|[A-Z]{1,2}\\d{2,3}(_\\d{1,2})?|[a-z]{2,8}_?\\d{1,2}");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^)]*\\)");
    /** What a device writes beside the latitude and longitude of a place. */
    private static final Set<String> OF_A_PLACE = Set.of("altitude", "accuracy", "precision", "elevation");
    private static final int SEVERAL = 3;
    private static final int QUESTIONS = 2;
    private static final int LONG_NAME = 5;
    private static final int LEAST_IN_ORDER = 20;
    /** Days within which nearly everybody has filled in a form. */
    private static final double FORM_DAYS = 7;
    private static final double NEARLY_ALL = 0.95;
    /** A weight of a person in kilogrammes or pounds is between these. */
    private static final double MOST_MEAN = 5;
    private static final double LEAST_MEAN = 300;

    private final List<ResolvedColumn> columns;
    private final List<ColumnSchema> schemas;
    private final Map<String, Integer> places = new HashMap<>();

    private SurveyMetadata(List<ResolvedColumn> columns, List<ColumnSchema> schemas) {
        this.columns = columns;
        this.schemas = schemas;
        for (int j = columns.size() - 1; j >= 0; j--) {
            int place = j;
            concept(name(j)).ifPresent(concept -> places.put(concept, place));
        }
    }

    /**
     * The schemas, in which such columns of a survey are set aside.
     *
     * @param declared names of columns whose roles the user gave: they stay
     */
    static List<ColumnSchema> setAside(List<ResolvedColumn> columns, List<ColumnSchema> schemas, Set<String> declared) {
        SurveyMetadata table = new SurveyMetadata(columns, schemas);
        boolean ordered = table.isMostlyOrdered();
        boolean survey = table.isSurvey(ordered);
        boolean asked = ordered || survey || (!table.places.isEmpty() && table.asksOnScales());
        boolean sampled = asked || (table.places.containsKey(SAMPLING) && table.questions() >= QUESTIONS);
        if (!sampled) {
            return schemas;
        }
        List<ColumnSchema> result = new ArrayList<>(schemas);
        for (int j = 0; j < result.size(); j++) {
            ColumnSchema column = result.get(j);
            String concept = concept(column.name()).orElse("");
            boolean free = !declared.contains(column.name()) && column.role() != Role.PERSONAL
                    && column.role() != Role.CONSTANT && column.role() != Role.IDENTIFIER;
            if (free && isWeight(columns.get(j))
                    && ((asked && concept.equals(WEIGHT)) || concept.equals(SAMPLING))) {
                result.set(j, column.withRole(Role.IGNORED,
                        "a sampling weight, which tells how many people a respondent stands for: no answer; every row "
                                + "counts once"));
            } else if (free && ((survey && !concept.isEmpty() && !WEIGHTS.contains(concept))
                    || (ordered && table.isStamp(j)) || (survey && table.isOfAPlace(column.name())))) {
                result.set(j, column.withRole(Role.IGNORED,
                        "tells when and how the form of a survey was filled in: no answer"));
            }
        }
        return result;
    }

    /** What a name says, or the code that a tool writes before a point and the question. */
    private static Optional<String> concept(String name) {
        if (PAGE_TIME.matcher(name).matches()) {
            return Optional.of(DURATION);
        }
        int point = name.indexOf(". ");
        int colon = name.indexOf(':');
        return WORDS.concept(name).or(() -> point > 0 ? WORDS.concept(name.substring(0, point)) : Optional.empty())
                .or(() -> colon > 0 ? WORDS.concept(name.substring(0, colon)).filter(DURATION::equals)
                        : Optional.empty())
                .or(() -> NameTokens.of(name).size() > 1 ? ending(NameTokens.of(name)) : Optional.empty())
                .or(() -> WORDS.concept(IN_BRACKETS.matcher(name).replaceAll(" ")).filter(said -> name.endsWith(")")));
    }

    /** What a tool puts behind the name of a form: intake_timestamp and intake_complete. */
    private static Optional<String> ending(NameTokens name) {
        return name.endsWith(Set.of(TIMESTAMP)) ? Optional.of(TIMESTAMP)
                : name.endsWith(Set.of("complete")) ? Optional.of("finished")
                        : Optional.empty();
    }

    /** Whether several columns are answered on a scale, so that a weight is one of respondents. */
    private boolean asksOnScales() {
        int scales = 0;
        for (int j = 0; j < columns.size(); j++) {
            ResolvedColumn column = columns.get(j);
            boolean small = column.kind() == ResolvedColumn.Kind.NUMBER && column.isWhole() && column.min() >= 0
                    && column.max() <= MOST_ON_A_SCALE - 1 && column.distinct() > 2;
            scales += small || schemas.get(j).role() == Role.ORDINAL ? 1 : 0;
        }
        return scales >= SCALES;
    }

    private String name(int column) {
        return columns.get(column).column().name();
    }

    /** Whether dates never fall from row to row, or never rise: the rows stand in the order in which they came in. */
    private boolean isStamp(int column) {
        if (!isDate(column) || columns.get(column).present() < LEAST_IN_ORDER) {
            return false;
        }
        boolean up = false;
        boolean down = false;
        double before = Double.NaN;
        for (double day : columns.get(column).numbers()) {
            up |= day > before;
            down |= day < before;
            before = Double.isNaN(day) ? before : day;
        }
        return up != down;
    }

    /** Whether a device measured it beside a place, whose latitude stands in a column of like name. */
    private boolean isOfAPlace(String name) {
        NameTokens words = NameTokens.of(name);
        return words.endsWith(OF_A_PLACE) && schemas.stream().anyMatch(column -> column.role() == Role.PERSONAL
                && NameRules.isCoordinate(NameTokens.of(column.name())));
    }

    private boolean isSurvey(boolean ordered) {
        long told = places.keySet().stream().filter(concept -> !WEIGHTS.contains(concept)).count();
        return (told >= SEVERAL && questions() >= QUESTIONS) || (told >= QUESTIONS && ordered)
                || places.keySet().stream().filter(TOOL::contains).count() >= SEVERAL || startsAndEnds()
                || (isFirst(places.getOrDefault(TIMESTAMP, -1)) && questions() >= QUESTIONS)
                || (ordered && List.of(START, END, TIMESTAMP).stream().map(places::get)
                        .anyMatch(place -> place != null && isDate(place)))
                || (ordered && IntStream.range(0, columns.size()).anyMatch(this::isStamp));
    }

    /** Whether a date is the first column, but for what numbers the rows. */
    private boolean isFirst(int column) {
        return (column == 0 || (column == 1 && schemas.getFirst().role() == Role.IDENTIFIER)) && isDate(column);
    }

    private boolean isDate(int column) {
        return columns.get(column).kind() == ResolvedColumn.Kind.DATE;
    }

    /** Whether each row ends soon after it has started: a contract lasts longer. */
    private boolean startsAndEnds() {
        int start = places.getOrDefault(START, -1);
        int end = places.getOrDefault(END, -1);
        if (start < 0 || end < 0 || !isDate(start) || !isDate(end)) {
            return false;
        }
        double[] from = columns.get(start).numbers();
        double[] to = columns.get(end).numbers();
        int both = 0;
        int soon = 0;
        for (int i = 0; i < from.length; i++) {
            double days = to[i] - from[i];
            both += Double.isNaN(days) ? 0 : 1;
            soon += days >= 0 && days <= FORM_DAYS ? 1 : 0;
        }
        return both > 0 && soon >= NEARLY_ALL * both;
    }

    /** Whether at least half of what is neither known as metadata nor a date nor the same in all rows is ordered. */
    private boolean isMostlyOrdered() {
        int ordered = 0;
        int others = 0;
        for (ColumnSchema column : schemas) {
            boolean answer = switch (column.role()) {
                case ORDINAL, CATEGORICAL, BOOLEAN, NUMERIC, FREE_TEXT -> concept(column.name()).isEmpty();
                case DATE, PROTECTED, IDENTIFIER, CODE, CONSTANT, PERSONAL, IGNORED -> false;
            };
            ordered += answer && column.role() == Role.ORDINAL ? 1 : 0;
            others += answer && column.role() != Role.ORDINAL ? 1 : 0;
        }
        return ordered >= QUESTIONS && ordered >= others;
    }

    /** Columns that are answered on a scale or by a choice, and whose names are questions. */
    private long questions() {
        return schemas.stream().filter(column -> switch (column.role()) {
            case ORDINAL, CATEGORICAL, BOOLEAN, NUMERIC, FREE_TEXT, PROTECTED -> true;
            case DATE, IDENTIFIER, CODE, CONSTANT, PERSONAL, IGNORED -> false;
        }).filter(column -> isQuestion(column)).count();
    }

    private static boolean isQuestion(ColumnSchema column) {
        String name = column.name();
        return column.role() == Role.ORDINAL || name.endsWith("?") || name.endsWith("？") || name.endsWith("؟")
                || NameTokens.of(name).size() >= LONG_NAME || NUMBERED.matcher(name).matches();
    }

    /** One on average, or the number of people that a respondent stands for. */
    private static boolean isWeight(ResolvedColumn column) {
        if (column.kind() != ResolvedColumn.Kind.NUMBER || column.min() < 0 || column.isWhole()) {
            return false;
        }
        double mean = Arrays.stream(((NumericColumn) column.column()).values()).filter(value -> !Double.isNaN(value))
                .average().orElse(0);
        return mean > 0 && (mean <= MOST_MEAN || mean >= LEAST_MEAN);
    }
}

package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.segmenta.model.SampleModels;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.NumberFormat;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the value of one field is read, by what its column is. */
class RowEncoderTest {
    private static final FeaturePipeline ONE = new FeaturePipeline(List.of(new ImputeNumeric("x", -1, 0, "mean")),
            List.of("x"));

    private static FeatureRow row(ColumnSchema column, Object value) {
        return ONE.transform(InputRecord.of(new Schema(List.of(column)), Map.of("x", value)));
    }

    private static List<FieldProblem> problems(ColumnSchema column, Object value) {
        Schema schema = new Schema(List.of(column));
        return ONE.encoder(schema).problems(InputRecord.of(schema, Map.of("x", value)), 3);
    }

    private static ColumnSchema of(Role role) {
        return ColumnSchema.of("x", role, "test");
    }

    @ParameterizedTest
    @CsvSource({"5,5", "'1,234.5',1234.5", "'$7',7", "NA,-1", "?,-1", "99,-1"})
    void number_isReadPlainlyOrAsInTheFile(String text, float expected) {
        ColumnSchema column = of(Role.NUMERIC)
                .withNumberFormat(new NumberFormat('.', List.of("$"), "", false, false)).withMissing(List.of("99"));
        assertThat(row(column, text).values()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"1970-01-11,10", "11.01.1970,10", "25579,25579", "NA,-1"})
    void date_isReadInItsFormatAsIsoOrAsANumberOfDays(String text, float expected) {
        assertThat(row(of(Role.DATE).withDateFormat("dd.MM.uuuu"), text).values()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"25579,10", "25579.75,10", "1970-01-11,10"})
    void dayNumber_isThatOfASpreadsheet(String text, float expected) {
        assertThat(row(of(Role.DATE).withDateFormat(Values.DAY_NUMBER), text).values()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"864000,864000999,10", "949999.5,949999999,10", "950400,950400000,11", "1970-01-11,1970-01-11,10",
            "NA,NA,-1"})
    void unixTime_isTheDayItFallsOn(String seconds, String milliseconds, float expected) {
        assertThat(row(of(Role.DATE).withDateFormat(Values.UNIX_SECONDS), seconds).values()).containsExactly(expected);
        assertThat(row(of(Role.DATE).withDateFormat(Values.UNIX_MILLISECONDS), milliseconds).values())
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"yes,1", "No,0", "1,1", "0,0", "'',-1"})
    void truth_isReadByItsWord(String text, float expected) {
        assertThat(row(of(Role.BOOLEAN), text).values()).containsExactly(expected);
    }

    @Test
    void truthValue_isOneOrNought() {
        assertThat(row(of(Role.BOOLEAN), true).values()).containsExactly(1);
        assertThat(row(of(Role.NUMERIC), false).values()).containsExactly(0);
    }

    @Test
    void value_atTheBoundsOfItsRange_isWithin() {
        ColumnSchema column = of(Role.NUMERIC).withRange(2, 4);
        for (int value = 2; value <= 4; value++) {
            assertThat(row(column, value).clipped()).isEmpty();
        }
        assertThat(row(column, 1.9).clipped()).containsExactly("x");
        assertThat(row(column, 4.1).clipped()).containsExactly("x");
        assertThat(row(column, "NA").flags()).isEqualTo(Flag.MISSING.bit() | Flag.IMPUTED.bit());
    }

    @Test
    void problem_saysWhatWouldHaveBeenRight() {
        assertThat(problems(of(Role.NUMERIC), "much")).containsExactly(new FieldProblem(3, "x", "much", "a number"));
        assertThat(problems(of(Role.BOOLEAN), "maybe"))
                .containsExactly(new FieldProblem(3, "x", "maybe", "true or false"));
        assertThat(problems(of(Role.DATE), "soon"))
                .containsExactly(new FieldProblem(3, "x", "soon", "a date such as 2024-05-31"));
        assertThat(problems(of(Role.NUMERIC).withNumberFormat(NumberFormat.PLAIN_COMMA), "much")).containsExactly(
                new FieldProblem(3, "x", "much", "a number, plain or as in the file: 1.234,5"));
        assertThat(problems(of(Role.NUMERIC), 1e300))
                .containsExactly(new FieldProblem(3, "x", "1.0E300", "numbers small enough to compute with"));
        assertThat(problems(of(Role.NUMERIC), 5)).isEmpty();
    }

    @Test
    void problems_areTwentyAtMost() {
        List<FeatureStep> steps = new ArrayList<>();
        List<ColumnSchema> columns = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> names = IntStream.range(0, 25).mapToObj(i -> "x" + i).toList();
        for (String name : names) {
            steps.add(new ImputeNumeric(name, 0, 0, "mean"));
            columns.add(ColumnSchema.of(name, Role.NUMERIC, "test"));
            values.put(name, "much");
        }
        Schema schema = new Schema(columns);
        assertThat(new FeaturePipeline(steps, names).encoder(schema).problems(InputRecord.of(schema, values), 0))
                .hasSize(20);
    }

    @Test
    void record_ofAnotherSchema_isRefused() {
        RowEncoder encoder = ONE.encoder(new Schema(List.of(of(Role.NUMERIC))));
        InputRecord other = new InputRecord(SampleModels.mixedSchema());
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.problems(other, 0))
                .withMessage("the record has another schema");
    }

    @Test
    void level_givenAsATruthValueOrANumber_isFoundByItsText() {
        FeaturePipeline pipeline = new FeaturePipeline(List.of(new OneHot("x", List.of("true", "7"), false)),
                List.of("x=true", "x=7"));
        Schema schema = new Schema(List.of(of(Role.CATEGORICAL).withMissing(List.of("none"))));
        assertThat(pipeline.transform(InputRecord.of(schema, Map.of("x", true))).values()).containsExactly(1, 0);
        assertThat(pipeline.transform(InputRecord.of(schema, Map.of("x", 7.0))).values()).containsExactly(0, 1);
        FeatureRow untrue = pipeline.transform(InputRecord.of(schema, Map.of("x", false)));
        assertThat(untrue.values()).containsExactly(0, 0);
        assertThat(untrue.unseen()).containsExactly("x");
        for (String nothing : List.of(" ", "None")) {
            assertThat(pipeline.transform(InputRecord.of(schema, Map.of("x", nothing))).missing())
                    .containsExactly("x");
        }
    }

    private static void refused(String message, String feature, FeatureStep... steps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeaturePipeline(List.of(steps), List.of(feature))).withMessage(message);
    }

    @Test
    void steps_thatDoNotFitTogether_areRefused() {
        ImputeNumeric impute = new ImputeNumeric("x", 0, 0, "mean");
        OneHot levels = new OneHot("x", List.of("a"), false);
        refused("column \"x\" is text: encode it before it is used", "x", impute, levels);
        refused("column \"x\" is text: encode it before it is used", "x", levels, impute);
        refused("two columns are named \"x=a\"", "x=a", levels, levels);
        refused("two columns are named \"x\"", "x", new Derive("y", "x + 1"), new Derive("x", "z"));
        GroupScore group = new GroupScore("g", List.of("x", "y"), 0);
        refused("group \"h\": \"g\" is not a column of its own", "h", group, new GroupScore("h", List.of("g"), 0));
        refused("column \"g\" has no imputation step", "g", group);
        refused("column \"x\" has no imputation step", "pc1",
                new Pca(List.of("x"), new double[1], new double[][] {{1}}, new double[1]));
        refused("column \"x\" is already a number", "x", new OrdinalEncode("x", List.of("a"), 0),
                new OrdinalEncode("x", List.of("a"), 0));
    }
}

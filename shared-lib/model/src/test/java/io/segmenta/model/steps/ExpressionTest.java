package io.segmenta.model.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a + b * 2 ^ 2 - 1|13", "-(a - b) / 2|0.5", "2 ^ 3 ^ 2|512",
            "min(a, b, 1) + max(a, 7)|8", "coalesce(c, b, 9)|3", "log(exp(a))|2", "log1p(0) + sqrt(9) + abs(-4)|7",
            "days(b, a)|1", "\"a\" + A_1|12", "-a ^ 2|-4"})
    void value_isComputedByTheUsualPrecedence(String text, double expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"c + 1", "a / (a - 2)", "log(0)", "log1p(-1)", "sqrt(0 - 1)", "exp(1000)",
            "max(a, c)"})
    void value_thatIsNone_isMissing(String text) {
        assertThat(value(text)).isNaN();
    }

    /** a = 2, b = 3, c missing, A_1 = 10. */
    private static double value(String text) {
        Expression expression = Expression.parse(text);
        double[] operands = expression.columns().stream().mapToDouble(column -> switch (column) {
            case "a" -> 2;
            case "b" -> 3;
            case "A_1" -> 10;
            default -> Double.NaN;
        }).toArray();
        return expression.value(operands);
    }

    @Test
    void columns_areNamedOnceInOrderOfFirstUse() {
        assertThat(Expression.parse("b + \"the a\" / max(b, c)").columns()).containsExactly("b", "the a", "c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a +|ends too early", "a $ b|cannot be read from", "system(a)|known are log",
            "(a|lacks \")\" at character 3", "min(a)|gives min 1 values", "days(a, b, c)|gives days 3 values",
            "1.2.3|not a number", "\"a|a quote that is not closed"})
    void parse_whatIsNoExpression_isRefusedWithItsFault(String text, String fault) {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse(text)).withMessageContaining(fault);
    }

    @Test
    void parse_beyondTheBounds_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse("a+".repeat(500) + "a"))
                .withMessageContaining("longer than 1000 characters");
        for (String opening : new String[] {"(", "-", "abs(", "2^"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse(opening.repeat(51) + "a"))
                    .withMessageContaining("nested more than 50 deep");
        }
        assertThat(Expression.parse("a+".repeat(499) + "a").value(new double[] {1})).isEqualTo(500);
    }
}

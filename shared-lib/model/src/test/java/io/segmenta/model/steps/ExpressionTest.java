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
            "days(b, a)|1", "\"a\" + A_1|12", "-a ^ 2|-4",
            "b - a - 1|0", "12 / a / b|2", "a * b / 4|1.5", ".5 + 2.25|2.75", " a  +\tb |5",
            "log1p(0 - 0.5)|-0.6931471805599453",
            "MAX(a, b)|3", "min(b, a)|2", "max(-1, 0 - a)|-1", "coalesce(c, a, b)|2", "abs(a - b)|1", "5 - -a|7",
            "a / b * b|2", "2 * (a + b)|10"})
    void value_isComputedByTheUsualPrecedence(String text, double expected) {
        assertThat(value(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"c + 1", "a / (a - 2)", "log(0)", "log1p(-1)", "sqrt(0 - 1)", "exp(1000)",
            "max(a, c)", "0 - exp(1000)", "coalesce(c, c)", "log(0 - 1)", "log1p(0 - 2)", "a / 0", "a ^ 0.5 ^ c"})
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
            "1.2.3|not a number", "max(a b)|lacks \")\" at character 7", "abs(a, b)|gives abs 2 values",
            "coalesce(a)|gives coalesce 1 values", "a * |ends too early", "* a|has \"*\" where a value is expected",
            "a b|cannot be read from \"b\" on", "\"a|a quote that is not closed"})
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

    @Test
    void parse_atTheBounds_isTaken() {
        assertThat(Expression.parse("1" + " ".repeat(999)).value(new double[0])).isEqualTo(1);
        assertThat(Expression.parse("(".repeat(49) + "a" + ")".repeat(49)).value(new double[] {3})).isEqualTo(3);
        assertThat(Expression.parse("-".repeat(49) + "a").value(new double[] {3})).isEqualTo(-3);
        String apart = "(a) + ".repeat(100) + "(a)";
        assertThat(Expression.parse(apart).value(new double[] {1})).as("side by side is not within").isEqualTo(101);
        String signs = "-a * ".repeat(99) + "2 ^ a";
        assertThat(Expression.parse(signs).value(new double[] {1})).isEqualTo(-2);
    }
}

package io.segmenta.model.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {

    @Test
    void range_outside_namesParameterBoundAndValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> Check.range("k", 1, 2, 100))
                .withMessage("k must be in [2, 100], got 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Check.range("share", Double.NaN, 0, 1))
                .withMessage("share must be in [0.0, 1.0], got NaN");
    }

    @Test
    void range_atTheBounds_returnsTheValue() {
        assertThat(Check.range("k", 2, 2, 100)).isEqualTo(2);
        assertThat(Check.range("k", 100L, 2, 100)).isEqualTo(100L);
    }

    @Test
    void notNullNotBlankFiniteState_refuse() {
        assertThatNullPointerException().isThrownBy(() -> Check.notNull(null, "schema")).withMessage("schema is null");
        assertThatIllegalArgumentException().isThrownBy(() -> Check.notBlank(" ", "id"))
                .withMessage("id must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> Check.finite("x", 1 / 0.0));
        assertThatIllegalStateException().isThrownBy(() -> Check.state(false, "closed %d", 1)).withMessage("closed 1");
    }

    @Test
    void configException_tellsEveryProblem() {
        ConfigException exception = new ConfigException(List.of("a: wrong", "b: wrong"));
        assertThat(exception).hasMessage("a: wrong\nb: wrong");
        assertThat(exception.problems()).containsExactly("a: wrong", "b: wrong");
    }

    @Test
    void reason_codeIsKebabCase() {
        assertThat(DataException.Reason.TOO_FEW_DISTINCT_ROWS.code()).isEqualTo("too-few-distinct-rows");
    }

    @Test
    void range_justBeyondEitherBound_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Check.range("k", 101, 2, 100))
                .withMessage("k must be in [2, 100], got 101");
        for (long value : new long[] {1, 101}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Check.range("k", value, 2L, 100L))
                    .withMessage("k must be in [2, 100], got " + value);
        }
        for (double value : new double[] {-0.1, 1.1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Check.range("share", value, 0, 1))
                    .withMessage("share must be in [0.0, 1.0], got " + value);
        }
    }

    @Test
    void whatIsFine_isReturned() {
        assertThat(Check.range("k", 100, 2, 100)).isEqualTo(100);
        assertThat(Check.range("k", 2L, 2, 100)).isEqualTo(2L);
        assertThat(Check.range("share", 0.0, 0, 1)).isEqualTo(0.0);
        assertThat(Check.range("share", 1.0, 0, 1)).isEqualTo(1.0);
        assertThat(Check.finite("x", 2.5)).isEqualTo(2.5);
        assertThat(Check.notNull("a", "name")).isEqualTo("a");
        assertThat(Check.notBlank("a", "name")).isEqualTo("a");
        Check.state(true, "open");
        Check.argument(true, "fine");
    }

    @Test
    void configException_withoutAProblem_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfigException(List.of()))
                .withMessage("problems must not be empty");
    }

    @Test
    void dataException_tellsReasonAndCause() {
        DataException plain = DataException.of(DataException.Reason.TOO_LARGE, "%d rows", 3);
        assertThat(plain).hasMessage("3 rows").hasNoCause();
        assertThat(plain.reason()).isEqualTo(DataException.Reason.TOO_LARGE);
        IllegalStateException cause = new IllegalStateException();
        assertThat(new DataException(DataException.Reason.MALFORMED, "no", cause)).hasMessage("no").hasCause(cause);
    }

    @Test
    void rowNumber_countsFromOne() {
        assertThat(RowNumber.of(0)).isEqualTo(1);
        assertThat(RowNumber.of(41)).isEqualTo(42);
    }
}

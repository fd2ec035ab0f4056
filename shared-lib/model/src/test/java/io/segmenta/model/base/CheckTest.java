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
}

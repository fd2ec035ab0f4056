package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a wrong value is told of. */
class FieldProblemTest {
    @Test
    void sentence_namesFieldAndValue() {
        assertThat(new FieldProblem(1, "age", "x", "a number").sentence())
                .isEqualTo("field \"age\": expected a number, got \"x\"");
        assertThat(new FieldProblem(1, "age", null, "a number").sentence())
                .isEqualTo("field \"age\": expected a number, got nothing");
        assertThat(new FieldProblem(1, "", "[]", "an object").sentence()).as("the record itself")
                .isEqualTo("expected an object, got \"[]\"");
    }

    @Test
    void value_ofMoreThan100Characters_isCut() {
        assertThat(new FieldProblem(1, "a", "x".repeat(100), "less").value()).isEqualTo("x".repeat(100));
        assertThat(new FieldProblem(1, "a", "x".repeat(101), "less").value()).isEqualTo("x".repeat(100) + "\u2026");
    }
}

package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {

    private final Matrix matrix = Matrix.ofRows(List.of("a", "b"), new float[][] {{1, 2}, {3, 4}, {5, 6}});

    @Test
    void ofRows_storesByColumn() {
        assertThat(matrix.column(0)).containsExactly(1, 3, 5);
        assertThat(matrix.column(1)).containsExactly(2, 4, 6);
        assertThat(matrix.get(2, 1)).isEqualTo(6);
    }

    @Test
    void row_copiesIntoTheGivenArray() {
        float[] into = new float[2];
        matrix.row(1, into);
        assertThat(into).containsExactly(3, 4);
    }

    @Test
    void selectRows_keepsTheGivenOrderAndRepeats() {
        Matrix chosen = matrix.selectRows(new int[] {2, 0, 2});
        assertThat(chosen.column(0)).containsExactly(5, 1, 5);
        assertThat(chosen.names()).containsExactly("a", "b");
    }

    @Test
    void ofColumns_unequalLengths_refusesNamingTheColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.ofColumns(List.of("a", "b"), new float[][] {{1, 2}, {3}}))
                .withMessage("column \"b\" has 1 rows, the first has 2");
    }

    @Test
    void ofRows_raggedRow_refuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> Matrix.ofRows(List.of("a"), new float[][] {{1, 2}}))
                .withMessage("row 1 has 2 values, expected 1");
    }

    @Test
    void ofColumns_namesThatAreNotAsMany_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.ofColumns(List.of("a"), new float[][] {{1}, {2}}))
                .withMessage("1 names for 2 columns; there must be as many");
    }

    @Test
    void size_isThatOfRowsAndColumns() {
        assertThat(matrix.rows()).isEqualTo(3);
        assertThat(matrix.columns()).isEqualTo(2);
        assertThat(matrix.selectRows(new int[] {1}).rows()).isEqualTo(1);
        assertThat(Matrix.ofColumns(List.of(), new float[0][]).rows()).isZero();
    }
}

package io.segmenta.model.rows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeCsvTest {
    @Test
    void cell_formula_isDisarmed() {
        assertThat(SafeCsv.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(SafeCsv.cell("@SUM(A1)")).isEqualTo("'@SUM(A1)");
        assertThat(SafeCsv.cell("-2+3")).isEqualTo("'-2+3");
        assertThat(SafeCsv.cell("=\"a\",b")).isEqualTo("\"'=\"\"a\"\",b\"");
    }

    @Test
    void cell_ordinaryTextAndSignedNumbers_stayAsTheyAre() {
        assertThat(SafeCsv.cell("C-17")).isEqualTo("C-17");
        assertThat(SafeCsv.cell("-12.5")).isEqualTo("-12.5");
        assertThat(SafeCsv.cell("")).isEmpty();
        assertThat(SafeCsv.cell("a,b")).isEqualTo("\"a,b\"");
    }
}

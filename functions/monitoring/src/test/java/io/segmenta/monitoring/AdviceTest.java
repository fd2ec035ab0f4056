package io.segmenta.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.pipeline.drift.RetrainAdvice.Verdict;
import io.segmenta.platform.catalogue.DriftWindow;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The advice that monitoring writes is the one that registration understands. */
class AdviceTest {

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void windowInTheCatalogue_tellsOfAFaultInTheData_whenMonitoringDoes(Verdict verdict) {
        LocalDate day = LocalDate.of(2026, 3, 1);
        DriftWindow window = new DriftWindow("shop", "0".repeat(64), day, day, 500, 1, "drift", verdict.text(),
                "monitoring/shop/report.json", List.of());
        assertThat(window.isDataFault()).isEqualTo(verdict == Verdict.DATA_FAULT);
    }
}

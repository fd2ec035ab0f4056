package io.segmenta.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.RealData;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of shops with the right figures beside them, and files of customers that are no logs. */
@RealData
class OrderLogFilesTest {

    @ParameterizedTest
    @CsvSource({"trials/odoo-orders-client-name/commandes.csv,90,41443.56,5.6667,81.2111",
            "trials/order-log-epoch-seconds/api_orders.csv,90,40175.59,5.6667,81.1889",
            "trials/order-log-failed-payments/payments.csv,84,33071.76,5.2619,77.9643",
            "trials/order-log-of-36-customers/small_shop.csv,36,15827.93,5.6667,70.4167",
            "trials/shopify-orders-export/orders_export.csv,90,43711.27,5.6667,80.2444"})
    void log_givesTheCustomersBesideIt(String file, int customers, double worth, double orders, double recency) {
        ReadResult read = Reading.real(file);

        assertThat(read.table().rows()).isEqualTo(customers);
        assertThat(sum(read, "monetary")).isCloseTo(worth, within(0.005));
        assertThat(sum(read, "frequency") / customers).isCloseTo(orders, within(5e-5));
        assertThat(sum(read, "recency_days") / customers).isCloseTo(recency, within(5e-5));
    }

    @Test
    void failedPayments_areToldWithTheirAmount() {
        assertThat(Reading.real("trials/order-log-failed-payments/payments.csv").report().notes())
                .anyMatch(note -> note.contains("by \"status\" no purchases: Failed, 157 lines worth 8,205.00"));
    }

    @Test
    void till_withoutCustomers_isRefused() {
        assertThatThrownBy(() -> Reading.real("trials/order-number-and-none-item/till.csv"))
                .isInstanceOf(DataException.class).hasMessageContaining("orders.customer");
    }

    @Test
    void purchasesOfMusic_stayAsTheyWere() {
        ReadResult read = Reading.real("transactions/CDNOW_master.csv");

        // 80 lines are worth nothing; 68 of the 23,570 customers have no other.
        assertThat(read.table().rows()).isEqualTo(23_502);
        assertThat(sum(read, "monetary")).isCloseTo(2_500_315.63, within(0.005));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "survey", "pharma", "real_labelled"})
    void customers_areNoLog(String folder) throws IOException {
        Path data = Path.of(System.getProperty("segmenta.data"), folder);
        try (Stream<Path> files = Files.list(data)) {
            List<String> tables = files.map(file -> folder + "/" + file.getFileName())
                    .filter(name -> name.endsWith(".csv")).sorted().toList();
            assertThat(tables).isNotEmpty();
            for (String table : tables) {
                assertThat(Reading.real(table).schema().column("recency_days")).as(table).isEmpty();
            }
        }
    }

    private static double sum(ReadResult read, String column) {
        return Arrays.stream(((NumericColumn) read.table().require(column)).values()).sum();
    }
}

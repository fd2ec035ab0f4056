package io.segmenta.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.base.DataException;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables are logs of orders, and which of their lines and columns count. */
class OrderLogsTest {
    private static final int LINES = 120;

    /** Lines of 20 customers, six each; two lines are an order. */
    private static String log(String header, IntFunction<String> line) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < LINES; i++) {
            text.append(line.apply(i)).append('\n');
        }
        return text.toString();
    }

    private static int customer(int line) {
        return line / 2 % 20;
    }

    private static int order(int line) {
        return 1000 + line / 2;
    }

    private static String day(int line) {
        return String.format(Locale.ROOT, "2024-%02d-%02d", 1 + line / 2 % 12, 1 + line / 2 % 28);
    }

    private static double sum(ReadResult read, String column) {
        return Arrays.stream(((NumericColumn) read.table().require(column)).values()).sum();
    }

    @Test
    void exportOfAShop_namesItsCustomersByTheirFirstOrder() {
        String csv = log("Name,Email,Financial Status,Created at,Lineitem quantity,Lineitem price,Total", i -> "#"
                + order(i) + ",b" + customer(i) + "@example.com," + (i % 2 == 0 ? "paid" : "") + "," + day(i)
                + " 10:00:00 -0500,2,5.00," + (i % 2 == 0 ? "24.90" : ""));

        ReadResult read = Reading.text(csv);

        assertThat(read.table().rows()).isEqualTo(20);
        assertThat(sum(read, "monetary")).isEqualTo(10.0 * LINES);
        assertThat(sum(read, "frequency")).isEqualTo(LINES / 2.0);
        assertThat(read.schema().columns().getFirst().name()).isEqualTo("first_order");
        assertThat(read.table().columns().getFirst().text(3)).isEqualTo("#1003");
        assertThat(read.schema().column("Email").orElseThrow().role()).isEqualTo(Role.PERSONAL);
        assertThat(read.report().notes()).anyMatch(note -> note.contains(
                "the customer is \"Email\", the order \"Name\", the date \"Created at\", the value \"Lineitem "
                        + "quantity\" times \"Lineitem price\"; not counted: Total"));
        assertThat(Reading.text(csv, Map.of("columns.roles.Email", "identifier")).table().columns().getFirst().text(3))
                .isEqualTo("b3@example.com");
    }

    @Test
    void status_decidesWhatCountsAndIsToldWithAmounts() {
        String[] words = {"Paid", "Paid", "Refunded", "Failed", "Strange"};
        String csv = log("order,customer,date,amount,status", i -> order(i) + ",C" + customer(i) + "," + day(i)
                + ",10.00," + words[i % 5]);

        ReadResult read = Reading.text(csv);

        assertThat(sum(read, "monetary")).isEqualTo(720);
        assertThat(read.report().notes()).contains("72 lines are purchases, 24 returns or worth nothing, 0 have no "
                + "customer, date or value, 24 were not paid")
                .anyMatch(note -> note.contains("Refunded, 24 lines worth 240.00 as returns")
                        && note.contains("Failed, 24 lines worth 240.00"))
                .anyMatch(note -> note.contains("not known count as purchases: Strange, 24 lines worth 240.00"));
        assertThat(sum(Reading.text(csv, Map.of("orders.paid", "[strange]")), "monetary")).isEqualTo(240);
        assertThat(sum(Reading.text(csv, Map.of("orders.status", "none")), "monetary")).isEqualTo(1200);
    }

    @ParameterizedTest
    @CsvSource({"paid,TRUE,FALSE", "is_cancelled,0,1", "refunded,no,yes", "Bezahlt,ja,nein"})
    void truth_saysWhatWasPaidByTheNameOfItsColumn(String name, String good, String bad) {
        String csv = log("order,customer,date,amount," + name, i -> order(i) + ",C" + customer(i) + "," + day(i)
                + ",10.00," + (i % 4 == 0 ? bad : good));

        assertThat(sum(Reading.text(csv), "monetary")).isEqualTo(900);
    }

    @Test
    void dateOfCancellation_takesItsLinesOut() {
        String csv = log("order,customer,order date,amount,Cancelled at", i -> order(i) + ",C" + customer(i) + ","
                + day(i) + ",10.00," + (i % 4 == 0 ? day(i) : ""));

        ReadResult read = Reading.text(csv);

        assertThat(sum(read, "monetary")).isEqualTo(900);
        assertThat(read.report().notes()).anyMatch(note -> note.contains("\"Cancelled at\" no purchases"));
    }

    @Test
    void statusOfDelivery_isNone() {
        String csv = log("order,customer,date,amount,Payment Status,Fulfillment Status", i -> order(i) + ",C"
                + customer(i) + "," + day(i) + ",10.00,paid," + (i % 2 == 0 ? "pending" : "delivered"));

        assertThat(sum(Reading.text(csv), "monetary")).isEqualTo(1200);
    }

    @Test
    void totalOfTheOrder_onEachLine_countsOnce() {
        String csv = log("order,customer,date,Order Total,Order Tax,Shipping amount", i -> order(i) + ",C"
                + customer(i) + "," + day(i) + "," + (50 + order(i) % 37) + ".25,3.10,4.90");

        ReadResult read = Reading.text(csv);

        double worth = 0;
        for (int i = 0; i < LINES; i += 2) {
            worth += 50 + order(i) % 37 + 0.25;
        }
        assertThat(sum(read, "monetary")).isCloseTo(worth, within(1e-9));
        assertThat(read.report().notes()).anyMatch(note -> note.contains("\"Order Total\", once for each order"));
    }

    @Test
    void discountOfALine_isTakenOff_andAPriceOfALineIsNotMultiplied() {
        String discounted = log("order,customer,date,qty,price,discount,line total", i -> order(i) + ",C" + customer(i)
                + "," + day(i) + "," + (1 + i % 3) + ",10.00," + (i % 2) + "," + (10 * (1 + i % 3) - i % 2));
        String ofLine = log("order,customer,date,qty,price,total", i -> order(i) + ",C" + customer(i) + "," + day(i)
                + "," + (1 + i % 3) + "," + (20 + i) + "," + (20 + i));

        assertThat(sum(Reading.text(discounted), "monetary")).isEqualTo(2400 - 60);
        assertThat(sum(Reading.text(ofLine), "monetary")).isEqualTo(20 * 120 + 119 * 120 / 2.0);
    }

    @Test
    void refundOfALine_isTakenOffAndIsAReturn() {
        String csv = log("order,customer,date,Amount,Amount Refunded", i -> order(i) + ",C" + customer(i) + "," + day(i)
                + ",10.00," + (i % 6 == 0 ? "4.00" : i % 6 == 1 ? "10.00" : "0"));

        ReadResult read = Reading.text(csv);

        assertThat(sum(read, "monetary")).isEqualTo(1200 - 20 * 4 - 20 * 10);
        assertThat(read.report().notes()).contains("\"Amount Refunded\" takes 80.00 off 20 purchases")
                .anyMatch(note -> note.startsWith("100 lines are purchases, 20 returns"));
    }

    @Test
    void columnsOfAnyName_areFoundByTheirProduct() {
        String csv = log("a,b,Kunde,Tag,c,d", i -> "B" + order(i) + "," + (1 + i % 3) + ",K" + customer(i) + ","
                + day(i) + "," + (5 + i) + ".50," + String.format(Locale.ROOT, "%.2f", (1 + i % 3) * (5.5 + i)));

        ReadResult read = Reading.text(csv);

        assertThat(sum(read, "frequency")).isEqualTo(LINES / 2.0);
        assertThat(sum(read, "basket_items")).isCloseTo(20 * 4, within(4.0));
        assertThat(read.report().notes()).anyMatch(note -> note.contains("the order \"a\""));
    }

    @Test
    void guests_whoShareANumber_areToldApartByTheirAddress() {
        String csv = log("order,customer_id,customer_email,date,amount", i -> order(i) + ","
                + (customer(i) % 10 == 0 ? 500 + customer(i) : 0) + ",b" + customer(i) + "@example.com," + day(i)
                + ",10");

        assertThat(Reading.text(csv).table().rows()).isEqualTo(20);
    }

    @Test
    void noItem_isNoProduct() {
        String csv = log("order,customer,date,amount,Item", i -> order(i) + ",C" + customer(i) + "," + day(i) + ",10,"
                + (i % 2 == 0 ? "Tea" : "NONE"));

        assertThat(sum(Reading.text(csv), "products")).isEqualTo(20);
    }

    @Test
    void fewCustomers_areToldAndTheLinesKept() {
        String csv = log("order,customer,date,amount",
                i -> order(i) + ",C" + i / 2 % 9 + "," + day(i) + ",10." + i % 9);

        ReadResult read = Reading.text(csv);

        assertThat(read.table().rows()).isEqualTo(LINES);
        assertThat(read.report().notes()).anyMatch(note -> note.contains("of 9 customers only"));
        assertThat(Reading.text(csv, Map.of("orders.mode", "on")).table().rows()).isEqualTo(9);
    }

    @Test
    void linesOfReceipts_withoutCustomers_areRefusedAndReceiptsAreNoMeasure() {
        String csv = log("Date,Transaction,Item",
                i -> day(i) + "," + order(i) + "," + (i % 3 == 0 ? "NONE" : "T" + i % 4));

        assertThatThrownBy(() -> Reading.text(csv)).isInstanceOf(DataException.class)
                .hasMessageContaining("\"Transaction\"").hasMessageContaining("orders.customer")
                .hasMessageContaining("orders.mode: off");
        ReadResult lines = Reading.text(csv, Map.of("orders.mode", "off"));
        assertThat(lines.schema().column("Transaction").orElseThrow().role()).isEqualTo(Role.IDENTIFIER);
        assertThat(lines.table().require("Item").missing()).isEqualTo(LINES / 3);
    }

    @Test
    void ordersWithoutCustomers_goOnAndSaySo() {
        String csv = log("Date,Invoice ID,Product,Total",
                i -> day(i) + ",I" + i + ",T" + i % 4 + "," + (i % 31) + ".5");

        assertThat(Reading.text(csv).report().notes()).anyMatch(note -> note.contains("no column names the customer")
                && note.contains("orders.customer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client,orders,spend", "client,last order date,spend"})
    void customers_eachOnce_areNoLog(String header) {
        String csv = log(header, i -> "K" + i + "," + (header.contains("date") ? day(i) : Integer.toString(1 + i / 9))
                + "," + i % 31);

        ReadResult read = Reading.text(csv);

        assertThat(read.table().rows()).isEqualTo(LINES);
        assertThat(read.schema().columns().get(1).role()).isIn(Role.NUMERIC, Role.DATE);
        // The same file twice is no log either.
        String twice = csv + csv.substring(csv.indexOf('\n') + 1);
        assertThat(Reading.text(twice).table().rows()).isEqualTo(2 * LINES);
    }
}

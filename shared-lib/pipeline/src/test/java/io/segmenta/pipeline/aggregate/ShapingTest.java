package io.segmenta.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.RealData;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.ConfigException;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapingTest {
    private static final String LOG = """
            order_no;customer;day;qty;price
            1;anna;2024-01-01;2;5.00
            1;anna;2024-01-01;1;10.00
            2;ben;2024-01-10;1;7.00
            3;anna;2024-01-21;4;2.50
            C4;anna;2024-01-22;-1;10.00
            5;ben;2024-01-31;1;0
            6;;2024-01-31;9;9.00
            7;carl;2024-01-05;-1;3.00
            """;
    private static final Map<String, String> NAMED = Map.of("orders.mode", "on", "orders.customer", "customer",
            "orders.order", "order_no", "orders.date", "day", "orders.quantity", "qty", "orders.price", "price");
    private static final String PANEL = "country,year,spend,text\nDE,2019,100,a\nDE,2020,110,b\nDE,2021,99,c\n"
            + "FR,2020,50,d\nFR,2021,100,e\nIT,2021,7,f\n";

    @Test
    void orders_becomeCustomers() {
        ReadResult result = Reading.text(LOG, NAMED);

        assertThat(Reading.names(result.table())).containsExactly("customer", "recency_days", "frequency", "monetary",
                "tenure_days", "basket_value", "basket_items", "return_share");
        // anna: two orders worth 30, one return worth 10; carl bought nothing; the newest line is of 31 January.
        assertThat(Reading.rows(result.table())).containsExactly(
                List.of("anna", "10", "2", "30", "30", "15", "3.5", "0.25"),
                List.of("ben", "21", "1", "7", "21", "7", "1", "0"));
        assertThat(result.schema().column("customer").orElseThrow().role()).isEqualTo(Role.IDENTIFIER);
        assertThat(result.report().evidence()).anyMatch(e -> e.contains("8 lines became 2 customers"));
    }

    @Test
    void orderNumbersThatAllBeginWithC_areNotCancelled() {
        String log = "order_no;customer;birth_date;day;amount\nCA-1;anna;1980-01-01;2024-01-01;20\n"
                + "CB-2;ben;1990-01-01;2024-01-10;7\nCA-3;anna;1980-01-01;2024-01-21;10\n";
        Map<String, String> orders = Map.of("orders.mode", "on", "orders.customer", "customer", "orders.order",
                "order_no");

        // The date is that of the purchase, the first that is none of birth.
        for (String text : List.of(log, log.replaceAll("C[AB]-", "C"))) {
            assertThat(Reading.rows(Reading.text(text, orders).table())).containsExactly(
                    List.of("anna", "0", "2", "30", "20", "15", "0"), List.of("ben", "11", "1", "7", "11", "7", "0"));
        }
    }

    @Test
    void roles_ofMadeColumns_areApplied() {
        String csv = "a,b\n1,2\n3,5\n4,9\n";
        Map<String, String> derived = Map.of("derive.ratio", "a / b", "derive.sum", "a + b", "columns.roles.ratio",
                "ignored", "columns.roles.sum", "protected");

        ReadResult result = Reading.text(csv, derived);

        assertThat(result.schema().column("ratio").orElseThrow().role()).isEqualTo(Role.IGNORED);
        assertThat(result.schema().column("sum").orElseThrow().role()).isEqualTo(Role.PROTECTED);
        assertThat(result.schema().column("sum").orElseThrow().description()).contains("a + b");
        Map<String, String> orders = new HashMap<>(NAMED);
        orders.put("columns.roles.return_share", "ignored");
        assertThat(Reading.text(LOG, orders).schema().column("return_share").orElseThrow().role())
                .isEqualTo(Role.IGNORED);
    }

    @Test
    void roles_thatAMadeColumnCannotHave_areRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Reading.text("a,b\n1,2\n3,5\n",
                Map.of("derive.ratio", "a / b", "columns.roles.ratio", "categorical")))
                .isInstanceOf(ConfigException.class).hasMessageContaining("columns.roles.ratio")
                .hasMessageContaining("numeric, protected, personal or ignored, got categorical");
        assertThatThrownBy(() -> Reading.text("a,b\n1,2\n3,5\n",
                Map.of("derive.ratio", "a / b", "columns.roles.rato", "ignored")))
                .isInstanceOf(DataException.class).hasMessageContaining("\"rato\"").hasMessageContaining("\"ratio\"");
    }

    @Test
    void orders_off_keepsTheLines() {
        assertThat(Reading.text(LOG, Map.of("orders.mode", "off")).table().rows()).isEqualTo(8);
        // A table with one line for each customer is no order log, whatever its columns are called.
        assertThat(Reading.text("customer_id,date,amount\n1,2024-01-01,5\n2,2024-01-02,6\n3,2024-01-03,7\n").table()
                .rows())
                .isEqualTo(3);
    }

    @Test
    void orders_onWithoutAColumn_isRefused() {
        assertThatThrownBy(() -> Reading.text("a,b\n1,2\n3,4\n", Map.of("orders.mode", "on")))
                .hasMessageContaining("orders.customer").hasMessageContaining("orders.date");
    }

    @Test
    void panel_isSummarised() {
        ReadResult result = Reading.text(PANEL, Map.of("panel.entity", "country", "panel.time", "year",
                "panel.summaries", "[mean, last, growth, volatility]"));

        assertThat(Reading.names(result.table())).containsExactly("country", "spend_mean", "spend_last", "spend_growth",
                "spend_volatility");
        // DE: changes +10 % and -10 %; FR: one change of +100 %; IT: none.
        assertThat(Reading.rows(result.table()).get(0).subList(0, 4)).containsExactly("DE", "103", "99", "0");
        assertThat(((NumericColumn) result.table().require("spend_volatility")).value(0)).isCloseTo(Math.sqrt(200),
                within(1e-12));
        assertThat(Reading.rows(result.table()).get(1)).containsExactly("FR", "75", "100", "100", "");
        assertThat(Reading.rows(result.table()).get(2)).containsExactly("IT", "7", "7", "", "");
        assertThat(Reading.text(PANEL, Map.of("panel.entity", "country", "panel.time", "year", "panel.from", "2020",
                "panel.complete", "true")).table().rows()).isEqualTo(2);
    }

    @Test
    void panel_ofDates_isBoundedByYears() {
        String csv = "country,when,spend\nDE,2019-05-01,1\nDE,2020-05-01,2\nDE,2021-05-01,3\nFR,2020-05-01,4\n"
                + "FR,2021-05-01,5\nIT,2019-05-01,6\n";
        ReadResult result = Reading.text(csv, Map.of("panel.entity", "country", "panel.time", "when", "panel.from",
                "2020", "panel.to", "2020", "panel.summaries", "[mean]"));
        assertThat(Reading.rows(result.table())).containsExactly(List.of("DE", "2"), List.of("FR", "4"));
    }

    @Test
    void panel_thatIsOdd_isToldOrRefused() {
        Map<String, String> panel = Map.of("panel.entity", "country", "panel.time", "year");

        assertThat(Reading.text(PANEL, panel).report().notes()).noneMatch(note -> note.contains("of another row"));
        assertThat(Reading.text(PANEL + "IT,2021,9,g\nIT,2021,8,h\n", panel).report().notes()).contains(
                "2 rows have the \"country\" and the \"year\" of another row; each counts as a time of its own");
        assertThatThrownBy(() -> Reading.text(PANEL, Map.of("panel.entity", "country", "panel.time", "year",
                "panel.measures", "[spend, text]"))).isInstanceOf(DataException.class)
                .hasMessage("column \"text\": panel.measures must hold numbers (file test.csv)");
    }

    @Test
    void derived_columnsAreComputed() {
        assertThat(derived("a + b * 2")).containsExactly(5, 11, Double.NaN);
        assertThat(derived("coalesce(b, 9)")).containsExactly(2, 4, 9);
        assertThat(derived("days(when, when)")).containsExactly(0, 0, 0);
    }

    @Test
    void derived_wrongExpressions_areRefusedByTheirName() {
        Map.of("a +", "derive.new: the expression ends too early", "zz", "column \"zz\" is missing", "text",
                "derive.new: the expression uses \"text\", which is a text column").forEach(
                        (text, message) -> assertThatThrownBy(() -> derived(text)).hasMessageContaining(message));
    }

    @Test
    void derived_fromAProtectedColumn_isProtected() {
        ReadResult result = Reading.text("spend,sex\n1,0\n2,1\n3,1\n9,0\n", Map.of("derive.both", "spend * sex"));

        assertThat(result.schema().column("both").orElseThrow().role()).isEqualTo(Role.PROTECTED);
        assertThat(result.schema().column("both").orElseThrow().reason())
                .isEqualTo("derived: spend * sex; made of \"sex\", a protected attribute");
    }

    @Test
    @RealData
    void onlineRetail_givesThePublishedCustomers() {
        ReadResult result = Reading.real("transactions/online_retail.csv.gz");

        assertThat(result.table().rows()).isEqualTo(4338);
        double revenue = 0;
        for (double value : ((NumericColumn) result.table().require("monetary")).values()) {
            revenue += value;
        }
        assertThat(Math.round(revenue * 100)).isEqualTo(891_140_790L);
    }

    @Test
    @RealData
    void pharmaPanel_givesThirtySixCountries() throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of("panel.entity", "LOCATION", "panel.time", "TIME",
                "panel.from", "2011", "panel.to", "2020", "panel.complete", "true"));
        Path file = Path.of(System.getProperty("segmenta.data"), "pharma/pharmaceutical-drug-spending.csv");
        try (InputStream in = Files.newInputStream(file)) {
            ReadResult result = io.segmenta.pipeline.read.TableReader.read(in, "pharma.csv",
                    PipelineConfig.defaults().with(settings));
            assertThat(result.table().rows()).isEqualTo(36);
            assertThat(Reading.names(result.table())).contains("USD_CAP_mean", "USD_CAP_growth", "USD_CAP_volatility");
        }
    }

    private static double[] derived(String expression) {
        ReadResult result = Reading.text("a,b,when,text\n1,2,2024-01-01,x\n3,4,2024-01-02,y\n5,,2024-01-03,z\n",
                Map.of("derive.new", expression));
        return ((NumericColumn) result.table().require("new")).values();
    }
}

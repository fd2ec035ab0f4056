package io.segmenta.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of entities over time is known by its rows, whatever its columns are called. */
class PanelFinderTest {
    private static final List<String> SHOPS = List.of("North", "South", "East", "West", "Harbour", "Station", "Mill");

    /** Sales of seven shops at six times, a share of the pairs left out. */
    private static String sales(String shop, String time, List<String> times, double left) {
        Random random = new Random(4);
        StringBuilder csv = new StringBuilder(shop + "," + time + ",sales,visitors,format\n");
        for (int s = 0; s < SHOPS.size(); s++) {
            for (String when : times) {
                if (random.nextDouble() >= left) {
                    csv.append(SHOPS.get(s)).append(',').append(when).append(',').append(100 + random.nextInt(900))
                            .append('.').append(random.nextInt(90) + 10).append(',').append(random.nextInt(5000))
                            .append(s % 2 == 0 ? ",big" : ",small").append('\n');
                }
            }
        }
        return csv.toString();
    }

    @ParameterizedTest
    @CsvSource({"shop,year,2019;2020;2021;2022;2023;2024", "Filiale,Monat,1;2;3;4;5;6",
            "магазин,дата,2024-01-31;2024-02-29;2024-03-31;2024-04-30;2024-05-31;2024-06-30",
            "店舗,年度,2019;2020;2021;2022;2023;2024", "tienda,trimestre,1;2;3;4;5;6",
            "shop,quarter,2022-Q3;2022-Q4;2023-Q1;2023-Q2;2023-Q3;2023-Q4",
            "magasin,période,T3 2022;T4 2022;T1 2023;T2 2023;T3 2023;T4 2023",
            "Filiale,Zeit,2023-11;2023-12;2024-01;2024-02;2024-03;2024-04",
            "negozio,quando,11/2023;12/2023;01/2024;02/2024;03/2024;04/2024",
            "Laden,Monat,November 2023;Dezember 2023;Januar 2024;Februar 2024;März 2024;April 2024",
            "store,ym,202311;202312;202401;202402;202403;202404",
            "tienda,semana,2023-W51;2023-W52;2024-W01;2024-W02;2024-W03;2024-W04"})
    void entitiesOverTime_becomeOneRowEach(String shop, String time, String times) {
        ReadResult result = Reading.text(sales(shop, time, List.of(times.split(";", -1)), 0.1));

        assertThat(result.table().rows()).isEqualTo(SHOPS.size());
        assertThat(Reading.names(result.table())).contains(shop, "format", "sales_mean", "sales_growth")
                .doesNotContain(time);
        assertThat(result.report().notes()).contains("each \"" + shop + "\" stands there once for each \"" + time
                + "\", so the segments are of the former (panel.entity: none keeps the rows)");
    }

    /** Quarters are ordered by time and not by their letters: Q4 2022 stands before Q1 2023. */
    @Test
    void writtenPeriods_followOneAnotherInTime() {
        ReadResult result = Reading.text("shop,when,sales\nA,Q1 2023,12\nA,Q4 2022,10\nB,Q4 2022,5\nB,Q1 2023,4\n",
                Map.of("panel.entity", "shop", "panel.time", "when", "panel.summaries", "[last]"));
        assertThat(Reading.rows(result.table())).containsExactly(List.of("A", "12"), List.of("B", "4"));
        assertThat(Reading.rows(Reading.text("shop,when,sales\nA,Q1 2023,12\nA,Q4 2022,10\nB,Q4 2022,5\nB,Q1 2023,4\n",
                Map.of("panel.entity", "shop", "panel.time", "when", "panel.summaries", "[last]", "panel.to", "2022"))
                .table())).containsExactly(List.of("A", "10"), List.of("B", "5"));
    }

    @Test
    void rowsOfAPanel_areKeptWhereTheSettingsSaySo() {
        String csv = sales("shop", "year", List.of("2019", "2020", "2021"), 0);
        assertThat(Reading.text(csv, Map.of("panel.entity", "none")).table().rows()).isEqualTo(3 * SHOPS.size());
    }

    @Test
    void customersWithCityAndDate_areNoPanel() {
        Random random = new Random(9);
        StringBuilder csv = new StringBuilder("customer,city,joined,age\n");
        for (int i = 0; i < 120; i++) {
            csv.append("c").append(i).append(',').append(SHOPS.get(random.nextInt(7))).append(",202")
                    .append(random.nextInt(5)).append("-03-").append(10 + random.nextInt(15)).append(',')
                    .append(20 + random.nextInt(50)).append('\n');
        }
        assertThat(Reading.text(csv.toString()).table().rows()).isEqualTo(120);
    }

    @Test
    void pairsThatRepeat_areNoPanel() {
        String csv = sales("shop", "year", List.of("2019", "2020", "2021"), 0);
        String rows = csv.substring(csv.indexOf('\n') + 1);
        assertThat(Reading.text(csv + rows).table().rows()).isEqualTo(6 * SHOPS.size());
    }
}

package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.RowEncoder;
import io.segmenta.pipeline.features.FeatureFitter;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that count from 1970. */
class UnixTimesTest {
    /** 2023-11-14, 22:13:20. */
    private static final long FROM = 1_700_000_000;
    private static final long DAY = 86_400;

    private static ReadResult read(String name, IntFunction<String> cell) {
        StringBuilder csv = new StringBuilder(name + ";spend\n");
        for (int i = 0; i < 60; i++) {
            csv.append(cell.apply(i)).append(';').append(i % 7).append(".5\n");
        }
        return Reading.text(csv.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "created", "timestamp", "order_date", "paid_at", "Bestelldatum",
            "Zeitstempel",
            "Date de commande", "Fecha", "Data do pedido", "Data ordine", "Tijdstempel", "Data zamówienia", "Дата",
            "Tarih", "注文日時", "下单时间", "تاريخ", "तारीख"})
    void secondsToNanoseconds_underANameThatSaysDate_areDates(String name) {
        for (long unit : new long[] {1, 1000, 1_000_000, 1_000_000_000}) {
            ReadResult read = read(name, i -> Long.toString((FROM + i * DAY + i) * unit));

            ColumnSchema column = read.schema().columns().getFirst();
            assertThat(column.role()).isEqualTo(Role.DATE);
            assertThat(column.reason()).contains("2023-11-14 to 2024-01-12")
                    .contains(unit == 1 ? "unix seconds"
                            : unit == 1000 ? "unix milliseconds"
                                    : unit == 1_000_000 ? "unix microseconds" : "unix nanoseconds");
            assertThat(read.table().columns().getFirst().text(1)).isEqualTo("19676");
            assertThat(Schema.fromJson(read.schema().toJson())).isEqualTo(read.schema());
        }
    }

    @Test
    void wholeMinutes_areTimesWhateverTheName() {
        assertThat(read("when", i -> Long.toString(FROM / 60 * 60 + i * 5400L)).schema().columns().getFirst().role())
                .isEqualTo(Role.DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "budget", "customer_id", "date_id"})
    void otherNumbersOfThatSize_stayWhatTheyAre(String name) {
        for (long step : new long[] {977, 1_000_000}) {
            Role role = read(name, i -> Long.toString(FROM + (long) i * i * step)).schema().columns().getFirst().role();
            assertThat(role).isNotEqualTo(Role.DATE);
        }
    }

    @Test
    void timesAmongOthers_areNoDates() {
        assertThat(read("created_at", i -> i == 9 ? "17" : Long.toString(FROM + i * DAY)).schema().columns().getFirst()
                .role()).isNotEqualTo(Role.DATE);
        ReadResult gaps = read("created_at", i -> i == 9 ? "NA" : Long.toString(FROM + i * DAY));
        assertThat(gaps.schema().columns().getFirst().role()).isEqualTo(Role.DATE);
        assertThat(gaps.table().columns().getFirst().missing()).isEqualTo(1);
    }

    @Test
    void prediction_mayGiveATimeOrADate() {
        ReadResult read = read("created_at", i -> Long.toString(FROM + i * DAY));
        RowEncoder encoder = FeatureFitter.fit(read.table(), read.schema(), PipelineConfig.defaults()).pipeline()
                .encoder(read.schema());
        FeatureRow time = encoder.newRow();
        FeatureRow date = encoder.newRow();

        assertThat(encoder.encode(InputRecord.of(read.schema(),
                Map.of("created_at", Long.toString(FROM + 3 * DAY), "spend", "2")), time)).isTrue();
        assertThat(
                encoder.encode(InputRecord.of(read.schema(), Map.of("created_at", "2023-11-17", "spend", "2")), date))
                .isTrue();

        assertThat(time.values()).isEqualTo(date.values());
        assertThat(time.clipped()).isEmpty();
    }
}

package io.segmenta.pipeline.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.data.NumericColumn;
import io.segmenta.pipeline.property.MadeOrders.Dates;
import io.segmenta.pipeline.property.MadeOrders.Names;
import io.segmenta.pipeline.property.MadeOrders.Shape;
import io.segmenta.pipeline.property.MadeOrders.Truth;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What customers come of a log of orders whose truth is known, in whatever words and shape a shop writes it. */
class OrderLogProperties {

    @Property(tries = 400, seed = "71")
    void log_inAnyLanguageAndShape_givesItsCustomers(@ForAll @IntRange(min = 0, max = 13) int language,
            @ForAll Shape shape, @ForAll Dates dates, @ForAll Names names,
            @ForAll @IntRange(min = 12, max = 120) int customers, @ForAll long seed) {
        MadeOrders made = new MadeOrders(MadeOrders.SHOPS.get(language), shape, dates, names, customers, seed);

        ReadResult read = Reading.text(made.csv());

        Truth truth = made.truth();
        String context = read.report().notes() + "\n" + made.csv().lines().limit(6).toList();
        assertThat(read.schema().column("monetary")).as(context).isPresent();
        assertThat(read.table().rows()).as(context).isEqualTo(truth.customers());
        assertThat(sum(read, "monetary")).as(context).isCloseTo(truth.worth(), within(0.01));
        assertThat(sum(read, "frequency")).as(context).isEqualTo(truth.orders());
        assertThat(sum(read, "recency_days")).as(context).isEqualTo((double) truth.recency());
        if (truth.lost() > 0) {
            assertThat(read.report().notes()).as(context).anyMatch(
                    note -> note.contains("no purchases: ") && note.contains(made.shop().failed())
                            && note.contains(" lines worth "));
        }
    }

    @Property(tries = 60, seed = "72")
    void log_withoutItsStatus_countsEveryLine(@ForAll @IntRange(min = 0, max = 13) int language, @ForAll long seed) {
        MadeOrders made = new MadeOrders(MadeOrders.SHOPS.get(language), Shape.QUANTITY_TIMES_PRICE, Dates.ISO,
                Names.CODES, 40, seed);

        ReadResult read = Reading.text(made.csv(), Map.of("orders.status", "none"));

        assertThat(sum(read, "monetary")).isCloseTo(made.everything(), within(0.01));
        assertThat(read.report().notes()).noneMatch(note -> note.contains("no purchases"));
    }

    private static double sum(ReadResult read, String column) {
        return Arrays.stream(((NumericColumn) read.table().require(column)).values()).sum();
    }
}

package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.schema.OrderWords;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the column that says what a customer is worth. */
public final class SpendColumn {
    private static final Set<Concept> MONEY = EnumSet.of(Concept.SPEND, Concept.BILL);
    private static final Set<OrderWords.Money> SPENT = EnumSet.of(OrderWords.Money.TOTAL,
            OrderWords.Money.AMOUNT);
    private static final Pattern WHOLE = Pattern.compile("(?i).*(total|lifetime|clv|monetary).*");
    private static final Pattern PART = Pattern.compile("(?i).*(average|avg|mean|per|share|score|rank|group).*");

    private SpendColumn() {}

    /** Returns the first column of money spent, one that is called a total before others; empty when there is none. */
    public static Optional<NumericColumn> of(Table table) {
        List<NumericColumn> money = table.columns().stream().filter(SpendColumn::isSpent)
                .map(NumericColumn.class::cast).toList();
        return money.stream().min(Comparator.comparing(column -> !isWhole(column.name())));
    }

    private static boolean isSpent(Column column) {
        return column instanceof NumericColumn && !PART.matcher(column.name()).matches()
                && (Concept.of(column.name()).filter(MONEY::contains).isPresent()
                        || OrderWords.moneyAlone(column.name()).filter(SPENT::contains).isPresent());
    }

    private static boolean isWhole(String name) {
        return WHOLE.matcher(name).matches()
                || OrderWords.moneyAlone(name).filter(OrderWords.Money.TOTAL::equals).isPresent();
    }
}

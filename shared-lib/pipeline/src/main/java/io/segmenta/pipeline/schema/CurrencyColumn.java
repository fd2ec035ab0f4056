package io.segmenta.pipeline.schema;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.TextColumn;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A column that names the currency of each row, beside amounts that nothing can compare without rates. Stateless. */
final class CurrencyColumn {
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final int MOST = 30;

    private CurrencyColumn() {}

    /** What a person should know when a column holds several codes of ISO 4217 and nothing else. */
    static Optional<String> note(List<Column> columns, List<ColumnSchema> schemas) {
        boolean amounts = schemas.stream().anyMatch(schema -> schema.role() == Role.NUMERIC);
        return amounts ? columns.stream().filter(CurrencyColumn::namesCurrencies).findFirst().map(column -> {
            List<String> levels = ((TextColumn) column).levels();
            return String.format(Locale.ROOT, "\"%s\" names %d currencies (%s): amounts beside it cannot be compared "
                    + "without rates, and are taken as they stand; convert them to one currency, or leave them out "
                    + "(columns.exclude)", column.name(), levels.size(),
                    String.join(", ", levels.stream().sorted().limit(3).toList()) + (levels.size() > 3 ? ", …" : ""));
        }) : Optional.empty();
    }

    private static boolean namesCurrencies(Column column) {
        return column instanceof TextColumn text && text.levels().size() > 1 && text.levels().size() <= MOST
                && text.levels().stream().allMatch(level -> CODES.contains(level.strip().toUpperCase(Locale.ROOT)));
    }
}

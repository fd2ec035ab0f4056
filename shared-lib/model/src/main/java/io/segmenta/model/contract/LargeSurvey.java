package io.segmenta.model.contract;

import io.segmenta.model.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What a job of Apache Spark found in all rows of a file: {@code survey.json}, written by the module {@code spark}.
 *
 * @param dataSha256 of the rows, in hexadecimal
 * @param columns in the order of the file
 * @param sample the file of the rows that stand for all
 */
public record LargeSurvey(long rows, String dataSha256, List<Column> columns, LargeFile sample) {
    /**
     * One column.
     *
     * @param missing rows without a value
     * @param numbers of a column of plain numbers and nothing else what they are; empty of any other
     */
    public record Column(String name, long missing, Optional<Numbers> numbers) {}

    /**
     * The numbers of a column.
     *
     * @param deviation the standard deviation, with divisor n
     * @param lowerQuartile quantiles are interpolated between order statistics, as NumPy's default
     */
    public record Numbers(long count, double min, double max, double mean, double deviation, double lowerQuartile,
            double median, double upperQuartile) {}

    public LargeSurvey {
        columns = List.copyOf(columns);
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it is none
     */
    public static LargeSurvey parse(byte[] document) {
        return ContractJson.read(document, LargeFile.SURVEY.path(),
                object -> new LargeSurvey(object.integer("rows"), ContractJson.filled(object, "data_sha256"),
                        object.objects("columns").stream().map(LargeSurvey::column).toList(), sample(object)));
    }

    private static LargeFile sample(JsonObject object) {
        return object.optionalString("sample").filter(LargeFile.RECORDS.path()::equals).map(name -> LargeFile.RECORDS)
                .orElse(LargeFile.SAMPLE);
    }

    private static Column column(JsonObject object) {
        return new Column(object.string("name"), object.integer("missing"),
                object.has("quantiles") ? Optional.of(numbers(object)) : Optional.empty());
    }

    private static Numbers numbers(JsonObject object) {
        JsonObject quantiles = object.object("quantiles");
        return new Numbers(object.integer("numbers"), object.number("min"), object.number("max"),
                object.number("mean"), object.number("standard_deviation"), quantiles.number("0.25"),
                quantiles.number("0.5"), quantiles.number("0.75"));
    }
}

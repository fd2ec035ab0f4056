package io.segmenta.model.predict;

import io.segmenta.model.json.JsonBytes;
import io.segmenta.model.predict.Prediction.Identity;
import java.util.List;
import java.util.Map;

/**
 * One line of comma-separated values per record: what an answer in JSON has but for reasons and time, so that equal
 * requests get equal lines. Flags stand in one cell. For one thread.
 */
final class CsvLines {
    private static final String HEADER = "segment_id,cluster,cluster_name,recommendation,confidence,distance,"
            + "outside,";
    private static final String CALIBRATED = "fit,between,posterior,";
    private static final String END = "flags,model_version,error\n";
    private final StringBuilder rows;
    private final StringBuilder flags = new StringBuilder();
    private final List<String> identifiers;
    private final boolean calibrated;

    /**
     * @param rows where the lines go
     * @param identifiers the columns of identifiers that each line begins with
     * @param calibrated whether the model that answers has a calibration
     */
    CsvLines(StringBuilder rows, List<String> identifiers, boolean calibrated) {
        this.rows = rows;
        this.identifiers = identifiers;
        this.calibrated = calibrated;
    }

    void header() {
        identifiers.forEach(this::cell);
        rows.append(HEADER).append(calibrated ? CALIBRATED : "").append(END);
    }

    void answer(Prediction prediction) {
        identify(prediction.identity());
        cell(prediction.segment().id());
        rows.append(prediction.segment().cluster()).append(',');
        cell(prediction.segment().name());
        cell(prediction.segment().action());
        rows.append(JsonBytes.round(prediction.confidence())).append(',')
                .append(JsonBytes.round(prediction.distance())).append(',').append(prediction.outside())
                .append(',');
        if (calibrated) {
            rows.append(JsonBytes.round(prediction.fit())).append(',');
            cell(prediction.between() == null ? "" : prediction.between().id());
            rows.append(JsonBytes.round(prediction.posterior())).append(',');
        }
        cell(flags(prediction));
        cell(prediction.modelVersion());
        rows.append('\n');
    }

    /** Writes a refusal in the place of an answer. */
    void refuse(Problem problem, List<Identity> identity) {
        identify(identity);
        rows.append(calibrated ? ",,,,,,,,,,,," : ",,,,,,,,,");
        CsvRecords.append(rows, problem.detail());
        rows.append('\n');
    }

    /** Writes in the place of an answer that the customer has opted out. */
    void leaveOut(List<Identity> identity) {
        identify(identity);
        rows.append(calibrated ? ",,,,,,,,,,,," : ",,,,,,,,,").append("opted out\n");
    }

    private void identify(List<Identity> identity) {
        for (String column : identifiers) {
            String text = "";
            for (Identity one : identity) {
                text = one.column().equals(column) ? one.text() : text;
            }
            cell(text);
        }
    }

    private void cell(String text) {
        CsvRecords.append(rows, text);
        rows.append(',');
    }

    /** In words: {@code imputed: age, income; renamed: Alter as age}. */
    private String flags(Prediction prediction) {
        flags.setLength(0);
        flag("imputed", prediction.imputed());
        flag("clipped", prediction.clipped());
        flag("unseen", prediction.unseen());
        flag("missing", prediction.missing());
        flag("recomputed", prediction.recomputed());
        flag("unknown", prediction.unknown());
        String before = "renamed: ";
        for (Map.Entry<String, String> field : prediction.renamed().entrySet()) {
            flags.append(flags.isEmpty() || before.equals(", ") ? "" : "; ").append(before).append(field.getKey())
                    .append(" as ").append(field.getValue());
            before = ", ";
        }
        return flags.toString();
    }

    private void flag(String name, List<String> columns) {
        if (!columns.isEmpty()) {
            flags.append(flags.isEmpty() ? "" : "; ").append(name).append(": ").append(String.join(", ", columns));
        }
    }
}

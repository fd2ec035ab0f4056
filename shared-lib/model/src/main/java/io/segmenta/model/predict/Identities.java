package io.segmenta.model.predict;

import io.segmenta.model.data.InputRecord.Given;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Values;
import io.segmenta.model.predict.Prediction.Identity;
import java.util.ArrayList;
import java.util.List;

/** What names a record. */
final class Identities {
    private Identities() {}

    /** Returns the identifiers that a record has in some columns. */
    static List<Identity> of(InputRecord record, List<Integer> columns) {
        List<Identity> identity = List.of();
        for (int column : columns) {
            Given given = record.given(column);
            if (given == Given.NUMBER || given == Given.TEXT) {
                if (identity.isEmpty()) {
                    identity = new ArrayList<>(2);
                }
                String text = record.text(column);
                identity.add(new Identity(record.schema().columns().get(column).name(),
                        text == null ? Values.text(record.number(column)) : text, given == Given.NUMBER));
            }
        }
        return identity;
    }
}

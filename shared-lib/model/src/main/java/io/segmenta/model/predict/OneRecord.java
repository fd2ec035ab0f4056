package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.InputRecord;
import java.io.IOException;
import java.time.Instant;

/** Reads one record by the names that a request may give its fields. */
public final class OneRecord {

    private OneRecord() {}

    /**
     * Reads a record.
     *
     * @param json one object of fields, in UTF-8
     * @return a record of the model's schema that the model can answer
     * @throws DataException ({@link Reason#BAD_RECORD}) when it is no object, or cannot be answered
     */
    public static InputRecord read(Predictor predictor, byte[] json) {
        Session session = new Session(predictor, new InputRecord(predictor.schema()), Instant.EPOCH, false, null);
        try (JsonParser parser = JsonRecords.parser(json, 0, json.length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new DataException(Reason.BAD_RECORD, "a record is one JSON object of fields and values");
            }
            JsonRecords.readObject(parser, session, 0, false);
        } catch (IOException broken) {
            throw new DataException(Reason.BAD_RECORD, "a record is one JSON object of fields and values: "
                    + String.valueOf(broken.getMessage()).lines().findFirst().orElse(""), broken);
        }
        if (session.answer(0) == null) {
            throw new DataException(Reason.BAD_RECORD, session.problems().get(0).sentence());
        }
        return session.record();
    }
}

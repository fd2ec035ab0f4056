package io.segmenta.model.moves;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes after which the model answers the wanted segment.
 *
 * @param changes at least one, the dearest first
 * @param cost the sum over the columns of their cost times the squared change of their feature; of another level that
 * change is 1
 */
public record Move(List<Change> changes, double cost) {

    /**
     * What changes in a column.
     *
     * @param column of the record
     * @param from the value as the model read it: a number, a text, or a date as text
     * @param to the value it would have to be
     */
    public record Change(String column, Object from, Object to) {}

    public Move {
        changes = List.copyOf(changes);
    }

    /** Returns the move as maps, lists and values. */
    public Map<String, Object> toDocument() {
        List<Object> all = new ArrayList<>();
        for (Change change : changes) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("column", change.column());
            fields.put("from", change.from());
            fields.put("to", change.to());
            all.add(fields);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("changes", all);
        document.put("cost", cost);
        return document;
    }
}
